import { describe, expect, test } from 'vitest';
import { endpointsNamed, trialsOf, typedValues, valueIn } from '../../../src/evidence/claims/typed-values.ts';
import { findingAt } from '../../base-library.ts';
import { sentenceOf } from './invented.ts';

/** `unit values`, with ~ for what is printed without decimals. */
function typedIn(text: string): string[] {
  const { sentence } = sentenceOf(text);
  return typedValues(sentence).map(
    ({ text: written, unit, values, rounded }) =>
      `${written}: ${values.join(' ')} ${unit}${rounded ? ' rounded' : ''}`,
  );
}

describe('typedValues', () => {
  test.each([
    ['It was 30%.', ['30%: 30 % rounded']],
    ['It was 30.5%.', ['30.5%: 30.5 %']],
    ['It was 30 per cent.', ['30 per cent: 30 % rounded']],
    ['It was 30–50%.', ['30–50%: 30 50 % rounded']],
    ['It was 50–9%.', ['50–9%: 9 50 % rounded']],
    ['It was 30.5–50%.', ['30.5–50%: 30.5 50 %']],
    ['It was 30·5%.', ['30·5%: 30.5 %']],
    ['It was 12 months and 1 month.', ['12 months: 12 months rounded']],
    ['It was 12.5 MONTHS.', ['12.5 MONTHS: 12.5 months']],
    ['It was 12 weeks, and then 30%.', ['30%: 30 % rounded']],
    ['It was 18 of 20%, and 18/20%.', []],
    ['It was 18 in 20 per cent.', []],
    ['It was 30% (95% CI 24–65%), 40%.', ['30%: 30 % rounded', '40%: 40 % rounded']],
    ['It was 30% (24–65%).', ['30%: 30 % rounded']],
    ['It was 30% [24–65%].', ['30%: 30 % rounded']],
    ['It was 30%, range 24–65%, IQR: 24–65%, ci 24–65%.', ['30%: 30 % rounded']],
    ['Over the interval, and then further on, 24–65%.', ['24–65%: 24 65 % rounded']],
    ['(24–65%) was seen.', []],
    ['It was 1,234%.', ['1,234%: 1234 % rounded']],
    ['It was 1,234,567.5%.', ['1,234,567.5%: 1234567.5 %']],
    ['It was 1,234–5%.', ['1,234–5%: 5 1234 % rounded']],
    ['It was (30%).', ['30%: 30 % rounded']],
    ['Nothing was typed.', []],
    ['It was 30 and no more.', []],
  ])('in ‘%s’', (text, expected) => {
    expect(typedIn(text)).toEqual(expected);
  });

  test('tells where, and leaves out what is bound', () => {
    const { sentence } = sentenceOf('In {{value "gamma.cr.x"}}, and in 30%.');
    expect(typedValues(sentence)).toEqual([
      { text: '30%', start: 17, unit: '%', values: [30], rounded: true },
    ]);
  });
});

describe('valueIn', () => {
  const { library } = sentenceOf('Text.');
  const value = (address: string, unit: '%' | 'months') => valueIn(findingAt(library, address), unit);

  test.each([
    ['gamma.cr.x', 60, undefined],
    ['beta.orr', 95, undefined],
    ['gamma.pfs.x', undefined, 40],
    ['gamma.pfs12.x', 70, undefined],
    ['alpha.pfs.zor', undefined, undefined],
    ['gamma.os.hr', undefined, undefined],
  ])('of %s', (address, percent, months) => {
    expect(value(address, '%')).toBe(percent);
    expect(value(address, 'months')).toBe(months);
  });
});

describe('trialsOf', () => {
  test.each([
    ['In GAMMA and BETA Zorvex worked.', ['beta', 'gamma']],
    ['Zor-X worked.', ['gamma']],
    ['Zorvex worked.', ['alpha', 'beta', 'gamma', 'delta']],
    ['Betamab worked.', []],
  ])('of ‘%s’', (text, expected) => {
    const { sentence, context } = sentenceOf(text);
    const ids = trialsOf(sentence, context).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(expected.toSorted());
  });
});

describe('endpointsNamed', () => {
  const { library } = sentenceOf('Text.');

  test.each([
    ['The ORR rose.', ['orr']],
    ['The response rate rose.', ['orr']],
    ['Overall responses rose.', ['orr']],
    ['A complete remission was seen.', ['cr']],
    ['A stringent complete response was seen.', ['scr', 'cr']],
    ['Complete response or better was seen.', ['cr']],
    ['VGPR was not, ≥VGPR was.', ['vgpr']],
    ['Partial response as best response.', ['pr']],
    ['MRD was gone.', ['mrd-negativity']],
    ['Residual disease was gone.', ['mrd-negativity']],
    ['Progression-free survival rose.', ['pfs']],
    ['PFS and OS rose.', ['pfs', 'os']],
    ['Overall survival rose.', ['os']],
    ['progression or death fell.', ['progression-or-death']],
    ['Progression or death fell.', ['progression-or-death']],
    ['ACR and CRS and XPFS.', ['crs']],
    ['Nothing is named.', []],
  ])('in ‘%s’', (text, expected) => {
    expect([...endpointsNamed(text, library.endpoints)]).toEqual(expected);
  });
});
