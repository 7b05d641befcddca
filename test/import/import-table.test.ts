import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/cli/commands.ts';
import { type ExportOptions, runExportTable } from '../../src/cli/export-table.ts';
import { runImportTable, type TableOptions } from '../../src/cli/import-table.ts';
import { loadContent } from '../../src/content/files.ts';
import { parseSource } from '../../src/content/parse.ts';
import { columns } from '../../src/import/table/columns.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { allShapes } from './all-shapes.ts';
import { runIn } from './session.ts';

const root = path.join(import.meta.dirname, '../..');
const alpha = 'content/trials/alpha.yaml';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-table-'));
  cpSync(path.join(root, 'test/cases/base/content'), path.join(cwd, 'content'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true }));

function read(file: string): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

function write(file: string, text: string): void {
  writeFileSync(path.join(cwd, file), text);
}

function run(command: (session: Session) => Promise<number>, json = false) {
  return runIn({ cwd, json }, command);
}

function importing(file: string, options: Partial<TableOptions> = {}, json = false) {
  return run((session) => runImportTable(file, { content: 'content', ...options }, session), json);
}

function exporting(options: Partial<ExportOptions> = {}, json = false) {
  return run((session) => runExportTable({ content: 'content', ...options }, session), json);
}

function importRows(lines: string[], options: Partial<TableOptions> = {}) {
  write('findings.csv', `${lines.join('\n')}\n`);
  return importing('findings.csv', options);
}

/** Code and place of every diagnostic that was printed. */
function faultsIn(err: string): string[] {
  return [...err.matchAll(/^error (\S+ \S+)$/gm)].map(([, fault]) => fault as string);
}

/** Findings of each trial as data. */
function findings(): Record<string, unknown> {
  const { files } = loadContent(path.join(cwd, 'content'), 'content');
  return Object.fromEntries(
    files
      .filter(({ kind }) => kind === 'trial')
      .map((file) => [file.id, (parseSource(file).data as { findings?: unknown }).findings]),
  );
}

function withoutFindings(file: string): void {
  const text = read(file);
  const start = text.indexOf('\nfindings:') + 1;
  const rest = text.slice(start + 'findings:'.length);
  const end = /^\S/m.exec(rest)?.index ?? rest.length;
  write(file, text.slice(0, start) + rest.slice(end));
}

function withAllShapes(): void {
  const groups = 'groups:\n  both: { label: All patients, kind: pooled, of: [zor, obs] }\n';
  write(alpha, read(alpha).replace(/findings:\n[\s\S]*(?=^safety)/m, `${groups}findings:${allShapes}`));
}

function expectBackAfterDeletion(file: string) {
  return async () => {
    const before = findings();
    expect((await exporting({ out: file })).code).toBe(0);
    const again = await importing(file);
    expect(again.code, again.err).toBe(0);
    expect(again.out.split('\n').every((line) => line.endsWith(', nothing changed'))).toBe(true);
    for (const name of readdirSync(path.join(cwd, 'content/trials')))
      withoutFindings(`content/trials/${name}`);
    expect(Object.values(findings()).every((one) => one === undefined)).toBe(true);
    const back = await importing(file, { accept: true });
    expect(back.code, back.err).toBe(0);
    expect(findings()).toEqual(before);
  };
}

