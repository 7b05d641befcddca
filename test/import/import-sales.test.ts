import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runImportSales, type SalesOptions } from '../../src/cli/import-sales.ts';
import { writeWorkbook } from '../../src/import/sheet/xlsx-writer.ts';
import {
  abroad,
  growthOf,
  half,
  type MadeFiling,
  nineMonths,
  q1,
  q2,
  q3,
  sales,
  us,
  xbrlOf,
} from './filings.ts';
import { runIn } from './session.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-sales-'));
  cpSync(path.join(import.meta.dirname, '../cases/base/content'), path.join(cwd, 'content'), {
    recursive: true,
  });
  rmSync(path.join(cwd, product));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const product = 'content/products/zorvex.yaml';

function read(file: string): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

function write(file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

function writeFiling(made: Partial<MadeFiling>, file = 'q2.htm'): void {
  write(file, xbrlOf({ facts: [], ...made }));
}

function run(paths: string[], options: Partial<SalesOptions> & { json?: boolean } = {}) {
  const all = { content: 'content', all: false, list: false, ...options };
  const surroundings = { cwd, json: options.json ?? false, withInfo: true };
  return runIn(surroundings, (session) => runImportSales(paths, all, session));
}

const second = [
  sales(q2, '439'),
  sales(q2, '358', us),
  sales(q2, '81', abroad),
  sales(half, '808'),
  sales(q2, '23.0', growthOf),
];

const author = `# ours
name: Zorvex
generic: zorvexumab
class: invented antibody
company: Example Pharma
sales:
  currency: USD
  unit: million
  basis: worldwide, as reported # checked
  quarters:
    2025-Q1: { value: 369, source: beta-2025, grade: secondary, note: from a talk }
    2025-Q2:
      value: 430 # preliminary
      source: beta-2025
      grade: unconfirmed
`;

describe('a filing', () => {
  test('makes a product that is asked for, with its source, and keeps the filing', async () => {
    writeFiling({ facts: second });
    const { code, out } = await run(['q2.htm'], { product: ['ZORVEX'] });
    expect(code).toBe(0);
    expect(out).toContain('5 numbers of product sales: 5 taken, 0 left out');
    expect(read(product)).toBe(`name: Zorvex
generic: not stated
class: not stated
company: Example Pharma
xbrl: [ ex:ZorvexMember ]
sales:
  currency: USD
  unit: million
  basis: worldwide, as reported
  quarters:
    2025-Q1:
      value: 369
      source: { id: exph-10q-2025-q2, locator: sales by product (ex:ZorvexMember) }
      derived: six months 808 less Q2 439
    2025-Q2:
      value: 439
      us: 358
      international: 81
      source: { id: exph-10q-2025-q2, locator: sales by product (ex:ZorvexMember) }
      reportedGrowth: 23.0
      growthBasis: reported
`);
    expect(read('content/sources/sec.yaml')).toMatch(
      /^exph-10q-2025-q2:\n {2}title: Example Pharma, Form 10-Q for the second quarter of 2025\n[\s\S]*\n {2}sha256: [0-9a-f]{64}\n {2}retrieved: 2026-01-02\n$/,
    );
    expect(readdirSync(path.join(cwd, 'content/imports/filings'))).toEqual([
      expect.stringMatching(/^exph-10q-2025-q2-[0-9a-f]{12}\.htm\.gz$/),
    ]);
    const before = read(product);
    expect((await run(['q2.htm'])).out).toContain('products/zorvex.yaml: nothing changed');
    expect(read(product)).toBe(before);
  });

  test('leaves a file of sources that cannot be read as it is, and one of comments with its comments', async () => {
    const sources = 'content/sources/sec.yaml';
    writeFiling({ facts: second });
    write(sources, 'exph: [\n');
    await expect(run(['q2.htm'], { product: ['ZORVEX'] })).rejects.toThrow(`${sources} cannot be read`);
    expect(read(sources)).toBe('exph: [\n');
    write(sources, '# ours\n');
    expect((await run(['q2.htm'], { product: ['ZORVEX'] })).code).toBe(0);
    expect(read(sources)).toMatch(/^# ours\nexph-10q-2025-q2:\n/);
  });

  test('without products of the content lists what it has', async () => {
    writeFiling({ facts: second });
    const { code, out } = await run(['q2.htm']);
    expect(code).toBe(0);
    expect(out).toContain('no product of the content is in these filings');
    expect(out).toContain('  Zorvex: ex:ZorvexMember');
    expect(existsSync(path.join(cwd, 'content/sources/sec.yaml'))).toBe(false);
  });

  test('proposes only what differs from what an author wrote, and replaces a number with all that explains it', async () => {
    write(product, author);
    writeFiling({ facts: second });
    const { code, out } = await run(['q2.htm']);
    expect(code).toBe(0);
    expect(out).toContain('changed sales.quarters.2025-Q2.value: 430 → 439');
    expect(out).toContain('gone    sales.quarters.2025-Q2.grade: unconfirmed');
    expect(out).not.toContain('2025-Q1');
    expect(read(product)).toBe(author);
    await run(['q2.htm'], { accept: true });
    expect(read(product)).toBe(
      author.replace(
        /value: 430[\s\S]*$/,
        `value: 439 # preliminary
      source: { id: exph-10q-2025-q2, locator: sales by product (ex:ZorvexMember) }
      us: 358
      international: 81
      reportedGrowth: 23.0
      growthBasis: reported
`,
      ),
    );
    expect((await run(['q2.htm'])).out).toContain('nothing changed');
  });

  test('adds regions to a number that an author has, with their source', async () => {
    write(product, author.replace('430', '439'));
    writeFiling({ facts: second });
    await run(['q2.htm'], { accept: ['sales.quarters.2025-Q2'] });
    const text = read(product);
    expect(text).toContain('grade: unconfirmed');
    expect(text).toContain('us: 358');
    expect(text).toMatch(
      /source:\n? +- beta-2025\n +- \{ id: exph-10q|source: \[ beta-2025, \{ id: exph-10q/,
    );
  });

  test('is joined with those that were imported before', async () => {
    writeFiling({ facts: [sales(half, '808'), sales(q2, '439')] });
    await run(['q2.htm'], { product: ['Zorvex'] });
    writeFiling(
      {
        part: 'Q3',
        period: nineMonths,
        facts: [sales(nineMonths, '1,300', { as: { format: 'ixt:num-dot-decimal' } })],
      },
      'q3.htm',
    );
    await run(['q3.htm'], { accept: true });
    expect(read(product)).toContain('derived: nine months 1,300 less six months 808');
    expect(read(product)).toMatch(/2025-Q3:\n {6}value: 492/);
    writeFiling({ part: 'Q1', period: q1, facts: [sales(q1, '369')] }, 'q1.htm');
    const { out } = await run(['q1.htm']);
    expect(out).toContain('gone    sales.quarters.2025-Q1.derived');
    expect(out).not.toContain('2025-Q3');
  });

  test('leaves what an author changed or deleted since it was imported', async () => {
    writeFiling({ facts: second });
    await run(['q2.htm'], { product: ['Zorvex'] });
    const edited = read(product)
      .replace('value: 439', 'value: 440')
      .replace(/ {6}derived.*\n/, '');
    write(product, edited);
    const { out } = await run(['q2.htm']);
    expect(out).toContain('nothing changed');
    expect(read(product)).toBe(edited);
  });

  test('may be packed, and a folder gives the whole series', async () => {
    write('filings/a.htm.gz', gzipSync(xbrlOf({ facts: second })));
    write('filings/b.htm', xbrlOf({ part: 'Q3', period: nineMonths, facts: [sales(q3, '500')] }));
    write('filings/notes.md', 'not a filing');
    const { code } = await run(['filings'], { all: true });
    expect(code).toBe(0);
    expect(read(product).match(/2025-Q\d/g)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
  });

  test('reports every file that cannot be read, and changes nothing', async () => {
    writeFiling({ facts: second });
    write('cut.htm', xbrlOf({ facts: second }).slice(0, 900));
    write('packed.htm.gz', gzipSync(xbrlOf({ facts: second })).subarray(0, 200));
    write('page.htm', '<html><body>no tags</body></html>');
    const { code, err } = await run(['q2.htm', 'cut.htm', 'packed.htm.gz', 'page.htm'], { all: true });
    expect(code).toBe(3);
    expect([...err.matchAll(/^error filing-syntax (\S+):\d+:\d+$/gm)].map(([, file]) => file)).toEqual([
      'cut.htm',
      'packed.htm.gz#packed.htm',
      'page.htm',
    ]);
    expect(existsSync(path.join(cwd, product))).toBe(false);
  });

  test('whose product has several lines, or none, asks for one', async () => {
    const heart = { others: { 'ex:SegmentAxis': 'ex:HeartMember' } };
    const lung = { others: { 'ex:SegmentAxis': 'ex:LungMember' } };
    writeFiling({ facts: [sales(q2, '3', heart), sales(q2, '5', lung)] });
    const { code, err } = await run(['q2.htm'], { product: ['zorvex', 'other'] });
    expect(code).toBe(3);
    expect(err).toContain('ex:ZorvexMember + ex:HeartMember');
    expect(err).toContain('‘other’');
    await run(['q2.htm'], { product: ['ex:ZorvexMember + ex:LungMember'] });
    expect(read('content/products/zorvex-lung.yaml')).toContain('value: 5');
  });

  test('gives all of it as JSON', async () => {
    writeFiling({ facts: [...second, sales(q1, '—')] });
    const { out } = await run(['q2.htm'], { product: ['Zorvex'], json: true });
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      command: 'import sales',
      filings: [
        {
          file: 'q2.htm',
          source: 'exph-10q-2025-q2',
          numbers: 6,
          taken: 5,
          listed: [{ text: '—', reason: 'dash' }],
        },
      ],
      products: [{ file: 'products/zorvex.yaml', state: 'new' }],
    });
  });
});

describe('a table', () => {
  const table = `product,period,value,us,region: Europe,reported growth,growth basis,source,locator
Zorvex,2025-Q1,369,300,69,,,beta-2025,table 2
Zorvex,2025-Q2,439,,,23.0,reported,beta-2025,
zorvex,2024,900.5,,,,,beta-2025,
`;

  test('is proposed for a product that exists, and accepted', async () => {
    write(product, author);
    write('sales.csv', table);
    const { code, out } = await run(['sales.csv']);
    expect(code).toBe(0);
    expect(out).toContain('changed sales.quarters.2025-Q2.value: 430 → 439');
    expect(out).toContain('added   sales.years: ');
    expect(out).not.toContain('note');
    expect(read(product)).toBe(author);
    await run(['sales.csv'], { accept: true });
    expect(read(product)).toContain('note: from a talk');
    expect(read(product)).toContain('  years: { 2024: { value: 900.5, source: beta-2025 } }');
    expect((await run(['sales.csv'])).out).toContain('nothing changed');
  });

  test('proposes as gone what was removed from it since', async () => {
    write(product, author);
    write('sales.csv', table);
    await run(['sales.csv'], { accept: true });
    write('sales.csv', table.replace(/^zorvex,2024.*\n/m, '').replace(',300,69,', ',300,,'));
    const { out } = await run(['sales.csv']);
    expect(out).toMatch(/gone {4}sales\.quarters\.2025-Q1\.regions/);
    expect(out).toMatch(/gone {4}sales\.years/);
  });

  test('makes a product that it describes', async () => {
    write(
      'sales.csv',
      'Product;Period;Value;Company;Currency;Unit\nNova;FY2025;12.5;Example Pharma;EUR;million\n',
    );
    const { code } = await run(['sales.csv'], { source: 'beta-2025' });
    expect(code).toBe(0);
    expect(read('content/products/nova.yaml')).toContain('FY2025: { value: 12.5, source: beta-2025 }');
  });

  test('may be a workbook, whose problems are at row and column of its sheet', async () => {
    write(product, author);
    const rows = [
      ['Product', 'Period', 'Value', 'Source'],
      ['Zorvex', '2025-Q2', '439', 'beta-2025'],
    ];
    write('sales.xlsx', writeWorkbook('Sales', rows));
    expect((await run(['sales.xlsx'])).out).toContain('changed sales.quarters.2025-Q2.value: 430 → 439');
    write('sales.xlsx', writeWorkbook('Sales', [...rows, ['Zorvex', '2025-Q3', '4,39', 'beta-2025']]));
    const { code, err } = await run(['sales.xlsx'], { accept: true });
    expect(code).toBe(3);
    expect(err).toContain('wrong-form sales.xlsx#Sales:3:3');
    expect(read(product)).toBe(author);
  });

  test('is not mixed with filings, and only a part of it may be accepted', async () => {
    write(product, author);
    write('sales.csv', table);
    expect((await run(['sales.csv', 'q2.htm'])).code).toBe(2);
    await run(['sales.csv'], { accept: ['sales.years'] });
    expect(read(product)).toContain('value: 430 # preliminary');
    expect(existsSync(path.join(cwd, 'content/imports/sales'))).toBe(false);
  });

  test.each([
    ['no column', 'product,period,value,sauce\nZorvex,2025-Q1,1,x\n', ['table-header 1:22']],
    ['a missing column', 'product,value\nZorvex,1\n', ['table-header 1:1']],
    ['the same column twice', 'product,period,value,Value\nZorvex,2025-Q1,1,2\n', ['table-header 1:22']],
    [
      'wrong cells, all at once',
      'product,period,value,source,grade\nZorvex,2025-Q5,"3,539",beta-2025,best\nZorvex,2025-Q1,n/a,beta-2052,\n',
      ['wrong-form 2:8', 'wrong-form 2:16', 'unknown-choice 2:34', 'wrong-form 3:16', 'unknown-source 3:20'],
    ],
    [
      'rows without product or source',
      'product,period,value,source\n,2025-Q1,1,x\nZorvex,2025-Q1,1,\n',
      ['missing-field 2:2', 'missing-field 3:8'],
    ],
    [
      'the same period twice',
      'product,period,value,source\nZorvex,2025-Q1,1,beta-2025\nzorvex,2025-Q1,2,beta-2025\n',
      ['duplicate-key 3:8'],
    ],
    [
      'an unknown product',
      'product,period,value,source\nZorvax,2025-Q1,1,beta-2025\n',
      ['unknown-product 2:1'],
    ],
    [
      'an unknown source',
      'product,period,value,source\nZorvex,2025-Q1,1,beta-2052\n',
      ['unknown-source 2:18'],
    ],
    [
      'another currency',
      'product,period,value,source,currency\nZorvex,2025-Q1,1,beta-2025,EUR\n',
      ['table-cell 2:28'],
    ],
    ['an open quotation mark', 'product,period,value\n"Zorvex,2025-Q1,1\n', ['table-syntax 2:1']],
  ])('with %s is refused at its cells', async (_, text, expected) => {
    write(product, author);
    write('sales.csv', text);
    const { code, err } = await run(['sales.csv'], { accept: true });
    expect(code).toBe(3);
    const found = [...err.matchAll(/^(?:error|warning) ([a-z-]+) sales\.csv:(\d+:\d+)$/gm)];
    expect(found.map(([, name, place]) => `${name} ${place}`)).toEqual(expected);
    expect(read(product)).toBe(author);
  });
});
