import { describe, expect, test } from 'vitest';
import { interval, level } from '../../src/model/scalars.ts';
import {
  bracketed,
  decimalsOfComputed,
  type Limits,
  levelOf,
  signed,
  writeBound,
  writeLevel,
  writeLimits,
  writeRange,
  writeWithLevel,
} from '../../src/shapes/interval.ts';

function limits(low: string, high: string, given?: string): Limits {
  return { ci: interval.parse([low, high]), ...(given && { level: level.parse(given) }) };
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', '_');

const ranges: [low: string, high: string, range: string, ofPercent: string, label: string][] = [
  ['27.3', '37.1', '27.3–37.1', '27.3–37.1%', '95%_CI'],
  ['-3.1', '0.4', '−3.1 to 0.4', '−3.1 to 0.4%', '95%_CI'],
  ['-3.1', '-0.40', '−3.1 to −0.40', '−3.1 to −0.40%', '95%_CI'],
  ['1234.5', '23456', '1,234.5–23,456', '1,234.5–23,456%', '95%_CI'],
  ['unbounded', '1.31', 'up to 1.31', 'up to 1.31%', 'one-sided 95%_CI'],
  ['unbounded', '-1.5', 'up to −1.5', 'up to −1.5%', 'one-sided 95%_CI'],
  ['0.91', 'unbounded', 'from 0.91', 'from 0.91%', 'one-sided 95%_CI'],
  ['-9', 'unbounded', 'from −9', 'from −9%', 'one-sided 95%_CI'],
  ['54.8', 'not reached', '54.8–NR', '54.8–NR', '95%_CI'],
  ['not estimable', 'not estimable', 'NE–NE', 'NE–NE', '95%_CI'],
  ['not reported', '4', '—–4', '—–4%', '95%_CI'],
];

describe.each(ranges)('from %s to %s', (low, high, range, ofPercent, label) => {
  const value = limits(low, high);

  test('is written with its level', () => {
    expect(writeRange(value, undefined)).toBe(range);
    expect(writeRange(value, undefined, { unit: '%' })).toBe(ofPercent);
    expect(plain(writeLevel(value))).toBe(label);
    expect(plain(writeWithLevel(value, { endpoint: '' }))).toBe(`${label}_${range}`);
  });

  test('is what the source prints, whatever could be computed', () => {
    expect(writeRange(value, { low: 1, high: 2 }, { decimals: 3 })).toBe(range);
  });
});

test('a level as printed, and 95 where none is', () => {
  expect(plain(writeLevel(limits('1', '2', '99.730')))).toBe('99.730%_CI');
  expect(plain(writeLevel(limits('1', 'unbounded', '97.5')))).toBe('one-sided 97.5%_CI');
  expect(plain(writeLevel({}))).toBe('95%_CI');
  expect([levelOf(limits('1', '2', '90')), levelOf(limits('1', '2'))]).toEqual([90, 95]);
});

test('computed limits have a decimal, or as many as are asked for', () => {
  const computed = { low: -0.04, high: 1234.56 };
  expect(writeLimits({}, computed)).toEqual(['0.0', '1,234.6']);
  expect(writeLimits({}, computed, 0)).toEqual(['0', '1,235']);
  expect(writeRange({}, computed, { decimals: 2 })).toBe('−0.04 to 1,234.56');
  expect(writeRange({}, { low: -3, high: -1 }, { decimals: 0 })).toBe('−3 to −1');
  expect(plain(writeWithLevel({}, { endpoint: '', computed }))).toBe('95%_CI_0.0–1,234.6');
  expect(plain(writeWithLevel({}, { endpoint: '', computed }, 2))).toBe('95%_CI_−0.04 to 1,234.56');
});

test('nothing is written where there is no interval', () => {
  expect(writeLimits({}, undefined)).toBeUndefined();
  expect(writeRange({}, undefined)).toBeUndefined();
  expect(writeWithLevel({}, { endpoint: '' })).toBe('');
});

test('computed limits that lie close together have the decimals that tell them apart', () => {
  expect(decimalsOfComputed('12.34', undefined)).toBe(2);
  expect(decimalsOfComputed('12', { low: 3, high: 3 })).toBe(0);
  expect(decimalsOfComputed('12', { low: 11, high: 12 })).toBe(0);
  expect(decimalsOfComputed('0.0', { low: 0, high: 0.1 })).toBe(1);
  expect(decimalsOfComputed('0.0', { low: 0, high: 0.0203 })).toBe(3);
  expect(decimalsOfComputed('100.0', { low: 99.5, high: 99.501 })).toBe(4);
});

test('bounds that are no numbers are abbreviated, and negative ones have a minus sign', () => {
  const [notReached, negative] = interval.parse(['not reached', '-12345.60']);
  const [open, unreported] = interval.parse(['unbounded', 'not reported']);
  expect([notReached, negative, open, unreported, 'not estimable' as const].map(writeBound)).toEqual([
    ...['NR', '−12,345.60', '—', '—', 'NE'],
  ]);
  expect(['-0.5', '10-20', '-1000'].map(signed)).toEqual(['−0.5', '10-20', '−1,000']);
});

test('brackets are put around what there is', () => {
  expect(bracketed('a', undefined, '', 'b')).toBe(' (a; b)');
  expect(bracketed(undefined, '')).toBe('');
});
