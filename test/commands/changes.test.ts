import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDataJson } from '../../src/changes/data-file.ts';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';
import { runChanges } from '../../src/cli/changes.ts';
import type { Console } from '../../src/cli/console.ts';
import { factsOf } from '../archive/revisions.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-changes-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** What one edition says of the one result that it knows. */
interface Said {
  id: string;
  events: number;
  text?: string;
  used?: boolean;
}

function dataOf({ id, events, used = true }: Said): Uint8Array {
  const value = `${events}/20 (${5 * events}%)`;
  const fact: DataFact = {
    id: 'gamma.orr',
    subject: 'GAMMA: Overall response',
    owner: 'gamma',
    about: { endpoint: 'orr', shape: 'proportion', arms: [] },
    endpoint: 'ORR',
    value,
    estimate: value,
    details: {},
    state: 'value',
    grade: 'primary',
    sources: [{ id: 'paper', title: 'A paper' }],
    used,
  };
  const data: DataSnapshot = {
    schema: 1,
    edition: id,
    trials: [{ id: 'gamma', name: 'GAMMA' }],
    facts: [fact],
  };
  return makeDataJson(data).bytes;
}

function manifestOf({ id, text = 'a' }: Said): object {
  const inputs = [{ path: `briefings/${id}.md`, sha256: text.repeat(64) }];
  return { id, title: `Title of ${id.slice(11)}`, date: id.slice(0, 10), series: 'Notes', inputs };
}

function write(folder: string, manifest: object, data: Uint8Array): void {
  mkdirSync(path.join(cwd, folder), { recursive: true });
  writeFileSync(path.join(cwd, folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(cwd, folder, 'data.json'), data);
}

function draft(said: Said): void {
  write(`out/${said.id}`, { ...manifestOf(said), schema: 1, edition: 'r1' }, dataOf(said));
}

function seal(sequence: number, said: Said, revision = 1): void {
  const slug = said.id.slice(11);
  const data = dataOf(said);
  const hash = createHash('sha256').update(data).digest('hex');
  const file = { path: 'data.json', mediaType: 'application/json', bytes: data.length, sha256: hash };
  const facts = { ...factsOf(said.id, revision), ...manifestOf(said) };
  const manifest = { schema: 2, ...facts, sequence, previous: null, files: [file] };
  write(`out/archive/${slug}/${said.id.slice(0, 10)}/r${revision}`, manifest, data);
}

function run(named: string[], { all = false, json = false } = {}) {
  const results: string[] = [];
  const warnings: string[] = [];
  const console: Console = {
    result: (text) => results.push(text),
    info: () => {},
    warn: (text) => warnings.push(text),
    progress: () => {},
    colour: false,
    json,
    verbose: false,
  };
  const code = runChanges(named, { out: 'out', all }, console, { root: cwd, cwd });
  return { code, out: results.join('\n').replaceAll('\u00a0', ' '), warnings };
}

describe('changes', () => {
  test('a draft alone is compared with the edition before it in its series', () => {
    seal(1, { id: '2026-01-10-one', events: 17 });
    draft({ id: '2026-02-10-two', events: 18 });
    expect(run(['two'])).toEqual({
      code: 0,
      warnings: [],
      out: `Title of one, 10 January 2026, r1
→ Title of two, 10 February 2026, draft

GAMMA
  corrected   ORR: 17/20 (85%) → 18/20 (90%)  [paper]`,
    });
  });

  test('a draft of what is published is compared with that: what a correction would tell', () => {
    seal(1, { id: '2026-01-10-one', events: 17 });
    seal(2, { id: '2026-02-10-two', events: 17 });
    draft({ id: '2026-02-10-two', events: 17, text: 'b' });
    expect(run(['2026-02-10-two']).out).toBe(`Title of two, 10 February 2026, r1
→ Title of two, 10 February 2026, draft

No data changes since Title of two, 10 February 2026, r1.

The text of the briefing changed as well.`);
  });

  test('a sealed revision alone is compared with what stood before it when it was sealed', () => {
    seal(1, { id: '2026-01-10-one', events: 15 });
    seal(2, { id: '2026-02-10-two', events: 16 });
    seal(3, { id: '2026-01-10-one', events: 17 }, 2);
    seal(4, { id: '2026-02-10-two', events: 18 }, 2);
    expect(run(['two/2026-02-10/r1']).out).toContain('ORR: 15/20 (75%) → 16/20 (80%)');
    expect(run(['two/2026-02-10']).out).toContain('ORR: 16/20 (80%) → 18/20 (90%)');
    expect(run(['one/2026-01-10/r2', 'two/2026-02-10/r2']).out).toContain('ORR: 17/20 (85%) → 18/20 (90%)');
  });

  test('two folders are compared in the order given', () => {
    draft({ id: '2026-01-10-one', events: 17 });
    draft({ id: '2026-02-10-two', events: 18 });
    expect(run(['out/2026-02-10-two', './out/2026-01-10-one']).out).toContain('18/20 (90%) → 17/20 (85%)');
  });

  test('what no reader sees is told when it is asked for', () => {
    seal(1, { id: '2026-01-10-one', events: 17, used: false });
    draft({ id: '2026-02-10-two', events: 18, used: false });
    expect(run(['two']).out).toContain('No data changes since Title of one');
    expect(run(['two'], { all: true }).out).toContain('17/20 (85%) → 18/20 (90%)');
  });

  test('JSON has both values with their sources', () => {
    seal(1, { id: '2026-01-10-one', events: 17 });
    draft({ id: '2026-02-10-two', events: 18 });
    const document = JSON.parse(run(['two'], { json: true }).out);
    expect(document).toMatchObject({
      schema: 1,
      command: 'changes',
      since: { id: '2026-01-10-one', revision: 1 },
      edition: { id: '2026-02-10-two' },
      changes: [
        {
          kind: 'corrected',
          owner: { id: 'gamma', name: 'GAMMA' },
          before: { value: '17/20 (85%)', sources: [{ id: 'paper', title: 'A paper' }] },
          after: { value: '18/20 (90%)' },
          text: 'ORR: 17/20 (85%) → 18/20 (90%)',
        },
      ],
    });
  });

  test('a first edition has nothing before it', () => {
    draft({ id: '2026-02-10-two', events: 18 });
    expect(run(['two'])).toMatchObject({
      code: 0,
      out: 'Title of two, 10 February 2026, draft has no earlier edition in its series',
    });
    expect(JSON.parse(run(['two'], { json: true }).out)).toMatchObject({ since: null, changes: [] });
  });

  test('a name that fits nothing is told with what is near it', () => {
    seal(1, { id: '2026-01-10-first-look', events: 17 });
    draft({ id: '2026-02-10-second-look', events: 18 });
    const { code, warnings } = run(['second-lok', 'first-look/2026-01-11']);
    expect(code).toBe(2);
    expect(warnings[0]).toMatch(/no edition ‘second-lok’.*did you mean ‘second-look’/);
    expect(warnings[1]).toMatch(/no edition ‘first-look\/2026-01-11’.*‘first-look\/2026-01-10’/);
  });

  test('sealed data that were altered are not compared', () => {
    seal(1, { id: '2026-01-10-one', events: 17 });
    draft({ id: '2026-02-10-two', events: 18 });
    writeFileSync(path.join(cwd, 'out/archive/one/2026-01-10/r1/data.json'), dataOf({ id: 'x', events: 3 }));
    expect(() => run(['two'])).toThrow(/data\.json is not what was sealed/);
  });
});
