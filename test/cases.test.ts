import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkContent } from '../src/build.ts';
import { loadContent } from '../src/content/load.ts';
import { loadTemplates } from '../src/pages/templates.ts';
import { countDiagnostics, reportDiagnostics } from '../src/report.ts';

const CASES = path.join(import.meta.dirname, 'cases');
const TEMPLATES = path.join(import.meta.dirname, '../templates');

const workshop = mkdtempSync(path.join(tmpdir(), 'trialbrief-cases-'));
afterAll(() => rmSync(workshop, { recursive: true }));

/** A case's files over those of the base library, less what `without.txt` names. */
function layOut(name: string): string {
  const folder = path.join(workshop, name);
  const own = path.join(CASES, name);
  cpSync(path.join(CASES, 'base/content'), path.join(folder, 'content'), { recursive: true });
  cpSync(TEMPLATES, path.join(folder, 'templates'), { recursive: true });
  for (const part of ['content', 'templates']) {
    if (existsSync(path.join(own, part))) {
      cpSync(path.join(own, part), path.join(folder, part), { recursive: true });
    }
  }
  const without = path.join(own, 'without.txt');
  for (const file of existsSync(without) ? readFileSync(without, 'utf8').trim().split('\n') : []) {
    rmSync(path.join(folder, file));
  }
  return folder;
}

function report(folder: string): string {
  const templates = loadTemplates(path.join(folder, 'templates'), 'templates');
  const checked = checkContent(loadContent(path.join(folder, 'content'), 'content'), templates, 'content');
  const diagnostics = 'problems' in checked ? checked.problems : checked.warnings;
  const readSource = (file: string) => textOf(path.join(folder, file));
  const verdict = 'problems' in checked ? countDiagnostics(diagnostics) : 'no errors';
  return `${[reportDiagnostics(diagnostics, { colour: false, readSource }), verdict].filter(Boolean).join('\n')}\n`;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

const names = readdirSync(CASES);

describe('broken content and templates, each with its report', () => {
  test.each(names)('%s', async (name) => {
    const expected = path.join(CASES, name, 'expected/diagnostics.txt');
    await expect(report(layOut(name))).toMatchFileSnapshot(expected);
  });
});
