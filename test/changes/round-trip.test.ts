import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newArchive, removeArchive } from '../archive/publications.ts';
import { runTool } from '../tool.ts';

const root = path.join(import.meta.dirname, '../..');
const slug = 'aquila-delays-myeloma';

let place: string;
beforeAll(() => {
  place = newArchive();
  cpSync(path.join(root, 'content'), path.join(place, 'content'), { recursive: true });
});
afterAll(() => removeArchive(place));

function run(...args: string[]) {
  const { status, stdout, stderr } = runTool(args, { cwd: place, env: { CI: '1' } });
  return { status, out: stdout.replaceAll('\u00a0', ' '), stderr };
}

function textOf(file: string): string {
  return readFileSync(path.join(place, file), 'utf8');
}

function edit(file: string, from: string, to: string, as = file): void {
  const text = textOf(file);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(
    path.join(place, as),
    text.replace(from, () => to),
  );
}

const may = `2026-05-12-${slug}`;
const april = `content/briefings/2026-04-14-${slug}.md`;

/** In the order of the days: each test goes on where the one before ended. */
describe('two editions of a series, the first of them corrected later', () => {
  test('a first edition tells of no changes and keeps its data', () => {
    expect(run('publish', slug, '--on', '2026-04-14', '-q').status).toBe(0);
    const sealed = `out/archive/${slug}/2026-04-14/r1`;
    expect(textOf(`${sealed}/index.html`)).not.toContain('id="changes"');
    expect(JSON.parse(textOf(`${sealed}/data.json`))).toMatchObject({
      schema: 1,
      edition: `2026-04-14-${slug}`,
    });
    expect(JSON.parse(textOf(`${sealed}/manifest.json`)).files).toContainEqual(
      expect.objectContaining({ path: 'data.json' }),
    );
  });

  test('the draft of the next one tells what changed since', () => {
    edit(april, 'date: 2026-04-14', 'date: 2026-05-12', `content/briefings/${may}.md`);
    edit('content/trials/aquila.yaml', '[0.36, 0.67]', '[0.36, 0.68]');
    expect(run('build', may, '--strict', '-q').stderr).toBe('');
    const page = textOf(`out/${may}/index.html`);
    expect(page).toContain('What changed since 14 April 2026');
    expect(page).toMatch(/95%\sCI\s0\.36–0\.67<\/data>/);
    expect(run('changes', may).out).toContain('HR 0.49; 95% CI 0.36–0.67 → 95% CI 0.36–0.68');
  });

  test('is not made anew as long as the archive stays as it is', () => {
    expect(run('build', may).out).toMatch(/^unchanged/);
  });

  test('a correction tells what it changed, and says so at its head', () => {
    const reason = 'The upper limit was 0.67 and is 0.68.';
    expect(run('correct', `${slug}/2026-04-14`, '--reason', reason, '--on', '2026-05-02', '-q').status).toBe(
      0,
    );
    const sealed = `out/archive/${slug}/2026-04-14/r2`;
    const page = textOf(`${sealed}/index.html`);
    expect(page).toContain(
      '<strong id="correction">Correction</strong> <time datetime="2026-05-02">2 May 2026</time>',
    );
    expect(page).toContain('What this revision changed');
    expect(JSON.parse(textOf(`${sealed}/evidence.json`))).toMatchObject({
      revision: 'r2',
      correction: { kind: 'correction', reason, date: '2026-05-02' },
      changes: { since: { revision: 1 }, changes: [{ kind: 'corrected' }] },
    });
  });

  test('the draft after it is stale now, and has nothing left to tell', () => {
    expect(run('build', may).out).toMatch(/^built/);
    expect(textOf(`out/${may}/index.html`)).toMatch(/No data changes since .*14 April 2026<\/time>, r2\./);
    expect(run('changes', may).out).toContain('No data changes since');
  });

  test('and all of it is what was sealed', () => {
    expect(run('verify')).toMatchObject({ status: 0 });
  });
});