describe('an export that is imported again', () => {
  test.each(['findings.csv', 'findings.xlsx'])('gives every field of every shape back: %s', async (file) => {
    withAllShapes();
    const { out } = await exporting({ trial: ['alpha'] }, true);
    const { columns: used } = JSON.parse(out) as { columns: string[] };
    expect(columns.map(({ name }) => name).filter((name) => !used.includes(name))).toEqual([]);
    await expectBackAfterDeletion(file)();
  });

  test.each(['findings.csv', 'findings.xlsx'])('gives the shipped content back: %s', async (file) => {
    rmSync(path.join(cwd, 'content'), { recursive: true });
    cpSync(path.join(root, 'content'), path.join(cwd, 'content'), { recursive: true });
    await expectBackAfterDeletion(file)();
  });

  test('says the same of sources that are written otherwise', async () => {
    const longer = read(alpha).replace(
      '    source: alpha-2025\n  pfs.zor',
      '    source: [{ id: alpha-2025 }]\n  pfs.zor',
    );
    expect(longer).not.toBe(read(alpha));
    write(alpha, longer);
    await exporting({ out: 'findings.csv' });
    const { out } = await importing('findings.csv', { accept: true });
    expect(out).toContain('alpha.yaml, nothing changed');
    expect(read(alpha)).toBe(longer);
  });

  test('is printed as CSV, of the trials that are named', async () => {
    const { out, code } = await exporting({ trial: ['beta'] });
    expect(code).toBe(0);
    expect(out).toBe(
      'trial,key,endpoint,arm,shape,events,of,grade,source\r\nbeta,orr,orr,zor,proportion,19,20,unconfirmed,beta-2025',
    );
    const unknown = await exporting({ trial: ['bata'] });
    expect([unknown.code, unknown.err]).toEqual([2, 'there is no trial ‘bata’; did you mean ‘beta’?']);
  });

  test('is not made of content with errors', async () => {
    write(alpha, read(alpha).replace('percent: 75.0', 'percent: many'));
    const { code, err } = await exporting({ out: 'findings.csv' });
    expect([code, faultsIn(err)]).toEqual([3, ['wrong-form content/trials/alpha.yaml:18:50']]);
    expect(existsSync(path.join(cwd, 'findings.csv'))).toBe(false);
  });
});

