import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/model/scalars.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { caveat, codes, unstated } from './fired.ts';
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
    expect(unstated(finding(later), silent)).toEqual(['earlier treatment (BETA)']);
    expect(unstated(finding(trial('gamma', { lines: lines('2', '3') })), silent)).toEqual([
      'earlier treatment (GAMMA, BETA)',
    ]);
    expect(caveat('C02', alpha, beside({ lines: lines('2') }))).toContain(
      'line 2, earlier treatment not stated (BETA)',
    );
  });

  test('a trial that takes both untreated and treated patients has to say so', () => {
    for (const both of [lines('1', '2'), lines('1+'), lines('0+')])
      expect(unstated(alpha, beside({ lines: both }))).toEqual(['earlier treatment (BETA)']);
  });

  test('untreated patients have no prior exposure to state', () => {
    const precursor = finding(trial('alpha', { lines: lines('0') }));
    expect(codes(precursor, beside({ lines: lines('0') }))).toEqual([]);
    expect(caveat('C02', precursor, beside({}))).toContain('untreated (ALPHA), line 1 (BETA)');
  });
});

describe('C02 outside cancer', () => {
  const skin = (id: string, changes: Partial<Trial>) =>
    finding(trial(id, { disease: 'psoriasis', ...changes }), { on: 'pasi-75', timing: 'week 12' });

  test('lines of therapy mean nothing there, earlier treatment does', () => {
    expect(codes(skin('alpha', { lines: lines('1') }), skin('beta', { lines: lines('2') }))).toEqual([]);
    const naive = skin('alpha', { lines: lines('1'), priorExposure: 'naive to biologics' });
    const treated = skin('beta', { lines: lines('2'), priorExposure: 'failed one biologic' });
    expect(caveat('C02', naive, treated)).toBe(
      'Earlier treatment differs: naive to biologics (ALPHA), failed one biologic (BETA); expected outcomes differ with it.',
    );
    expect(unstated(naive, skin('beta', {}))).toEqual(['earlier treatment (BETA)']);
    expect(unstated(skin('alpha', { lines: [] }), skin('beta', {}))).toEqual([]);
  });

  test('cancer is told by its name or by the endpoint', () => {
    const of = (disease: string, on: string) =>
      unstated(
        finding(trial('alpha', { disease }), { on, timing: 'week 1' }),
        finding(trial('beta', { disease, lines: undefined } as Partial<Trial>), { on, timing: 'week 1' }),
      );
    expect(of('NSCLC', 'dlqi')).toContain('line of therapy (BETA)');
    expect(of('disease X', 'pfs')).toContain('line of therapy (BETA)');
    expect(of('asthma', 'dlqi')).not.toContain('line of therapy (BETA)');
  });
});

describe('C01, names of diseases', () => {
  test.each([
    ['type 2 diabetes', 'T2DM', false],
    ['type 2 diabetes', 'Type 2 diabetes mellitus', false],
    ['type 1 diabetes', 'type 2 diabetes', true],
    ['NSCLC', 'non-small-cell lung cancer', false],
    ['atrial fibrillation', 'non-valvular atrial fibrillation', false],
    ['plaque psoriasis', 'moderate-to-severe psoriasis', false],
    ['rheumatoid arthritis', 'active rheumatoid arthritis', false],
    ['haemophilia A', 'hemophilia A', false],
    ['haemophilia A', 'haemophilia B', true],
    ['SMA type 1', 'spinal muscular atrophy type 1', false],
    ['SMA type 1', 'SMA type 2', true],
    ['HIV', 'HIV-1 infection', false],
    ['HFrEF', 'HFpEF', true],
    ['episodic migraine', 'chronic migraine', true],
    ['solid tumours', 'solid tumors', false],
    ['oesophageal cancer', 'esophageal cancer', false],
    ['chronic hepatitis C', 'hepatitis C', false],
    ['anaemia of CKD', 'anaemia of chronic kidney disease', false],
    ['DLBCL', 'diffuse large B-cell lymphoma', false],
    ['NDMM', 'newly diagnosed multiple myeloma', false],
    ['NDMM', 'RRMM', true],
    ['heart failure', 'HFrEF', true],
  ])('%s and %s', (one, other, fires) => {
    const a = finding(trial('alpha', { disease: one }));
    expect(codes(a, beside({ disease: other })).includes('C01')).toBe(fires);
  });
});

