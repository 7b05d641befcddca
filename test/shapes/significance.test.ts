import { expect, test } from 'vitest';
import type { ValueOf } from '../../src/shapes/shapes.ts';
import { alphaOf, factOfTest, testDetails, writeMargin, writeP } from '../../src/shapes/significance.ts';
import { makeValue, type Raw } from './values.ts';

type Said = { p?: string; margin?: string; details?: string; alpha: number; fact: Record<string, string> };

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', '_');

const tests: [raw: Raw, expected: Said][] = [
  [{}, { alpha: 0.05, fact: {} }],
  [{ p: '0.03' }, { p: 'p=0.03', details: 'two-sided p=0.03', alpha: 0.05, fact: { p: 'p=0.03' } }],
  [
    { p: '<0.001', sided: 'two', status: 'confirmatory' },
    {
      p: 'p<0.001',
      details: 'two-sided p<0.001; confirmatory',
      alpha: 0.05,
      fact: { p: 'p<0.001', test: 'confirmatory' },
    },
  ],
  [
    { p: '>0.99', sided: 'one', status: 'nominal' },
    {
      p: 'one-sided p>0.99, nominal',
      details: 'one-sided p>0.99; nominal',
      alpha: 0.025,
      fact: { p: 'one-sided p>0.99', test: 'nominal' },
    },
  ],
  [
    { p: '1.0', status: 'exploratory', alpha: '0.01', analysis: 'Cox' },
    {
      p: 'p=1.0, exploratory',
      details: 'two-sided p=1.0; Cox; exploratory; alpha_0.01',
      alpha: 0.01,
      fact: { p: 'p=1.0', test: 'Cox; exploratory; alpha_0.01' },
    },
  ],
  [
    { p: '0.01', sided: 'one', alpha: '0.0125' },
    {
      p: 'one-sided p=0.01',
      details: 'one-sided p=0.01; alpha_0.0125',
      alpha: 0.0125,
      fact: { p: 'one-sided p=0.01', test: 'alpha_0.0125' },
    },
  ],
  ...(
    [
      [{ type: 'non-inferiority', margin: '-1.30' }, 'non-inferiority margin_−1.30'],
      [{ type: 'equivalence', margin: '0.5', lowerMargin: '-0.5' }, 'equivalence margins −0.5 to 0.5'],
      [{ type: 'non-inferiority', margin: '1.3', marginText: 'words' }, 'non-inferiority margin_1.3'],
      [{ type: 'equivalence', marginText: 'half of it' }, 'equivalence margin: half of it'],
      [{ type: 'equivalence', lowerMargin: '0.8', marginText: 'a fifth' }, 'equivalence margin: a fifth'],
      [{ type: 'non-inferiority' }, 'tested for non-inferiority'],
    ] as const
  ).map(([nonInferiority, margin]): [Raw, Said] => [
    { nonInferiority },
    { margin, details: margin, alpha: 0.05, fact: { test: margin } },
  ]),
];

test.each(tests)('%j', (raw, { p, margin, details, alpha, fact }) => {
  const value = makeValue('difference', { value: '1', unit: 'points', ...raw }) as ValueOf<'difference'>;
  expect(plain(writeP(value))).toBe(p);
  expect(plain(writeMargin(value))).toBe(margin);
  expect(plain(testDetails(value))).toBe(details);
  expect(alphaOf(value)).toBe(alpha);
  expect(Object.keys(factOfTest(value))).toEqual(Object.keys(fact));
  expect(JSON.parse(plain(JSON.stringify(factOfTest(value))) as string)).toEqual(fact);
});