describe('what a table says otherwise', () => {
  const header =
    'trial,key,endpoint,arm,compare 1,compare 2,cut,shape,events,of,percent,value,ci low,ci high,p,source';
  const hr = 'alpha,pfs.hr,pfs,,zor,obs,final,Hazard ratio,,,,0.60,0.45,0.80,<0.001,alpha-2025';

  test('is proposed, and made only where it is accepted', async () => {
    const before = read(alpha);
    const rows = [
      header,
      hr.replace('0.45', '0.46'),
      'alpha,os.hr,os,,zor,obs,final,hazard_ratio,,,,0.9,,,,beta-2025',
    ];
    const proposed = await importRows(rows);
    expect(proposed.out).toBe(
      [
        'alpha: content/trials/alpha.yaml, 2 changes proposed',
        '  changed alpha.pfs.hr.hazardRatio.ci: [ 0.45, 0.80 ] → [ 0.46, 0.80 ]',
        '  added   alpha.os.hr: { endpoint: os, compare: [ zor, obs ], cut: final, hazardRatio: { val…',
      ].join('\n'),
    );
    expect(read(alpha)).toBe(before);
    const made = await importRows(rows, { accept: ['alpha.os.hr'] });
    expect(made.out).toMatch(
      /^alpha: content\/trials\/alpha\.yaml, 1 change made\n {2}added {3}alpha\.os\.hr/,
    );
    const added =
      '  os.hr: { endpoint: os, compare: [ zor, obs ], cut: final, hazardRatio: { value: 0.9 }, source: beta-2025 }\n';
    expect(read(alpha)).toBe(before.replace('safety:', `${added}safety:`));
  });

  test('may be another shape', async () => {
    const row = 'alpha,orr.zor,orr,zor,,,final,count,,200,,150,,,,alpha-2025';
    const { code, err } = await importRows([`${header},unit`, `${row},patients`], { accept: true });
    expect([code, err]).toEqual([0, '']);
    expect(read(alpha)).toContain('    count: { value: 150, of: 200, unit: patients }\n');
    expect(read(alpha)).not.toContain('events: 150');
  });

  test('is not made where the file would not pass the checks any more', async () => {
    const before = read(alpha);
    const row = 'alpha,orr.zor,orr,zor,,,final,count,,200,,150,,,,alpha-2025,patients';
    const { code, err } = await importRows([`${header},unit`, row], { accept: ['alpha.orr.zor.count'] });
    expect(code).toBe(3);
    expect(err).toContain(
      'content/trials/alpha.yaml was not changed, as it would no longer pass the checks:',
    );
    expect(read(alpha)).toBe(before);
  });

  test('does not concern what the table has no column for', async () => {
    const { code, err } = await importRows(['key,trial,Percent', 'orr.obs,alpha,51.0'], { accept: true });
    expect([code, faultsIn(err)]).toEqual([3, ['percent-mismatch findings.csv:2:15']]);
    const { out } = await importRows(['key,trial,CI low,# mine', 'orr.obs,alpha,42.9,x'], { accept: true });
    expect(out).toContain('changed alpha.orr.obs.proportion.ci');
    expect(read(alpha)).toContain('proportion: { events: 99, of: 198, percent: 50.0, ci: [ 42.9, 57.2 ] }');
  });

  test('takes a locator with its source', async () => {
    const { out } = await importRows(['trial,key,source', 'alpha,orr.zor,alpha-2025']);
    expect(out).toContain('nothing changed');
    await importRows(['trial,key,source', 'alpha,orr.zor,beta-2025'], { accept: true });
    expect(read(alpha)).toContain('percent: 75.0 }\n    source: beta-2025\n');
  });

  test('leaves an empty cell’s field out', async () => {
    await importRows(['trial,key,note,grade', 'beta,orr,,'], { accept: true });
    expect(read('content/trials/beta.yaml')).not.toContain('grade: unconfirmed');
  });

  test('is what changed in it since all of it was accepted', async () => {
    const rows = [header, hr, 'alpha,os.hr,os,,zor,obs,final,hazard ratio,,,,0.9,,,,alpha-2025'];
    await importRows(rows, { accept: true });
    write(alpha, read(alpha).replace('value: 0.60', 'value: 0.61'));
    expect((await importRows(rows)).out).toContain('nothing changed');
    const { out } = await importRows([header, hr.replace('0.80', '0.79')]);
    expect(out.split('\n').slice(1)).toEqual([
      '  changed alpha.pfs.hr.hazardRatio.ci: [ 0.45, 0.80 ] → [ 0.45, 0.79 ]',
      expect.stringMatching(/^ {2}gone {4}alpha\.os\.hr: /),
    ]);
  });

  test('is given as JSON', async () => {
    write('findings.csv', `${header}\n${hr.replace('0.60', '0.70')}\n`);
    const { out } = await importing('findings.csv', {}, true);
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      command: 'import table',
      diagnostics: [],
      trials: [
        {
          trial: 'alpha',
          file: 'trials/alpha.yaml',
          state: 'proposed',
          changes: [expect.objectContaining({ key: 'alpha.pfs.hr.hazardRatio.value', after: '0.70' })],
        },
      ],
      others: [],
      isComplete: false,
      refusals: [],
    });
  });
});

