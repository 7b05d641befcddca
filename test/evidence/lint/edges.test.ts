import { describe, expect, test } from 'vitest';
import { asRead } from './as-read.ts';

describe('the edges of numerals', () => {
  test.each([
    ['3 ×10^6 or 3 x 10⁶ copies', ['3 ×10^6', '3 x 10⁶']],
    ['5e-6 and 2e−5 of all', ['5e-6', '2e−5']],
    ['10⁻⁵ against 10^−6', ['10⁻⁵', '10^−6']],
    ['A yield of 12 monthslong, 5 foldable and 3 timeshare units', ['12', '5', '3']],
    ['5 ppsx and 4 pp, 3 bps and 2 basis points', ['5', '4 pp', '3 bps', '2 basis points']],
    ['3 of twentyish', ['3']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of doses', () => {
  test.each([
    ['AUC 5.5 and AUC 5% and AUC of 6', ['5.5', '5%', 'AUC of 6 (a dose)']],
    [
      '5 mg, 5 mg/kg, 5 mg/L, 5 mg², 5 mg/kg/day, 20 g/dL',
      ['5 mg (a dose)', '5 mg/kg (a dose)', '5', '5', '² (a reference)', '5 mg/kg/day (a dose)', '20'],
    ],
    [
      '300 to 460 × 10⁶ cells, 10⁶ CAR T cells/kg, 3 million cells',
      ['300 to 460 × 10⁶ cells (a dose)', '10⁶ CAR T cells/kg (a dose)', '3 million cells (a dose)'],
    ],
    [
      '1,800 mg, 16 mg/kg and 0.5 mL/kg, 5 µg, 10 mcg',
      ['1,800 mg (a dose)', '16 mg/kg (a dose)', '0.5 mL/kg (a dose)', '5 µg (a dose)', '10 mcg (a dose)'],
    ],
    [
      '400 mg and 500 mg, 1, 2 and 3 mg, 1 to 3 mg',
      ['400 mg (a dose)', '500 mg (a dose)', '1, 2 and 3 mg (a dose)', '1 to 3 mg (a dose)'],
    ],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of what is read', () => {
  test.each([
    ['Given at AUC 5. Then AUC 6, not AUC 5.5.', ['AUC 5 (a dose)', 'AUC 6 (a dose)', '5.5']],
    [
      '10⁶ cells, 10⁶ CAR T cells/kg and 10⁹ PFU/mL',
      ['10⁶ cells (a dose)', '10⁶ CAR T cells/kg (a dose)', '10⁹ PFU (a dose)'],
    ],
    ['10⁹ cells/L, 2 x 10^6 cells/µL and 10^3 T cells/mL', ['10⁹', '2 x 10^6', '10^3']],
    ['Zorvex-12.5 was printed', ['12.5']],
    ['deadbeef and 1234567a', ['1234567a (the name of a build)']],
    ['They redouble checks, a double check', ['double check (a manner)']],
    ['In the reset all patients responded', ['all']],
    ['Everyone agrees.', []],
    ['We adjust one dial, with one dial', ['one']],
    ['7\u200c1%, 7\u200d2%, 7\u20603%, 7\ufeff4%, 7\u00ad5%', ['71%', '72%', '73%', '74%', '75%']],
    ['x.CD38 and 5,V600E', ['38', '5', '600']],
    ['the two times and the two-fold, the threefold', ['two times', 'two-fold', 'threefold']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of idioms and manners', () => {
  test.each([
    [
      'the two yearlings, the three timeslots',
      ['the two (a reference back)', 'the three (a reference back)'],
    ],
    ['a two-armchair room, a two-arm trial', ['two', 'two-arm (a manner)']],
    ['It will double-classify, a double-class drug', ['double', 'double-class (a manner)']],
    ['redouble-class and unhalfway', []],
    ['thirty-two trials and two trials', ['thirty-two', 'two trials (a count of things in the text)']],
    ['half-way and half-wayward', ['half-way (a time)', 'half']],
    [
      'zero-sum, day zero, number one, one day, one another',
      [
        'zero-sum (an idiom)',
        'day zero (a point in time)',
        'number one (an idiom)',
        'one day (an idiom)',
        'one another (an idiom)',
      ],
    ],
    [
      'one by one, on the one hand, at one month, at one',
      ['one by one (an idiom)', 'on the one hand (an idiom)', 'one month', 'at one (an idiom)'],
    ],
    [
      'once or twice, thinks twice, doubling time',
      ['once or twice (a manner)', 'thinks twice (a manner)', 'doubling time (a manner)'],
    ],
    [
      'two reasons, three phase 3 trials, two such papers, two patients in trials',
      [
        'two reasons (a count of things in the text)',
        'three phase 3 trials (a count of things in the text)',
        'two such papers (a count of things in the text)',
        'two',
      ],
    ],
    ['a 6-minute walk, a 96-well plate, a 4-gene panel', ['6-minute walk (a name)', '96', '4-gene (a name)']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of labels', () => {
  test.each([
    ['grade 35 and grade 3', ['35', 'grade 3 (a grade or stage)']],
    ['cohort 12.5, cohort 12% and cohort 12', ['12.5', '12%', 'cohort 12 (a numbered part)']],
    ['Study 301%, Study 301.5 and Study 301', ['301%', '301.5', 'Study 301 (a numbered part)']],
    ['brand (1) new, and (1) old', ['1', '(1) (a list marker)']],
    ['odds of 4:1, a 2:1 ratio, randomised 2:1', ['4:1', '2:1 (an allocation)', '2:1 (an allocation)']],
    ['a 12:1 ratio and 2:11 allocation', ['12:1', '2:11']],
    ['the interval crosses 1, and across 1.', ['1 (the line of no difference)', '1']],
    ['crossed 1.5 and crossed 1.00', ['1.5', '1.00 (the line of no difference)']],
    ['In section 12 died, in section 12 patients sleep', ['12', '12']],
    ['section 12 tells', ['section 12 (a reference)']],
    [
      'phase 1/2, phase 3 or 4, phase III, phase two, phase 5',
      ['phase 1/2 (a phase)', 'phase 3 or 4 (a phase)', 'phase III (a phase)', 'phase two (a phase)', '5'],
    ],
    [
      'grade ≥3, grades 3 to 5, grade 3 of 12, ECOG 0–1, stage IIIb, ISS III',
      [
        'grade ≥3 (a grade or stage)',
        'grades 3 to 5 (a grade or stage)',
        'grade 3 (a grade or stage)',
        '12',
        'ECOG 0–1 (a grade or stage)',
        'stage IIIb (a grade or stage)',
        'ISS III (a grade or stage)',
      ],
    ],
    [
      'Fig. 2, Table 3a, refs 1-3, p. 12, pp. 12–14, page 4, v. 2',
      [
        'Fig. 2 (a reference)',
        'Table 3a (a reference)',
        'refs 1-3 (a reference)',
        'p. 12 (a reference)',
        'pp. 12–14 (a reference)',
        'page 4 (a reference)',
        'v. 2 (a reference)',
      ],
    ],
    ['Figure 2 died, Table 3 patients', ['2', '3']],
    [
      '95% CI, 95% confidence interval, 99.5% CrI, 95% of, 80 per cent exact interval',
      [
        '95% CI (the name of an interval)',
        '95% confidence interval (the name of an interval)',
        '99.5% CrI (the name of an interval)',
        '95%',
        '80 per cent exact interval (the name of an interval)',
      ],
    ],
    [
      '2024;391:1597, 391:1597–1609, 21 CFR 312.32, Regulation (EU) 2017/745',
      [
        '2024;391:1597 (a reference)',
        '391:1597–1609 (a reference)',
        '21 CFR 312.32 (a law)',
        'Regulation (EU) 2017/745 (a law)',
      ],
    ],
    [
      'arm 2, arm 2 died, the control arm 2, per patient 12, part one of it',
      ['arm 2 (a numbered part)', 'arm 2 (a numbered part)', '2', '12', 'part one (a numbered part)'],
    ],
    [
      'Lot 12345, Site 4, patient 4',
      ['Lot 12345 (a numbered part)', 'Site 4 (a numbered part)', 'patient 4 (a numbered part)'],
    ],
    ['1. First', ['1. (a list marker)']],
    ['randomised, over a very long and windy road, 2:1', ['2:1 (an allocation)']],
    ['the 1st and 2nd, 3rd percentile, 4ths', ['1st (an ordinal)', '2nd (an ordinal)', '3', '4']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});
