import { describe, expect, test } from 'vitest';
import {
  makeEvidenceCsv,
  makeEvidenceJson,
  readEvidenceJson,
  type TracedRow,
} from '../../src/page/evidence-files.ts';

const ROW: TracedRow = {
  number: 1,
  id: 'maia.orr',
  meaning: 'MAIA: Overall response',
  value: '9/10',
  grade: 'primary',
  sources: [{ id: 'maia-2025', locator: 'Table 2' }, { id: 'maia-2024' }],
  where: ['text', 'table context'],
  data: { file: 'trials/maia.yaml', line: 30 },
  html: [{ where: 'text', text: '90%', anchor: 'n1-1' }],
  pdfPages: [1, 3],
};

function textOf({ bytes }: { bytes: Uint8Array }): string {
  return Buffer.from(bytes).toString();
}

/** Rows of a CSV file as RFC 4180 reads them. */
function readCsv(text: string): string[][] {
  const fields = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g;
  const rows: string[][] = [[]];
  for (const [, field = '', end] of text.matchAll(fields)) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

function csvOf(changes: Partial<TracedRow>): Record<string, string> {
  const text = textOf(makeEvidenceCsv([{ ...ROW, ...changes }]));
  const [head = [], row = []] = readCsv(text.slice(1));
  return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
}

describe('evidence.csv', () => {
  test('begins with a byte-order mark and ends its lines as RFC 4180 says', () => {
    const text = textOf(makeEvidenceCsv([ROW, ROW]));
    expect(text.startsWith('\ufeffentry,id,meaning,value,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('has a field for every head in every row', () => {
    const rows = readCsv(textOf(makeEvidenceCsv([ROW, { ...ROW, n: 9, N: 10 }])).slice(1));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(new Set(rows[0]).size).toBe(rows[0]?.length);
  });

  test('joins sources with their locators, and places', () => {
    expect(csvOf({})).toMatchObject({
      sources: 'maia-2025 (Table 2); maia-2024',
      where: 'text; table context',
      'PDF pages': '1 3',
      data: 'trials/maia.yaml:30',
      n: '',
    });
  });

  test.each(['a,b', 'say "so"', 'two\nlines', 'two\r\nlines', '""', ' spaces ', 'ünïcode — 10⁻⁶'])(
    '%j reads back as it was',
    (note) => {
      expect(csvOf({ note }).note).toBe(note);
    },
  );

  test.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '-cmd|x',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '＠SUM',
    '-0.31x',
    '--1',
    '-',
    '=HYPERLINK("http://example.org","x")',
  ])('%j is no formula for a spreadsheet', (note) => {
    expect(csvOf({ note }).note).toBe(`'${note}`);
  });

  test.each(['－1', '\n=1+1'])('%j is no formula for a spreadsheet', (note) => {
    expect(csvOf({ note }).note).toBe(`'${note}`);
  });

  test.each(['-0.31', '-5', '0.31', '9/10', '95% CI 75–100', '\u22120.31', ''])(
    '%j is left alone',
    (note) => {
      expect(csvOf({ note }).note).toBe(note);
    },
  );
});

describe('evidence.json', () => {
  test('holds the rows and the full entries of their sources', () => {
    const source = {
      id: 'maia-2025',
      title: 'T',
      publisher: 'P',
      type: 'paper' as const,
      access: 'full text' as const,
    };
    const document = {
      edition: '2026-04-21-x',
      revision: 'r1',
      coverage: '1 numbers: 1 traced',
      evidence: [ROW],
      comparisons: [],
      sources: [source],
    };
    const file = makeEvidenceJson(document);
    expect(file).toMatchObject({ path: 'evidence.json', mediaType: 'application/json' });
    expect(JSON.parse(textOf(file))).toEqual({ schema: 2, ...document });
  });

  test('is read back with a number of a protocol, which has no grade', () => {
    const { grade: _, ...stated } = ROW;
    const document = { edition: 'e', revision: 'r1', coverage: '', comparisons: [], sources: [] };
    const file = makeEvidenceJson({ ...document, evidence: [{ ...stated, stated: true }] as TracedRow[] });
    expect(readEvidenceJson(file.bytes)).toMatchObject({
      value: { evidence: [{ id: ROW.id, stated: true }] },
    });
  });
});
