import { describe, expect, test } from 'vitest';
import { type CsvCell, type CsvRow, NotCsv } from '../../src/files/csv.ts';
import { checkedList } from './checked-list.ts';

const example = 'a list begins with a line of column names, as in ‘email,name’, and has one recipient a line';

/** Rows of cells: the n-th row stands on line n, the n-th cell ten columns after the one before it. */
async function* rowsOf(texts: readonly (readonly string[])[], fault?: Error): AsyncGenerator<CsvRow> {
  for (const [line, row] of texts.entries())
    yield row.map((text, index): CsvCell => ({ text, line: line + 1, column: 10 * index + 1 }));
  if (fault) throw fault;
}

function check(texts: readonly (readonly string[])[], fault?: Error) {
  return checkedList(rowsOf(texts, fault));
}

const at = (line: number, column: number) => ({ file: 'list.csv', line, column });

/** What is wrong with rows behind a header of two columns. */
async function complaints(...rows: string[][]) {
  const checked = await check([['email', 'name'], ...rows]);
  return checked.diagnostics;
}

describe('a row', () => {
  test('becomes a recipient with the values of its other columns, each on one line', async () => {
    const checked = await check([
      [' Name\t\n of ', 'E-Mail', '', 'Town'],
      ['Ann\u2028\u0007 Lee ', '  Ann@Example.org ', 'dropped', ''],
      ['', 'bo@example.org'],
    ]);
    expect(checked).toStrictEqual({
      ok: true,
      value: {
        columns: ['name of', 'e-mail', '', 'town'],
        recipients: [
          { address: 'Ann@example.org', key: 'ann@example.org', fields: { 'name of': 'Ann Lee' } },
          { address: 'bo@example.org', key: 'bo@example.org', fields: {} },
        ],
      },
      diagnostics: [],
    });
  });

  test('keeps 200 characters of a value', async () => {
    const checked = await check([
      ['email', 'name'],
      ['a@example.org', 'x'.repeat(300)],
    ]);
    expect(checked.ok && checked.value.recipients[0]?.fields).toStrictEqual({ name: 'x'.repeat(200) });
  });

  test('may hold empty cells behind its last column, and no others', async () => {
    expect(await complaints(['a@example.org', 'A', ' ', ''])).toStrictEqual([]);
    expect(await complaints(['a@example.org', 'A', '', 'B'])).toStrictEqual([
      {
        ...{ code: 'list-columns', severity: 'error', place: at(2, 21), related: [] },
        message: 'this row has 4 cells for 2 columns',
        hints: ['put quotation marks around a cell that contains the separator'],
      },
    ]);
  });

  test('without an address is told where it begins', async () => {
    const none = {
      ...{ code: 'bad-address', severity: 'error', hints: [], related: [] },
      message: 'this row has no address',
    };
    expect(await complaints(['', 'A'], [' \t', 'B'])).toStrictEqual([
      { ...none, place: at(2, 1) },
      { ...none, place: at(3, 1) },
    ]);
    const short = await check([['name', 'email'], ['A']]);
    expect(short.diagnostics).toStrictEqual([{ ...none, place: at(2, 1) }]);
  });

  test('with something else than an address is told with the length of it', async () => {
    const wrong = { code: 'bad-address', severity: 'error', related: [] };
    expect(
      await complaints(['  nobody  ', 'A'], ['Ann <ann@example.org>', 'B'], ['\ta@b.org', 'C']),
    ).toStrictEqual([
      {
        ...{ ...wrong, place: { ...at(2, 1), length: 6 }, hints: [] },
        message: 'not a plain email address: there is no @ in it',
      },
      {
        ...{ ...wrong, place: { ...at(3, 1), length: 21 } },
        message: 'not a plain email address: an address is written without <>',
        hints: ['put the name into a column of its own'],
      },
      {
        ...{ ...wrong, place: { ...at(4, 1), length: 8 }, hints: [] },
        message: 'not a plain email address: an address contains an invisible character',
      },
    ]);
  });

  test('that names a mailbox again is left out, and told with where it stood first', async () => {
    const checked = await check([
      ['name', 'email'],
      ['A', 'a@example.org'],
      ['B', 'A@Example.org'],
      ['C', 'a@example.org'],
    ]);
    expect(checked.ok && checked.value.recipients.map(({ fields }) => fields)).toStrictEqual([{ name: 'A' }]);
    const again = {
      ...{ code: 'duplicate-recipient', severity: 'warning', hints: [] },
      related: [{ message: 'it appears here first', place: at(2, 11) }],
    };
    expect(checked.diagnostics).toStrictEqual([
      {
        ...again,
        message: 'A@example.org is already in the list; it gets one message',
        place: at(3, 11),
      },
      {
        ...again,
        message: 'a@example.org is already in the list; it gets one message',
        place: at(4, 11),
      },
    ]);
  });

  test('that is wrong leaves no list, and the rest is checked all the same', async () => {
    const checked = await check([['email'], ['x'], ['a@example.org'], ['y']]);
    expect(checked.ok).toBe(false);
    expect(checked.diagnostics.map(({ place }) => place.line)).toStrictEqual([2, 4]);
  });
});

