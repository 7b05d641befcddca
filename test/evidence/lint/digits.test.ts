import { describe, expect, test } from 'vitest';
import { lintEach, lintTexts } from '../../../src/evidence/lint/lint.ts';
import { unsourcedDiagnostic } from '../../../src/evidence/lint/proofread.ts';
import { readPlainly } from '../../../src/evidence/lint/reading.ts';
import { readFields } from '../../../src/evidence/lint/stated.ts';
import { asRead } from './as-read.ts';

test.each([
  ['７１％', '71%'],
  ['𝟕𝟏', '71'],
  ['٧١٪', '71%'],
  ['७১', '71'],
  ['①⑳㉑㊿⓪', '12021500'],
  ['⑴⒇⒈⒛', '120120'],
  ['⓫⓴⓵⓾⓿', '11201100'],
  ['❶❿➀➉➊➓', '110110110'],
  ['CHA₂DS₂', 'CHA2DS2'],
  ['Ⅷ', 'VIII'],
  ['2⁄3 and 2∕3', '2/3 and 2/3'],
  ['1٫5 and 1٬5', '1.5 and 1,5'],
  ['10⁻⁵ ½ m² ⅔', '10⁻⁵ ½ m² ⅔'],
  ['a😀7', 'a😀7'],
])('%s reads as %s', (text, read) => {
  expect(readPlainly(text).text).toBe(read);
});

test('a number of wide characters stands where they stand', () => {
  const [found] = lintTexts([
    {
      where: 'text',
      segments: [
        {
          kind: 'text',
          text: 'A 𝟕𝟏%.',
          at: (column, length = 0) => ({ file: 'b.md', line: 1, column, length }),
        },
      ],
    },
  ]).unsourced;
  expect(found).toMatchObject({ text: '71%', place: { column: 2, length: 5 } });
});

test.each([
  ['quatre-vingt-dix, vingt et un, treinta y dos', ['quatre-vingt-dix', 'vingt et un', 'treinta y dos']],
  ['zweiundzwanzig Prozent, sei di loro, six de ceux', ['zweiundzwanzig Prozent', 'sei', 'six']],
  ['due to the once weekly cent and tiers', []],
])('numbers in other tongues: %s', (text, expected) => {
  expect(asRead(text)).toEqual(expected);
});

describe('a citation', () => {
  const lint = (...parts: (string | string[])[]) =>
    lintEach([
      {
        where: 'text',
        segments: parts.map((part) =>
          typeof part === 'string'
            ? { kind: 'text' as const, text: part }
            : { kind: 'cite' as const, text: '' as const, sources: part },
        ),
      },
    ])[0];

  test('states what its sentence says of the protocol, and no result', () => {
    const found = lint(
      'One. Of those aged 65 years or older **71%** responded.',
      ['a', 'b', 'a'],
      ' For 52 weeks.',
    );
    expect(found?.stated).toEqual([
      {
        text: '65 years',
        where: 'text',
        context: 'Of those aged 65 years or older 71% responded.',
        sources: [{ id: 'a' }, { id: 'b' }],
      },
    ]);
    expect(found?.strays.map(({ text, protocol }) => [text, protocol])).toEqual([
      ['71%', false],
      ['52 weeks', true],
    ]);
    expect(found?.counts).toMatchObject({ numbers: 3, stated: 1 });
  });

  test.each([
    [['For 52 weeks.', ' ', ['a'], ' Next.'], 1],
    [['For 52 weeks (vs. none)', ['a'], '.'], 1],
    [['- For 52 weeks\n- For 26 weeks', ['a']], 1],
    [[['a'], 'For 52 weeks.'], 0],
    [['For 52 weeks.\n\nNext.', ['a']], 0],
  ] as [(string | string[])[], number][])('%j states %i', (parts, count) => {
    expect(lint(...parts)?.stated).toHaveLength(count);
  });

  test('is asked for where one would do', () => {
    const hints = (protocol: boolean, file: string) =>
      unsourcedDiagnostic({
        text: '65',
        where: 'text',
        why: '',
        protocol,
        place: { file, line: 1, column: 1 },
      }).hints;
    expect(hints(true, 'a.md')[0]).toContain('{{cite "…"}}');
    expect(hints(true, 'a.yaml')[0]).toContain('source:');
    expect(hints(false, 'a.md')).toHaveLength(1);
  });
});

describe('a field of a trial', () => {
  const sources = [{ id: 'a' }];
  const statedOn = (where: string, text: string, ...fields: { text: string; sources: { id: string }[] }[]) =>
    lintEach([{ where, segments: [{ kind: 'text', text }] }], { fields: () => readFields(fields) })[0]
      ?.stated;

  test('is stated by its source wherever data print', () => {
    const field = { text: 'LVEF above 40%', sources };
    const context = [{ text: '40%', where: 'table x', context: 'LVEF above 40%', sources }];
    expect(statedOn('table x', 'Adults; lvef above 40%; high risk', field)).toEqual(context);
    expect(statedOn('figure x, drawing', 'LVEF above 40%', field)).toHaveLength(1);
    for (const where of ['text', 'table x, note', 'figure x, title'])
      expect(statedOn(where, 'LVEF above 40%', field)).toEqual([]);
    expect(statedOn('table x', 'LVEF above 41%', field)).toEqual([]);
    expect(statedOn('table x', 'above 40%, LVEF above 40', field)).toEqual([]);
    expect(statedOn('table x', 'LVEF above 40%', field, { ...field, sources: [] })).toEqual([]);
    expect(
      statedOn('table x', 'LVEF above 40%', field, { ...field, sources: [{ id: 'b' }] })?.[0]?.sources,
    ).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  test('states no result', () => {
    expect(statedOn('table x', 'ORR 71%', { text: 'ORR 71%', sources })).toEqual([]);
  });
});
