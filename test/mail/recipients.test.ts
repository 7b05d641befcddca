import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readRows } from '../../src/files/csv.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { checkedList } from './checked-list.ts';

/** Reads a list that comes in pieces of `size` bytes. */
function read(text: string | Buffer, size = 1 << 16) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return checkedList(readRows(Readable.from(pieces)));
}

async function told(text: string | Buffer): Promise<string[]> {
  const { diagnostics } = await read(text);
  return diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`);
}

async function recipientsOf(text: string, size?: number) {
  const list = await read(text, size);
  if (!list.ok) throw new Error(JSON.stringify(list.diagnostics));
  return list.value.recipients.map(({ address, fields }) => [address, { ...fields }]);
}

describe('a list', () => {
  const awkward =
    '\ufeffName;E-Mail;Städt\r\n"Ann ""A."" Lee";ann@example.com;Köln\r\n"Bo\r\nBlue";bo@example.com;\r\n\r\nCy;cy@example.com';
  const expected = [
    ['ann@example.com', { name: 'Ann "A." Lee', städt: 'Köln' }],
    ['bo@example.com', { name: 'Bo Blue' }],
    ['cy@example.com', { name: 'Cy' }],
  ];

  test('is read with a byte-order mark, semicolons, CRLF, quoted line breaks, empty lines and short rows', async () => {
    expect(await recipientsOf(awkward)).toEqual(expected);
  });

  test('is read the same however it is cut', async () => {
    const random = seededRandom(6);
    for (let run = 0; run < 30; run += 1) {
      expect(await recipientsOf(awkward, 1 + wholeBelow(40, random))).toEqual(expected);
    }
  });

  test('is read with tabs', async () => {
    expect(await recipientsOf('email\tname\na@example.com\tA, B\n')).toEqual([
      ['a@example.com', { name: 'A, B' }],
    ]);
  });

  test('cannot reach into what objects are made of', async () => {
    const [[, fields]] = (await recipientsOf('email,__proto__,constructor\na@example.com,x,y\n')) as [
      [string, object],
    ];
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  test('of a hundred thousand takes seconds, not minutes', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `r${index}@example.com,Reader ${index}`);
    expect(await recipientsOf(`email,name\n${rows.join('\n')}\n`)).toHaveLength(100_000);
  });
});

describe('what is wrong with a list', () => {
  test('duplicates are merged by mailbox and told with the first', async () => {
    const list = await read(
      'email\nA.b@Example.com\na.B@example.COM\nleser@münchen.example\nleser@xn--mnchen-3ya.example\n',
    );
    expect(list.ok && list.value.recipients).toHaveLength(2);
    expect(
      list.diagnostics.map(({ severity, place, related }) => [severity, place.line, related[0]?.place.line]),
    ).toEqual([
      ['warning', 3, 2],
      ['warning', 5, 4],
    ]);
  });

  test.each([
    ['reader@example.com,Reader\n', ['list-header 1:1']],
    ['name,town\nA,B\n', ['list-header 1:1']],
    ['email,name,Name\n', ['list-header 1:12']],
    ['', ['list-empty 1:1']],
    ['email,name\n\n , \n', ['list-empty 1:1']],
    ['email,name\nreader@example.com,Reader, MD\n', ['list-columns 2:27']],
    ['email,name\n,Reader\n', ['bad-address 2:1']],
    ['name,email\n"A\nB",x\n"C, D", y@z \nE,f\n', ['bad-address 3:4', 'bad-address 4:8', 'bad-address 5:3']],
    ['email,name\nx\na@example.com,"never\nclosed\n', ['bad-address 2:1', 'list-syntax 4:1']],
    ['email,name\na@example.com,in"side\n', ['list-syntax 2:1']],
    ['email,name\nx\n"y"z,Y\nb@example.com,B\nw\n', ['bad-address 2:1', 'list-syntax 3:1']],
    ['email,name\nx\n"y\nz"a,Y\nw\n', ['bad-address 2:1', 'list-syntax 4:1']],
  ])('%j: %j', async (text, expected) => {
    expect(await told(text)).toEqual(expected);
  });

  test('another encoding', async () => {
    expect(await told(Buffer.from('email,name\na@example.com,Jos\xe9\n', 'latin1'))).toEqual([
      'not-text 1:1',
    ]);
    expect(await told(Buffer.from('\ufeffemail\na@example.com\n', 'utf16le'))).toEqual(['not-text 1:1']);
  });
});

describe('a list with very many faults', () => {
  const rows = (count: number, row: (index: number) => string) =>
    `email,name\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}\n`;

  test('shows twenty of a kind and counts the others', async () => {
    const { ok, diagnostics } = await read(rows(100_000, () => 'a@example.org,A'));
    expect(ok).toBe(true);
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics.at(-1)).toMatchObject({
      ...{ code: 'duplicate-recipient', severity: 'warning' },
      message: '99979 more rows have the same fault, the first of them here',
      place: { file: 'list.csv', line: 23, column: 1 },
    });
  });

  test('is refused for one bad row behind a hundred thousand that only warn', async () => {
    const list = `${rows(100_000, () => 'a@example.org,A')}nobody,N\n`;
    const { ok, diagnostics } = await read(list);
    expect(ok).toBe(false);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'bad-address', place: { line: 100_002 } },
    ]);
  });

  test('has its kinds counted apart', async () => {
    const kinds = ['nobody,N', 'a@example.org,A', 'a@example.org,A,B'];
    const { diagnostics } = await read(rows(66, (index) => kinds[index % 3] as string));
    expect(diagnostics.filter(({ message }) => /^\d+ more row/.test(message))).toMatchObject([
      { code: 'bad-address', message: '2 more rows have the same fault, the first of them here' },
      { code: 'list-columns', message: '2 more rows have the same fault, the first of them here' },
      { code: 'duplicate-recipient', message: '1 more row has the same fault, the first of them here' },
    ]);
  });
});
