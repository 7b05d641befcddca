import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trialWith } from './base-library.ts';
import { runTool } from './tool.ts';

const root = path.join(import.meta.dirname, '..');
const edition = 'out/2026-01-15-base';

let place: string;

beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-consulted-'));
  cpSync(path.join(root, 'test/cases/base/content'), path.join(place, 'content'), { recursive: true });
  neighbour({ rate: '50.0', median: '30.0 months' });
  expect(build()).toBe('built');
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A trial of the disease that the briefing is about, which it does not show. */
function neighbour({ rate, median }: { rate: string; median: string }): void {
  const findings = `orr: { endpoint: orr, arm: a, proportion: { percent: ${rate} }, source: beta-2025 }
pfs: { endpoint: pfs, arm: b, median: { value: ${median} }, source: beta-2025 }`;
  writeFileSync(path.join(place, 'content/trials/gamma.yaml'), trialWith(findings));
}

/** What became of the edition: `built` or `unchanged`. */
function build(out = 'out'): string {
  const { stdout, stderr } = runTool(['build', '--out', out], { cwd: place });
  expect(stdout, stderr).toMatch(/^(?:built|unchanged) /m);
  return /^\w+/.exec(stdout)?.[0] ?? '';
}

test('a number of a trial that is only consulted rebuilds nothing', () => {
  neighbour({ rate: '55.0', median: '30.0 months' });
  expect(build()).toBe('unchanged');
});

test('what its appraisal looks up there does, and gives what a build from nothing gives', () => {
  neighbour({ rate: '55.0', median: '60.0 months' });
  expect(build()).toBe('built');
  build('other');
  const pages = ['out', 'other'].map((out) =>
    readFileSync(path.join(place, edition.replace('out', out), 'index.html'), 'utf8'),
  );
  expect(pages[0]).toBe(pages[1]);
});

test('so does a trial that comes, and one that goes', () => {
  const delta = path.join(place, 'content/trials/delta.yaml');
  writeFileSync(
    delta,
    readFileSync(path.join(place, 'content/trials/gamma.yaml'), 'utf8').replace('GAMMA', 'DELTA'),
  );
  expect(build()).toBe('built');
  rmSync(delta);
  expect(build()).toBe('built');
  expect(build()).toBe('unchanged');
});

test('a trial of another disease does not', () => {
  const other = path.join(place, 'content/trials/epsilon.yaml');
  const text = readFileSync(path.join(place, 'content/trials/gamma.yaml'), 'utf8');
  writeFileSync(
    other,
    text.replace('GAMMA', 'EPSILON').replace('disease: invented disease', 'disease: another'),
  );
  expect(build()).toBe('unchanged');
});