describe('mistakes in a table', () => {
  async function faultsOf(lines: string[]): Promise<string[]> {
    const before = findings();
    const { code, err } = await importRows(lines, { accept: true });
    expect(code).toBe(3);
    expect(findings()).toEqual(before);
    expect(existsSync(path.join(cwd, 'content/imports'))).toBe(false);
    return faultsIn(err);
  }

  test('are all reported at their cells', async () => {
    expect(
      await faultsOf([
        'trial,key,endpoint,arm,shape,events,of,percent,ci low,ci high,source',
        'alpha,a.a,orr,zor,proportion,many,200,,,,alpha-2025',
        'alpha,a.b,or,zur,proportion,1,2,,,,alpha-2024',
        'alpha,a.c,orr,zor,,1,2,,,,alpha-2025',
        'alpha,a.d,orr,zor,proprtion,1,2,,,,alpha-2025',
        'alhpa,a.e,orr,zor,proportion,1,2,,,,alpha-2025',
        'alpha,a.f,orr,zor,proportion,,,50,40,,alpha-2025',
        'alpha,A f,orr,zor,proportion,,,50,,,alpha-2025',
        'alpha,,orr,zor,proportion,,,50,,,alpha-2025',
        ',a.g,orr,zor,proportion,,,50,,,alpha-2025',
        'alpha,a.h,orr,zor,hazardRatio,,,50,,,alpha-2025',
        'alpha,orr.zor,orr,zor,proportion,,,50,,,alpha-2025,x',
        'alpha,a.i,orr,zor,proportion,,,50,,,alpha-2025',
        'alpha,a.i,orr,zor,proportion,,,50,,,alpha-2025',
      ]),
    ).toEqual([
      'wrong-form findings.csv:2:30',
      'unknown-endpoint findings.csv:3:11',
      'unknown-arm findings.csv:3:14',
      'unknown-source findings.csv:3:36',
      'value-shape findings.csv:4:20',
      'unknown-key findings.csv:5:19',
      'unknown-trial findings.csv:6:1',
      'wrong-form findings.csv:7:35',
      'wrong-form findings.csv:8:7',
      'missing-field findings.csv:9:1',
      'missing-field findings.csv:10:2',
      'missing-field findings.csv:11:19',
      'unknown-key findings.csv:11:33',
      'table-cell findings.csv:12:52',
      'duplicate-key findings.csv:14:7',
    ]);
  });

  test.each([
    ['trial,key,percnt,Value,value', ['table-header findings.csv:1:11', 'table-header findings.csv:1:24']],
    ['trial,endpoint', ['table-header findings.csv:1:1']],
    ['# mine', ['table-header findings.csv:1:1', 'table-header findings.csv:1:1']],
    ['trial,key,"value', ['table-syntax findings.csv:2:1']],
  ])('in its first row: %s', async (header, faults) => {
    expect(await faultsOf([header, 'alpha,a.a'])).toEqual(faults);
  });

  test('such as two forms of events are reported', async () => {
    expect(
      await faultsOf([
        'trial,key,endpoint,arm,shape,events,events 1,of,source',
        'alpha,a.a,orr,zor,proportion,1,1/2,2,alpha-2025',
      ]),
    ).toEqual(['table-cell findings.csv:2:32']);
  });

  test('of a trial itself are reported too', async () => {
    write(alpha, `${read(alpha)}colour: red\n`);
    expect(await faultsOf(['trial,key,note', 'alpha,orr.zor,x'])).toEqual([
      'unknown-key content/trials/alpha.yaml:39:1',
    ]);
  });

  test('are never taken for data', async () => {
    withAllShapes();
    const { out: table } = await exporting();
    const random = seededRandom(7);
    const odd = [
      '',
      ',',
      '"',
      '\r\n',
      'NaN',
      '-',
      '1,5',
      'constructor',
      '__proto__',
      '½',
      '99999999999999999999',
      "'=1",
      ' ',
    ];
    let refused = 0;
    for (let round = 0; round < 60; round += 1) {
      let text = table;
      for (let times = 1 + wholeBelow(3, random); times > 0; times -= 1) {
        const at = wholeBelow(text.length, random);
        const put = odd[wholeBelow(odd.length, random)] as string;
        text = text.slice(0, at) + put + text.slice(at + wholeBelow(6, random));
      }
      write('mutated.csv', text);
      const before = read(alpha);
      const { code, err } = await importing('mutated.csv', { accept: true });
      if (code !== 0) {
        refused += 1;
        expect([code, read(alpha)], err).toEqual([3, before]);
      }
      expect(/\bundefined\b|\[object/.exec(read(alpha))).toBeNull();
      write(alpha, before);
    }
    expect(refused).toBeGreaterThan(30);
  }, 60_000);
});

test('docs/importing.md lists every column', () => {
  const document = readFileSync(path.join(root, 'docs/importing.md'), 'utf8');
  const table = document.split('| column | contains |')[1]?.split('\n\n')[0] ?? '';
  const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(listed.toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
});
