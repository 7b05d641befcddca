import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/model/scalars.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { caveat, codes } from './fired.ts';
import { finding, trial } from './invented.ts';

const alpha = finding(trial('alpha'));

function beside(changes: Partial<Trial>) {
  return finding(trial('beta', changes));
}

function lines(...texts: string[]): Line[] {
  return texts.map((text) => ({ from: Number.parseInt(text, 10), openEnded: text.endsWith('+') }));
}

test('results that are alike in everything raise nothing', () => {
  expect(codes(alpha, beside({}))).toEqual([]);
});

describe('C01, disease', () => {
  test('fires for another disease', () => {
    expect(codes(alpha, beside({ disease: 'disease Y' }))).toEqual(['C01']);
    expect(caveat('C01', alpha, beside({ disease: 'disease Y' }))).toBe(
      'Disease differs: disease X (ALPHA), disease Y (BETA); results in different diseases are not on one scale.',
    );
  });

  test('letter case and spacing are no difference', () => {
    expect(codes(alpha, beside({ disease: ' Disease  X' }))).toEqual([]);
  });
});

describe('C02, line of therapy and prior exposure', () => {
  const exposure = 'refractory to Z';

  test.each([
    [['1'], ['2'], true],
    [['0'], ['1'], true],
    [['1', '2'], ['2', '3'], false],
    [['4+'], ['2', '3', '4'], false],
    [['4+'], ['2', '3'], true],
    [['2+'], ['4+'], false],
    [['5'], ['2+'], false],
  ])('%j and %j', (one, other, fires) => {
    const a = finding(trial('alpha', { lines: lines(...one), priorExposure: exposure }));
    const b = finding(trial('beta', { lines: lines(...other), priorExposure: exposure }));
    expect(codes(a, b).includes('C02')).toBe(fires);
  });

  const later = trial('alpha', { lines: lines('2', '3'), priorExposure: exposure });

  test('fires for another prior exposure at the same lines', () => {
    const other = beside({ lines: lines('3'), priorExposure: 'naive to Z' });
    expect(codes(finding(later), other)).toEqual(['C02']);
    expect(caveat('C02', finding(later), other)).toBe(
      'Line of therapy or earlier treatment differs: lines 2–3, refractory to Z (ALPHA); line 3, naive to Z (BETA); expected outcomes differ with it.',
    );
  });

  test('prior exposure that is not stated is not equal', () => {
    const silent = beside({ lines: lines('2', '3') });
    expect(codes(finding(later), silent)).toEqual(['C02']);
    expect(codes(finding(trial('gamma', { lines: lines('2', '3') })), silent)).toEqual(['C02']);
    expect(caveat('C02', finding(later), silent)).toContain('earlier treatment not stated (BETA)');
  });

  test('a trial that takes both untreated and treated patients has to say so', () => {
    expect(codes(alpha, beside({ lines: lines('1', '2') }))).toEqual(['C02']);
    expect(codes(alpha, beside({ lines: lines('1+') }))).toEqual(['C02']);
    expect(codes(alpha, beside({ lines: lines('0+') }))).toEqual(['C02']);
  });

  test('untreated patients have no prior exposure to state', () => {
    const precursor = finding(trial('alpha', { lines: lines('0') }));
    expect(codes(precursor, beside({ lines: lines('0') }))).toEqual([]);
    expect(caveat('C02', precursor, beside({}))).toContain('untreated (ALPHA), line 1 (BETA)');
  });
});

describe('C03, setting', () => {
  test('fires within the same line', () => {
    expect(codes(alpha, beside({ setting: 'frail' }))).toEqual(['C03']);
  });

  test('prints the short form', () => {
    expect(caveat('C03', alpha, beside({ setting: 'frail and old', settingLabel: 'frail' }))).toBe(
      'Fitness, transplant eligibility or setting differs: fit (ALPHA), frail (BETA).',
    );
  });

  test('is silent where the lines differ anyway', () => {
    expect(codes(alpha, beside({ setting: 'frail', lines: lines('2'), priorExposure: 'any' }))).toEqual([
      'C02',
    ]);
  });
});

describe('C04, risk definition', () => {
  const label = 'high-risk X';
  const strict = finding(trial('alpha', { risk: { label, definition: 'two of three' } }));

  test('fires for another definition under the same label', () => {
    const other = beside({ risk: { label, definition: 'one of the three', summary: 'one of three' } });
    expect(codes(strict, other)).toEqual(['C04']);
    expect(caveat('C04', strict, other)).toBe(
      'The meaning of “high-risk X” differs: two of three (ALPHA), one of three (BETA).',
    );
  });

  test('is silent for the same definition', () => {
    expect(codes(strict, beside({ risk: { label, definition: 'Two of three' } }))).toEqual([]);
  });

  test('is silent for another label, which is no claim to be the same', () => {
    expect(codes(strict, beside({ risk: { label: 'standard risk', definition: 'none' } }))).toEqual([]);
  });

  test('a definition that only one trial of the disease states is not equal', () => {
    expect(codes(strict, alphaOf('beta'))).toEqual(['C04']);
    expect(caveat('C04', strict, alphaOf('beta'))).toBe(
      'The meaning of “high-risk X” is not stated throughout: two of three (ALPHA), not stated (BETA).',
    );
    expect(codes(strict, beside({ disease: 'disease Y' }))).toEqual(['C01']);
  });

  function alphaOf(id: string) {
    return finding(trial(id));
  }
});
