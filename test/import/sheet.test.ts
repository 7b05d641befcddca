import { describe, expect, test } from 'vitest';
import { writeStored } from '../../src/import/sheet/number-format.ts';
import { readSheet } from '../../src/import/sheet/sheet.ts';
import { writeWorkbook } from '../../src/import/sheet/xlsx-writer.ts';
import { writeZip } from '../../src/import/sheet/zip-writer.ts';
import { seededRandom, wholeBelow } from '../random.ts';

async function textsIn(bytes: Buffer, sheet?: string): Promise<(string | undefined)[][]> {
  const read = await readSheet(bytes, 'table', sheet);
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.value.rows.map((row) => row.map((cell) => cell && (cell.problem ?? cell.text)));
}

async function complaintsAbout(bytes: Buffer, sheet?: string): Promise<string[]> {
  const { diagnostics } = await readSheet(bytes, 'table', sheet);
  return diagnostics.map(
    ({ code, place, message }) => `${code} ${place.file}:${place.line}:${place.column} ${message}`,
  );
}

/** A workbook as spreadsheet programs write it: shared strings, styles, formulas, a hidden sheet in front. */
function workbook(cells: string, { name = 'Data', state = '' } = {}): Buffer {
  const relation = (id: string, target: string) => `<Relationship Id="${id}" Target="${target}"/>`;
  return writeZip(
    new Map([
      [
        'xl/workbook.xml',
        `<x:workbook><x:sheets><x:sheet name="Lists" state="hidden" r:id="a"/><x:sheet name="${name}" ${state} r:id="b"/><x:sheet name="Notes" r:id="c"/></x:sheets></x:workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `<Relationships>${relation('a', 'worksheets/lists.xml')}${relation('b', '/xl/worksheets/data.xml')}</Relationships>`,
      ],
      [
        'xl/sharedStrings.xml',
        '<sst><si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>spoken</t></rPh></si><si><t xml:space="preserve"> a_x000D_b &amp; c </t></si></sst>',
      ],
      [
        'xl/styles.xml',
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="165" formatCode="d/m"/><numFmt numFmtId="166" formatCode="[Red]0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="166"/></cellXfs></styleSheet>',
      ],
      ['xl/worksheets/lists.xml', '<worksheet/>'],
      ['xl/worksheets/data.xml', `<worksheet><sheetData>${cells}</sheetData></worksheet>`],
    ]),
  );
}

describe('workbooks', () => {
  test('texts are read from wherever they are kept', async () => {
    const cells =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="AB1" t="inlineStr"><is><t>far</t></is></c></row>' +
      '<row r="4"><c t="s"><v>2</v></c><c t="str"><f>A1</f><v>computed</v></c><c t="b"><v>1</v></c></row>';
    const [first = [], second = []] = await textsIn(workbook(cells));
    expect([first[0], first[1], first[2], first[27], first.length]).toEqual([
      'plain',
      undefined,
      'rich text',
      'far',
      28,
    ]);
    expect(second).toEqual(['a\rb & c', 'computed', 'true']);
  });

  test('numbers keep the decimals of their format', async () => {
    const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`;
    const cells = `<row>${cell(0, '0.30000000000000004')}${cell(1, '0.5')}${cell(1, '0.123')}${cell(2, '12')}${cell(5, '0.634')}${cell(6, '30')}</row>`;
    expect(await textsIn(workbook(cells))).toEqual([['0.3', '0.50', '0.123', '12.000', '63.40%', '30']]);
  });

  test('dates, errors and formulas without a result are reported', async () => {
    const cells =
      '<row><c s="3"><v>45000</v></c><c s="4"><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c></row>';
    expect(await textsIn(workbook(cells))).toEqual([
      [
        'the spreadsheet made a date of what was entered here',
        'the spreadsheet made a date of what was entered here',
        'the spreadsheet shows #DIV/0! here',
        'the formula here has no result: no spreadsheet has computed it yet',
      ],
    ]);
  });

  test('the first visible sheet is read unless another is named', async () => {
    const bytes = workbook('<row><c t="s"><v>0</v></c></row>');
    const read = await readSheet(bytes, 'table');
    expect(read.ok && read.value.others).toEqual(['Notes']);
    expect(read.ok && read.value.rows[0]?.[0]?.place).toEqual({ file: 'table#Data', line: 1, column: 1 });
    expect(await complaintsAbout(bytes, 'Lists')).toEqual([
      'table-syntax table#Lists:1:1 it has no visible sheet ‘Lists’',
    ]);
    expect(await complaintsAbout(bytes, 'Notes')).toEqual([
      'table-syntax table:1:1 the table cannot be read: its sheet ‘Notes’ is missing',
    ]);
  });

  test('what is written is what is read', async () => {
    const rows = [
      ['a', 'b < c & "d"', ''],
      ['_x000D_', 'line\nbreak', '=1+1'],
      ['0.10', '<0.001', ']]>'],
    ];
    const expected = rows.map((row) => row.map((text) => (text === '' ? undefined : text)));
    expect(await textsIn(writeWorkbook('Findings', rows))).toEqual([
      ['a', 'b < c & "d"'],
      ...expected.slice(1),
    ]);
    expect(writeWorkbook('Findings', rows).equals(writeWorkbook('Findings', rows))).toBe(true);
  });

  test.each([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'it is a workbook of an old kind'],
    ['another archive', writeZip(new Map([['a', 'b']])), 'it is a zip archive but no workbook'],
    ['a part of one', writeWorkbook('A', [['b']]).subarray(0, 300), 'it is damaged'],
    ['no text', Buffer.from([0x61, 0xff, 0xfe]), 'the file is not UTF-8 text'],
    ['an open quotation mark', Buffer.from('a,b\n"c'), 'a quotation mark is opened and never closed'],
    [
      'an impossible address',
      workbook('<row r="99999999"><c><v>1</v></c></row>'),
      'a cell has an impossible address',
    ],
  ])('%s is refused', async (_, bytes, message) => {
    const [complaint] = await complaintsAbout(bytes);
    expect(complaint).toMatch(/^table-syntax table:\d+:1 /);
    expect(complaint).toContain(message);
  });

  test('damaged workbooks are read or refused', async () => {
    const random = seededRandom(5);
    const whole = workbook('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="2"><v>2</v></c></row>');
    let refused = 0;
    for (let round = 0; round < 500; round += 1) {
      const bytes = Buffer.from(whole);
      for (let times = 1 + wholeBelow(4, random); times > 0; times -= 1)
        bytes[wholeBelow(bytes.length, random)] = wholeBelow(256, random);
      const read = await readSheet(bytes, 'table');
      if (!read.ok) refused += 1;
      expect(read.ok || read.diagnostics.every(({ code }) => code === 'table-syntax')).toBe(true);
    }
    expect(refused).toBeGreaterThan(50);
  });
});

test.each([
  ['12', 'General', '12'],
  ['1E-7', 'General', '0.0000001'],
  ['-2.9000000000000004', 'General', '-2.9'],
  ['1234.5', '#,##0.00', '1234.50'],
  ['0.5', '0', '0.5'],
  ['0.07', '0%', '7%'],
  ['text', '0.00', 'text'],
])('%s in the format %s is %s', (stored, format, text) => {
  expect(writeStored(stored, format)).toBe(text);
});