describe('the line of column names', () => {
  test.each(['email', 'E-Mail', 'Email Address', 'e-mail  address', ' MAIL '])('knows %j', async (name) => {
    const checked = await check([
      ['x', name],
      ['1', 'a@example.org'],
    ]);
    expect(checked.ok && checked.value.recipients).toHaveLength(1);
  });

  test.each<[string[], string, number, string[]]>([
    [
      ['a@example.org', 'A'],
      'the first line is a recipient; the names of the columns are missing',
      1,
      [example],
    ],
    [
      ['A', 'a@example.org'],
      'the first line is a recipient; the names of the columns are missing',
      1,
      [example],
    ],
    [['name', 'town'], 'no column is called ‘email’', 1, [example]],
    [['emails', 'mailbox'], 'no column is called ‘email’', 1, [example]],
    [['email', 'Name', 'town', 'name'], 'two columns are called ‘name’', 31, []],
    [['e-mail', 'x', 'X', 'x'], 'two columns are called ‘x’', 21, []],
    [['a@example.org', 'A', 'a@example.org'], 'two columns are called ‘a@example.org’', 21, []],
  ])('is refused: %j', async (names, message, column, hints) => {
    expect(await check([names, ['A', 'b@example.org']])).toStrictEqual({
      ok: false,
      diagnostics: [
        { code: 'list-header', severity: 'error', message, place: at(1, column), hints, related: [] },
      ],
    });
  });

  test('may leave several columns without a name, and name the address twice in two ways', async () => {
    const checked = await check([
      ['', 'email', '', 'mail'],
      ['1', 'a@example.org', '2', 'b@example.org'],
    ]);
    expect(checked.ok && checked.value.recipients).toStrictEqual([
      { address: 'a@example.org', key: 'a@example.org', fields: { mail: 'b@example.org' } },
    ]);
  });
});

describe('a whole list', () => {
  const empty = {
    ...{ code: 'list-empty', severity: 'error', message: 'the list names nobody' },
    ...{ place: at(1, 1), hints: [example], related: [] },
  };

  test.each([[[]], [[['email', 'name']]]])('that names nobody is an error: %j', async (rows) => {
    expect(await check(rows)).toStrictEqual({ ok: false, diagnostics: [empty] });
  });

  test('that names nobody for another reason is told that alone', async () => {
    expect((await complaints(['', 'A'])).map(({ code }) => code)).toStrictEqual(['bad-address']);
  });

  test.each([
    [true, 'list-syntax'],
    [false, 'not-text'],
  ])('that breaks off is told on its line: text %s, %s', async (isText, code) => {
    const checked = await check([['email'], ['a@example.org']], new NotCsv('it breaks off', 7, isText));
    expect(checked).toStrictEqual({
      ok: false,
      diagnostics: [
        { code, severity: 'error', message: 'it breaks off', place: at(7, 1), hints: [], related: [] },
      ],
    });
  });

  test('passes on what is no fault of the list', async () => {
    await expect(check([['email']], new Error('the disk is gone'))).rejects.toThrow('the disk is gone');
  });
});
