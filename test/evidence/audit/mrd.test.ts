import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function mrd(percent: string, fields: string, endpoint = 'mrd-negativity'): string {
  return `endpoint: ${endpoint}, proportion: { percent: ${percent} }, ${fields}`;
}

/** Audits 60% against 50% with these fields each. */
function pair(part: string, whole: string, endpoints = ['mrd-negativity', 'mrd-negativity']): string[] {
  return auditOfTrial({ part: mrd('60', part, endpoints[0]), whole: mrd('50', whole, endpoints[1]) });
}

const error = ['error mrd-order part«60» against whole«50»'];
const warning = ['warning mrd-order part«60» against whole«50»'];
const five = 'threshold: 10^-5';
const six = 'threshold: 10^-6';

describe('the threshold', () => {
  test('10⁻⁶ is at most 10⁻⁵', () => {
    expect(pair(six, five)).toEqual(error);
    expect(pair(five, six)).toEqual([]);
    expect(auditOfTrial({ part: mrd('50', six), whole: mrd('50', five) })).toEqual([]);
    expect(auditOfTrial({ part: mrd('50.4', six), whole: mrd('50', five) })).toEqual([]);
    expect(auditOfTrial({ part: mrd('50.6', six), whole: mrd('50', five) })).toEqual([
      'error mrd-order part«50.6» against whole«50»',
    ]);
  });

  test('two rates of one meaning are not ordered', () => {
    expect(pair(five, five)).toEqual([]);
    expect(pair(`${five}, timing: any time`, `${five}, timing: any time`)).toEqual([]);
  });

  test('both are stated', () => {
    expect(pair('assay: NGS', five)).toEqual([]);
    expect(pair(six, 'assay: NGS')).toEqual([]);
  });

  test('the assay is one, or stated once at most', () => {
    expect(pair(`${six}, assay: NGS`, `${five}, assay: MFC`)).toEqual([]);
    expect(pair(`${six}, assay: NGS`, `${five}, assay: NGS`)).toEqual(error);
    expect(pair(`${six}, assay: NGS`, five)).toEqual(error);
  });

  test('arm, cut and patients are the same', () => {
    for (const other of ['cut: two', 'arm: b', 'population: evaluable']) {
      expect(pair(`${six}, ${other}`, `${five}, population: itt`)).toEqual([]);
    }
    expect(pair(six, `${five}, population: itt`)).toEqual(warning);
  });

  test('is told in words', () => {
    expect(
      messagesOfTrial({
        part: mrd('60', `${six}, timing: by 12 months`),
        whole: mrd('50', `${five}, timing: any time`),
      }),
    ).toEqual(['MRD− 10⁻⁶, by 12 months, 60% exceeds MRD− 10⁻⁵, any time, 50%, which contains it']);
  });
});

describe('the time', () => {
  test.each([
    ['by 12 months', 'any time', error],
    ['by 12 months', 'by 48 months', error],
    ['day 100', 'any time', error],
    ['any time', 'by 12 months', []],
    ['by 48 months', 'by 12 months', []],
  ])('%s and %s, at one threshold and at two', (part, whole, expected) => {
    expect(pair(`${five}, timing: ${part}`, `${five}, timing: ${whole}`)).toEqual(expected);
    expect(pair(`${six}, timing: ${part}`, `${five}, timing: ${whole}`)).toEqual(expected);
    expect(pair(`${five}, timing: ${part}`, `${six}, timing: ${whole}`)).toEqual([]);
  });

  test('is not guessed where it is not stated', () => {
    expect(pair(six, `${five}, timing: any time`)).toEqual([]);
    expect(pair(`${six}, timing: any time`, five)).toEqual([]);
    expect(pair(`${six}, timing: day 100`, five)).toEqual(warning);
  });
});

