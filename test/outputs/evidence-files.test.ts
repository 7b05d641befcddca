import { describe, expect, test } from 'vitest';
import type { EvidenceRow } from '../../src/evidence/ledger.ts';
import { makeEvidenceCsv, makeEvidenceJson } from '../../src/outputs/evidence-files.ts';

const ROW: EvidenceRow = {
  id: 'maia.orr',
  meaning: 'MAIA: Overall response',
  value: '9/10',
  grade: 'primary',
  sources: [{ id: 'maia-2025', locator: 'Table 2' }, { id: 'maia-2024' }],
  where: ['text', 'table context'],
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

function csvOf(changes: Partial<EvidenceRow>): Record<string, string> {
  const text = textOf(makeEvidenceCsv([{ ...ROW, ...changes }]));
  const [head = [], row = []] = readCsv(text.slice(1));
  return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
}

describe('evidence.csv', () => {
  test('begins with a byte-order mark and ends its lines as RFC 4180 says', () => {
    const text = textOf(makeEvidenceCsv([ROW, ROW]));
    expect(text.startsWith('\ufeffid,meaning,value,')).toBe(true);
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
    const file = makeEvidenceJson('2026-04-21-x', [ROW], [source]);
    expect(file).toMatchObject({ path: 'evidence.json', mediaType: 'application/json' });
    expect(JSON.parse(textOf(file))).toEqual({
      schema: 1,
      edition: '2026-04-21-x',
      evidence: [ROW],
      sources: [source],
    });
  });
});
