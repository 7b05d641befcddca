import { describe, expect, test } from 'vitest';
import { type Parsed, parseSource } from '../../src/content/parse.ts';

function parse(text: string, kind: 'trial' | 'briefing' = 'trial'): Parsed {
  return parseSource({ path: 'f', key: 'f', kind, id: 'f', text });
}

describe('a hostile file is refused in no time and without a stack trace', () => {
  test.each([
    ['20,000 open brackets', `a: ${'['.repeat(20_000)}`],
    ['20,000 lists in lists', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['20,000 dashes', `${'- '.repeat(20_000)}x`],
    ['2,000 maps in maps', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['2,000 flow maps', `${'{a: '.repeat(2000)}${'}'.repeat(2000)}`],
    ['2,000 question marks', `${'? '.repeat(2000)}x`],
  ])('%s', (_, text) => {
    const started = performance.now();
    const { readable, diagnostics } = parse(text);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(readable).toBe(false);
    expect(diagnostics.map(({ message }) => message)).toContain('nested too deeply');
    expect(diagnostics.map(({ message }) => message).join()).not.toMatch(/RangeError|\n {4}at /);
  });

  test.each([
    ['brackets', `a: ${'['.repeat(3_000_000)}`, 1004],
    ['braces', `a: ${'{'.repeat(3_000_000)}`, 1004],
    ['dashes', '- '.repeat(3_000_000), 2001],
    ['question marks', '? '.repeat(3_000_000), 2001],
    ['colons', ': '.repeat(3_000_000), 2001],
  ])('millions of %s are refused before they are parsed', (_, text, column) => {
    expect(parse(text).diagnostics).toMatchObject([{ code: 'too-deep', place: { line: 1, column } }]);
  });

  test('brackets that are closed may be many', () => {
    expect(parse(`a: [${'[],'.repeat(3000)}x]`).diagnostics).toEqual([]);
    expect(parse(`a: x${']'.repeat(3000)}`).diagnostics).toEqual([]);
    expect(parse(`a: ${'-'.repeat(900)}`).diagnostics).toEqual([]);
  });

  test('with more than 40 levels is told where it goes too deep', () => {
    const nested = (levels: number) => `a: ${'{b: '.repeat(levels)}x${'}'.repeat(levels)}`;
    expect(parse(nested(39)).diagnostics).toEqual([]);
    expect(parse(nested(45)).diagnostics).toMatchObject([
      { code: 'too-deep', place: { line: 1, column: 164 } },
    ]);
  });

  test('and is told of once', () => {
    expect(parse(`a: ${'['.repeat(20_000)}`).diagnostics).toHaveLength(1);
  });

  test('aliases of aliases are never followed', () => {
    const levels = 'abcdefghi'.split('');
    const text = levels
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(index ? `*${levels[index - 1]}` : 'lol')
            .join(', ')}]`,
      )
      .join('\n');
    const started = performance.now();
    const { data, diagnostics } = parse(text);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(JSON.stringify(data).length).toBeLessThan(2000);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['alias']));
  });

  test('a key given twice is told at the second, and the first one counts', () => {
    const { data, diagnostics, placeOf } = parse('a: 1\nb: { c: 2, c: 3 }\n"a": 4');
    expect(data).toEqual({ a: '1', b: { c: '2' } });
    expect(placeOf(['a'])).toMatchObject({ line: 1, column: 4 });
    expect(diagnostics).toMatchObject([
      { code: 'duplicate-key', place: { line: 2, column: 12, length: 1 } },
      { code: 'duplicate-key', place: { line: 3, column: 1, length: 3 } },
    ]);
  });

  test('a key named __proto__ is a key and changes no prototype', () => {
    const { data } = parse(
      '__proto__: { polluted: yes }\na: { constructor: { prototype: { polluted: yes } } }',
    );
    expect(Object.keys(data as object)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect((data as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a scalar stays the text that its author wrote', () => {
  test.each([
    '012',
    '1_000',
    '0o17',
    '0x1F',
    '1e3',
    '.inf',
    '-.nan',
    '12:30',
    'yes',
    'true',
    '2026-04-21',
    '0.10',
  ])('%s', (text) => {
    expect(parse(`a: ${text}`).data).toEqual({ a: text });
  });

  test('nothing and null are no text', () => {
    for (const empty of ['', '~', 'null', 'NULL']) {
      expect(parse(`a: ${empty}`).diagnostics.map(({ code }) => code)).toEqual(['empty-value']);
    }
    expect(parse('a: ""').data).toEqual({ a: '' });
    expect(parse('a: "null"').data).toEqual({ a: 'null' });
  });
});

describe('places', () => {
  const parsed = parse('arms:\n  a: { label: A, list: [one, two] }\n');

  test('of a value, of its key, of an item', () => {
    expect(parsed.placeOf(['arms', 'a', 'label'])).toMatchObject({ line: 2, column: 15, length: 1 });
    expect(parsed.placeOfKey(['arms', 'a', 'label'])).toMatchObject({ line: 2, column: 8, length: 5 });
    expect(parsed.placeOf(['arms', 'a', 'list', 1])).toMatchObject({ line: 2, column: 30, length: 3 });
  });

  test('of what is missing is that of its nearest parent', () => {
    expect(parsed.placeOf(['arms', 'a', 'regimen'])).toMatchObject({ line: 2, column: 6 });
    expect(parsed.placeOf(['nothing', 'at', 'all'])).toMatchObject({ line: 1, column: 1 });
  });

  test('in the body of a briefing count from the top of the file', () => {
    const briefing = parse('---\ntitle: T\n---\n\nBody.\n', 'briefing');
    expect(briefing.placeOf(['title'])).toMatchObject({ line: 2, column: 8 });
    expect(briefing.body?.text).toBe('\nBody.\n');
    expect(briefing.body?.at(2, 1)).toMatchObject({ line: 5, column: 1 });
  });

  test('a rule of dashes in the body is no end of the front matter', () => {
    const briefing = parse('---\ntitle: T\n---\nOne.\n\n---\n\nTwo.\n', 'briefing');
    expect(briefing.data).toEqual({ title: 'T' });
    expect(briefing.body?.text).toContain('---');
  });
});
