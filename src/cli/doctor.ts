import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { BrowserMissing, findBrowser } from '../browser/binary.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { canHoldFiles } from '../files/files.ts';
import { FONT_FACES } from '../page/style.ts';
import { type Console, exit } from './console.ts';
import { failureOf } from './failure.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';

/** One requirement for building a briefing. */
interface Finding {
  what: string;
  ok: boolean;
  found: string;
  /** What to do, when it is not. */
  fix?: string;
}

/** Checks what building needs and prints how to fix what is missing. */
export async function runDoctor(
  options: { out: string },
  console: Console,
  place: ProjectPaths,
): Promise<number> {
  const findings = [
    checkNode(),
    await checkBrowser(console),
    await checkFonts(place),
    await checkWriting(folderNamed(options.out, place)),
  ];
  if (console.json) console.result(JSON.stringify({ schema: 1, command: 'doctor', findings }, null, 2));
  else for (const finding of findings) console.result(describe(finding));
  return findings.every(({ ok }) => ok) ? exit.done : exit.failed;
}

function describe({ what, ok, found, fix }: Finding): string {
  const line = `${ok ? 'ok   ' : 'wrong'} ${what.padEnd(8)} ${found}`;
  return fix ? `${line}\n      fix: ${fix}` : line;
}

const oldestNode = [24, 15] as const;

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const found = `${process.version} at ${process.execPath}`;
  return ok
    ? { what: 'node', ok, found }
    : {
        what: 'node',
        ok,
        found,
        fix: 'start through npm (npm run build-report), which brings the pinned Node',
      };
}

async function checkBrowser(console: Console): Promise<Finding> {
  try {
    const binary = await findBrowser();
    await using browser = await launchBrowser({ binary, notice: console.info });
    const pdf = await browser.print({ html: '<!doctype html><title>doctor</title><p>doctor', paper: 'A4' });
    return {
      what: 'browser',
      ok: pdf.length > 0,
      found: `${browser.version}, ${binary.origin}, at ${binary.executable}`,
    };
  } catch (error) {
    const fix =
      error instanceof BrowserMissing
        ? error.fix
        : 'run npm ci, or set TRIALBRIEF_CHROME to the path of a Chrome or Chromium';
    const said = failureOf(error)?.message ?? (error as Error).message;
    return { what: 'browser', ok: false, found: said.split('\n')[0] ?? '', fix };
  }
}

async function checkFonts({ root }: ProjectPaths): Promise<Finding> {
  const folder = path.join(root, 'templates/fonts');
  const missing: string[] = [];
  for (const { file } of FONT_FACES) {
    if (!(await isPossible(path.join(folder, file), constants.R_OK))) missing.push(file);
  }
  if (missing.length === 0)
    return { what: 'fonts', ok: true, found: `${FONT_FACES.length} faces in templates/fonts` };
  return {
    what: 'fonts',
    ok: false,
    found: `missing: ${missing.join(', ')}`,
    fix: 'git checkout -- templates/fonts',
  };
}

async function checkWriting({ folder, shownAs }: { folder: string; shownAs: string }): Promise<Finding> {
  let nearest = folder;
  while (!(await isPossible(nearest, constants.F_OK))) nearest = path.dirname(nearest);
  const ok = canHoldFiles(nearest);
  const found = `${shownAs}/ ${ok ? 'can' : 'cannot'} be written`;
  return ok
    ? { what: 'writing', ok, found }
    : {
        what: 'writing',
        ok,
        found,
        fix: `make ${nearest} writable for this user, or build with --out <folder>`,
      };
}

async function isPossible(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