describe('the complete response', () => {
  test.each([
    ['requiresCr: true', 'requiresCr: false', error],
    ['requiresCr: true', 'requiresCr: true', []],
    ['requiresCr: false', 'requiresCr: true', []],
    ['requiresCr: true', 'grade: primary', error],
    ['grade: primary', 'requiresCr: true', []],
    ['grade: primary', 'requiresCr: false', error],
    ['requiresCr: false', 'grade: primary', []],
  ])('%s and %s', (part, whole, expected) => {
    expect(pair(`${five}, ${part}`, `${five}, ${whole}`)).toEqual(expected);
  });

  test('goes with a finer threshold', () => {
    expect(pair(`${six}, requiresCr: true`, `${five}, requiresCr: true`)).toEqual(error);
    expect(pair(six, `${five}, requiresCr: true`)).toEqual([]);
  });

  test('MRD negativity with CR is a part of CR', () => {
    const ofCr = (fields: string, more: string) =>
      auditOfTrial({ part: mrd('60', fields), cr: `endpoint: cr, proportion: { percent: 50 }${more}` });
    const found = ['error mrd-order part«60» against cr«50»'];
    expect(ofCr(`${five}, requiresCr: true`, '')).toEqual(found);
    expect(ofCr('requiresCr: true', '')).toEqual(found);
    expect(ofCr(`${five}, requiresCr: true, timing: day 100`, ', timing: day 100')).toEqual(found);
    expect(ofCr(`${five}, requiresCr: true, timing: day 100`, ', timing: day 30')).toEqual([]);
    expect(ofCr(`${five}, requiresCr: true`, ', cut: two')).toEqual([]);
    expect(ofCr(`${five}, requiresCr: false`, '')).toEqual([]);
    expect(ofCr(five, '')).toEqual([]);
    const response = 'endpoint: orr, requiresCr: true, proportion: { percent: 60 }';
    expect(auditOfTrial({ orr: response, cr: 'endpoint: cr, proportion: { percent: 50 }' })).toEqual([]);
  });
});

describe('the duration', () => {
  test.each([
    ['sustained-mrd-12', 'mrd-negativity', error],
    ['sustained-mrd-24', 'mrd-negativity', error],
    ['sustained-mrd-24', 'sustained-mrd-12', error],
    ['sustained-mrd-12', 'sustained-mrd-24', []],
    ['mrd-negativity', 'sustained-mrd-12', []],
    ['mrd-negativity-among-cr', 'mrd-negativity', []],
    ['sustained-mrd-12', 'orr', []],
  ])('%s is at most %s', (part, whole, expected) => {
    const timing = whole === 'mrd-negativity' ? ', timing: any time' : '';
    expect(pair(five, `${five}${timing}`, [part, whole])).toEqual(expected);
    expect(
      auditOfTrial({ part: mrd('50', five, part), whole: mrd('50', `${five}${timing}`, whole) }),
    ).toEqual([]);
  });

  test.each([
    ['timing: any time', error],
    ['grade: primary', warning],
    ['timing: by 12 months', []],
    ['timing: day 100', []],
  ])('against MRD negativity with %s', (fields, expected) => {
    expect(pair(five, `${five}, ${fields}`, ['sustained-mrd-12', 'mrd-negativity'])).toEqual(expected);
  });

  test('at the same threshold or a coarser one', () => {
    const endpoints = ['sustained-mrd-12', 'mrd-negativity'];
    expect(pair(six, `${five}, timing: any time`, endpoints)).toEqual(error);
    expect(pair(five, `${six}, timing: any time`, endpoints)).toEqual([]);
    expect(pair(six, five, ['sustained-mrd-12', 'sustained-mrd-12'])).toEqual(error);
  });

  test('is told by the whole name of what has no short one', () => {
    expect(
      messagesOfTrial({
        part: mrd('60', five, 'sustained-mrd-12'),
        whole: mrd('50', `${five}, timing: any time`),
      }),
    ).toEqual([
      'Sustained MRD negativity, 12 months or more 10⁻⁵ 60% exceeds MRD− 10⁻⁵, any time, 50%, which contains it',
    ]);
  });

  test('is told once, the gravest first', () => {
    expect(
      auditOfTrial({
        unstated: mrd('50', five),
        whole: mrd('50', `${five}, timing: any time`),
        part: mrd('60', five, 'sustained-mrd-12'),
      }),
    ).toEqual(error);
  });
});
