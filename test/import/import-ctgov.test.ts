import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CtgovOptions, runImportCtgov } from '../../src/cli/import-ctgov.ts';
import { outcome, studyOf } from './registry.ts';
import { runIn } from './session.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-import-'));
  mkdirSync(path.join(cwd, 'content'));
  cpSync(
    path.join(import.meta.dirname, '../cases/base/content/house.yaml'),
    path.join(cwd, 'content/house.yaml'),
  );
});
afterEach(() => rmSync(cwd, { recursive: true }));

const trialFile = 'content/trials/example.yaml';

function read(file: string): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

function write(file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

/** A study whose first outcome has so many events in its arm under test. */
function study({ events = '20', id = 'NCT00000001', acronym = 'EXAMPLE', more = [] as object[] } = {}) {
  const made = studyOf([
    outcome({
      title: 'Clinical cure',
      param: 'COUNT_OF_PARTICIPANTS',
      unit: 'Participants',
      groups: [
        { title: 'Alpha', value: events },
        { title: 'Placebo', value: '10' },
      ],
    }),
    ...more,
  ]);
  made.protocolSection.identificationModule = { nctId: id, briefTitle: 'A study', acronym };
  return made;
}

function run(ids: string[], options: Partial<CtgovOptions> = {}, today = '2026-01-02') {
  const all: CtgovOptions = {
    content: 'content',
    all: false,
    list: false,
    offline: false,
    api: 'https://clinicaltrials.gov/api/v2',
    ...options,
  };
  return runIn({ cwd, today }, (session) => runImportCtgov(ids, all, session));
}

function importFile(content: unknown, options: Partial<CtgovOptions> = {}) {
  write('study.json', JSON.stringify(content));
  return run([], { from: ['study.json'], ...options });
}

describe('a first import', () => {
  test('writes the trial, its record and the answer of the registry', async () => {
    const { code, out } = await importFile(study());
    expect(code).toBe(0);
    expect(out).toMatch(/^NCT00000001: content\/trials\/example\.yaml, written\n/);
    expect(out).toMatch(/outcome measurements +2 +2 +0\n {2}participant flow +4 +4 +0$/);
    expect(read(trialFile)).toContain('results: { alpha: 20/100, placebo: 10/100 }');
    expect(read('content/sources/clinicaltrials-gov.yaml')).toMatch(
      /^nct00000001:\n(?: .*\n)* {2}retrieved: 2026-01-02\n {2}sha256: [0-9a-f]{64}\n$/,
    );
    expect(readdirSync(path.join(cwd, 'content/imports/NCT00000001'))).toEqual([
      expect.stringMatching(/^2026-01-02-[0-9a-f]{12}\.json\.gz$/),
    ]);
  });

  test('reads packed files, folders and several studies, and names what fails beside what does not', async () => {
    write(
      'some/a.json.gz',
      gzipSync(JSON.stringify({ studies: [study(), study({ id: 'NCT00000002', acronym: 'SECOND' })] })),
    );
    write('some/b.json', '{"id_info":{}}');
    write('some/c.txt', 'not read');
    const { code, out, err } = await run([], { from: ['some'] });
    expect(code).toBe(3);
    expect(out).toContain('content/trials/second.yaml, written');
    expect(err).toMatch(/b\.json: this is a study in the registry’s former XML form/);
    expect(readdirSync(path.join(cwd, 'content/trials')).sort()).toEqual(['example.yaml', 'second.yaml']);
  });

  test('leaves a file of records that cannot be read as it is, and one of comments with its comments', async () => {
    const records = 'content/sources/clinicaltrials-gov.yaml';
    write(records, 'nct1: [\n');
    await expect(importFile(study())).rejects.toThrow(`${records} cannot be read`);
    expect(read(records)).toBe('nct1: [\n');
    write(records, '# ours\n');
    await importFile(study());
    expect(read(records)).toMatch(/^# ours\nnct00000001:\n/);
  });

  test('takes the number where the acronym is another trial’s', async () => {
    await importFile(study());
    await importFile(study({ id: 'NCT00000002' }));
    expect(readdirSync(path.join(cwd, 'content/trials')).sort()).toEqual([
      'example.yaml',
      'nct00000002.yaml',
    ]);
    const { code, err } = await importFile(study({ id: 'NCT00000003' }), { as: 'example' });
    expect([code, err]).toEqual([
      3,
      expect.stringContaining('content/trials/example.yaml is about another trial'),
    ]);
  });

  test.each([
    [['NCT1'], {}, 'NCT1: expected NCT numbers such as NCT02252172'],
    [[], {}, 'give an NCT number, --from with a file, or --all'],
    [['NCT00000001', 'NCT00000002'], { as: 'x' }, '--as names one trial, but several studies were asked for'],
    [['NCT00000001'], { as: 'No Slug' }, '--as No Slug: expected lower-case letters'],
  ])('%j %j is a mistake of usage', async (ids, options, message) => {
    const { code, err } = await run(ids, options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('a second import', () => {
  test('finds nothing to change in the same record, and writes nothing', async () => {
    await importFile(study());
    const edited = read(trialFile).replace('title: Clinical cure', 'title: Cure # in our words');
    write(trialFile, edited);
    const { out } = await run([], { from: ['study.json'] }, '2026-05-06');
    expect(out).toMatch(/^NCT00000001: content\/trials\/example\.yaml, nothing changed/);
    expect(read(trialFile)).toBe(edited);
    expect(read('content/sources/clinicaltrials-gov.yaml')).toContain('retrieved: 2026-01-02');
  });

  test('proposes what changed, and changes it when it is accepted, in one place or in all', async () => {
    await importFile(study());
    write(trialFile, read(trialFile).replace('title: Clinical cure', 'title: Cure # in our words'));
    const before = read(trialFile);
    const second = outcome({
      title: 'Relapse',
      type: 'SECONDARY',
      param: 'COUNT_OF_PARTICIPANTS',
      unit: 'Participants',
      groups: [
        { title: 'Alpha', value: '2' },
        { title: 'Placebo', value: '9' },
      ],
    });
    const next = study({ events: '21', more: [second] });
    const proposed = await importFile(next);
    expect(proposed.out).toContain('example.yaml, 2 changes proposed');
    expect(proposed.out).toContain('changed outcomes.clinical-cure.results.alpha: 20/100 → 21/100');
    expect(proposed.out).toContain('added   outcomes.relapse: ');
    expect(read(trialFile)).toBe(before);
    const part = await importFile(next, { accept: ['outcomes.clinical-cure'] });
    expect(part.out).toContain('example.yaml, 1 change made');
    expect(read(trialFile)).toBe(before.replace('20/100', '21/100'));
    const rest = await importFile(next, { accept: true });
    expect(rest.out).toContain('added   outcomes.relapse');
    expect(read(trialFile)).toContain('title: Cure # in our words');
    expect((await importFile(next)).out).toContain('nothing changed');
    expect(readdirSync(path.join(cwd, 'content/imports/NCT00000001'))).toHaveLength(2);
  });

  test('changes nothing that would no longer pass the checks', async () => {
    await importFile(study());
    const broken = read(trialFile).replace('arms:\n  placebo:', 'arms:\n  comparator:');
    write(trialFile, broken);
    const { code, err } = await importFile(study({ events: '21' }), { accept: true });
    expect(code).toBe(3);
    expect(err).toMatch(
      /example\.yaml was not changed, as it would no longer pass the checks:\n {2}line \d+ would be wrong/,
    );
    expect(read(trialFile)).toBe(broken);
  });

  test('of a trial that was written by hand proposes what it lacks', async () => {
    write(
      trialFile,
      'name: EXAMPLE\nregistry: [NCT00000001]\nphase: 3\ndesign: randomised\ndisease: Asthma # ours\nsafety: not extracted\narms: {}\n',
    );
    const { out } = await importFile(study());
    expect(out).toContain('added   outcomes');
    expect(out).not.toContain('disease');
  });
});

describe('the registry', () => {
  test('is asked for every trial of the content, and one failure leaves the others whole', async () => {
    await importFile({ studies: [study(), study({ id: 'NCT00000002', acronym: 'SECOND' })] });
    const server = createServer((request, response) => {
      if (request.url?.endsWith('NCT00000002')) response.writeHead(404).end();
      else response.end(JSON.stringify(study({ events: '22' })));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
    const { code, out, err } = await run([], { all: true, accept: true, api });
    server.close();
    expect(code).toBe(3);
    expect(out).toContain('changed outcomes.clinical-cure.results.alpha: 20/100 → 22/100');
    expect(err).toContain('error NCT00000002: ');
    expect(read(trialFile)).toContain('22/100');
    const offline = await run(['NCT00000001'], { offline: true, api });
    expect(offline.out).toContain('nothing changed');
  });
});
