import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkContent } from '../src/check.ts';
import { loadContent } from '../src/content/files.ts';
import { loadTemplates } from '../src/page/templates.ts';
import { countDiagnostics, reportDiagnostics } from '../src/report.ts';

const CASES = path.join(import.meta.dirname, 'cases');
const TEMPLATES = path.join(import.meta.dirname, '../templates');

const workshop = mkdtempSync(path.join(tmpdir(), 'trialbrief-cases-'));
afterAll(() => rmSync(workshop, { recursive: true }));

interface Folders {
  content: string;
  templates: string;
}

/** A case's files over those of the base library and the templates, less what `without.txt` names. */
function layOut(name: string): Folders {
  const own = path.join(CASES, name);
  const without = textOf(path.join(own, 'without.txt'))?.trim().split('\n') ?? [];
  const lay = (part: 'content' | 'templates', ground: string) => {
    const changed = existsSync(path.join(own, part)) || without.some((file) => file.startsWith(part));
    if (!changed) return ground;
    const folder = path.join(workshop, name, part);
    cpSync(ground, folder, { recursive: true });
    if (existsSync(path.join(own, part))) cpSync(path.join(own, part), folder, { recursive: true });
    for (const file of without.filter((one) => one.startsWith(part))) rmSync(path.join(workshop, name, file));
    return folder;
  };
  return {
    content: lay('content', path.join(CASES, 'base/content')),
    templates: lay('templates', TEMPLATES),
  };
}

function report(folders: Folders): string {
  const templates = loadTemplates(folders.templates, 'templates');
  const checked = checkContent(loadContent(folders.content, 'content'), templates, 'content');
  const diagnostics = 'problems' in checked ? checked.problems : checked.warnings;
  const readSource = (file: string) => {
    const [part, ...rest] = file.split('/');
    return textOf(path.join(folders[part as keyof Folders], ...rest));
  };
  const verdict = 'problems' in checked ? countDiagnostics(diagnostics) : 'no errors';
  const text = [reportDiagnostics(diagnostics, { colour: false, readSource }), verdict];
  return settled(`${text.filter(Boolean).join('\n')}\n`);
}

/** Lists of everything that is known change with the catalogue and the page model. */
function settled(text: string): string {
  return text.replace(/hint \d+ are known, among them .*/g, 'hint … are known, among them …');
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

function expectedOf(name: string): string {
  return path.join(CASES, name, 'expected/diagnostics.txt');
}

function defectOf(name: string): string | undefined {
  return textOf(path.join(CASES, name, 'defect.txt'))?.trim();
}

const names = readdirSync(CASES);
const defective = names.filter((name) => defectOf(name) !== undefined);

describe('broken content and templates, each with its report', () => {
  test.each(names.filter((name) => !defective.includes(name)))('%s', async (name) => {
    await expect(report(layOut(name))).toMatchFileSnapshot(expectedOf(name));
  });
});

// The expected report of these is what should be said; defect.txt tells what is wrong with what is.
describe.skipIf(defective.length === 0)('known defects: once mended, delete defect.txt', () => {
  test.fails.each(defective.map((name) => [name, defectOf(name) ?? '']))('%s: %s', (name) => {
    expect(report(layOut(name))).toBe(textOf(expectedOf(name)));
  });
});

describe('every report', () => {
  test('is made in no time, without a stack trace, and leaves the prototypes alone', () => {
    for (const name of names) {
      const folders = layOut(name);
      const started = performance.now();
      expect(report(folders), name).not.toMatch(/RangeError|TypeError|\n {4}at |undefined|\[object/);
      expect(performance.now() - started, name).toBeLessThan(1000);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