describe('C47, C48 and C52, who the patients are and what else they are given', () => {
  const of = (id: string, changes: Partial<Trial>) => finding(trial(id, changes));

  test('selection by a biomarker', () => {
    const selected = of('alpha', { biomarker: 'PD-L1 of 50% or more' });
    expect(caveat('C47', selected, of('beta', { biomarker: 'unselected' }))).toBe(
      'Selection by biomarker differs: PD-L1 of 50% or more (ALPHA), unselected (BETA); the effect may apply only to those selected.',
    );
    expect(codes(of('alpha', { biomarker: 'none' }), of('beta', { biomarker: 'All comers' }))).toEqual([]);
    expect(caveat('C35', selected, alphaOf('beta'))).toBe(
      'Not stated: biomarker selection (BETA; PD-L1 of 50% or more in ALPHA).',
    );
  });

  test('background therapy', () => {
    expect(caveat('C48', of('alpha', { background: 'metformin' }), of('beta', { background: 'none' }))).toBe(
      'Background therapy differs: metformin (ALPHA), none (BETA); it changes how much can be gained.',
    );
    expect(codes(of('alpha', { background: 'none' }), of('beta', { background: 'monotherapy' }))).toEqual([]);
    expect(unstated(of('alpha', { background: 'metformin' }), alphaOf('beta'))).toEqual([
      'background therapy (BETA; metformin in ALPHA)',
    ]);
  });

  test.each([
    ['8.3%', '8.0%', true],
    ['8.3%', '8.2%', false],
    ['100 kg', '97 kg', false],
    ['100 kg', '96.9 kg', true],
    ['8.3%', '67 mmol/mol', true],
    ['high', 'low', true],
    ['high', 'High', false],
  ])('baseline of %s and %s', (one, other, fires) => {
    const a = finding(trial('alpha'), { baseline: one });
    expect(codes(a, finding(trial('beta'), { baseline: other })).includes('C52')).toBe(fires);
  });

  function alphaOf(id: string) {
    return finding(trial(id));
  }
});

describe('C03, setting', () => {
  test('is named for what it is outside myeloma, where both state it', () => {
    const of = (id: string, setting: string | undefined) =>
      finding(trial(id, { disease: 'psoriasis', setting } as Partial<Trial>), {
        on: 'pasi-75',
        timing: 'week 12',
      });
    expect(caveat('C03', of('alpha', 'severe'), of('beta', 'moderate'))).toBe(
      'The setting differs: severe (ALPHA), moderate (BETA).',
    );
    expect(codes(of('alpha', 'severe'), of('beta', undefined))).toEqual([]);
    expect(codes(of('alpha', undefined), of('beta', undefined))).toEqual([]);
  });

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
      'The definition of “high-risk X” differs: two of three (ALPHA), one of three (BETA).',
    );
  });

  test('is silent for the same definition', () => {
    expect(codes(strict, beside({ risk: { label, definition: 'Two of three' } }))).toEqual([]);
  });

  test('is silent for another label, which is no claim to be the same', () => {
    expect(codes(strict, beside({ risk: { label: 'standard risk', definition: 'none' } }))).toEqual([]);
  });

  test('a definition that only one trial of the disease states is not equal', () => {
    expect(unstated(strict, alphaOf('beta'))).toEqual(['definition of risk (BETA)']);
    expect(codes(strict, beside({ disease: 'disease Y' }))).toEqual(['C01']);
  });

  function alphaOf(id: string) {
    return finding(trial(id));
  }
});
