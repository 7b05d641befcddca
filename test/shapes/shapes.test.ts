import { describe, expect, test } from 'vitest';
import { averageOf } from '../../src/shapes/measure.ts';
import type { Setting } from '../../src/shapes/shape.ts';
import {
  countsWithoutInterval,
  estimateOf,
  factOf,
  isRatio,
  nounOf,
  ratioShapes,
  type ShapeName,
  shapes,
  unitOf,
  type Value,
  writeValue,
} from '../../src/shapes/shapes.ts';
import { described, makeValue, type Raw, setting } from './values.ts';

type Described = Partial<ReturnType<typeof described>>;

/** Exact texts, with `_` for a no-break space and brackets around what leads to its evidence. */
const cases: [name: string, shape: ShapeName, raw: Raw, expected: Described, setting?: Setting][] = [
  [
    'proportion: counts whose source prints an interval',
    'proportion',
    { events: '150', of: '2000', ci: ['6.4', '8.7'] },
    {
      usual: 'percent',
      forms: {
        percent: '7.5%',
        'n/N': '150/2,000',
        'n of N': '150_of_2,000',
        n: '150',
        N: '2,000',
        ci: '6.4–8.7%',
        'ci-low': '6.4%',
        'ci-high': '8.7%',
        full: '150/2,000 (7.5%; 95%_CI_6.4–8.7)',
      },
      numeral: '7.5',
      unit: '%',
      beneath: '[150/2,000]',
      estimate: ['events', '7.5', 7.5, '%'],
      ci: [6.4, 8.7],
      counts: { kind: 'patients', events: 150, of: 2000 },
      fact: { estimate: '150/2,000 (7.5%)', details: { interval: '95%_CI_6.4–8.7' } },
    },
  ],
  [
    'proportion: all that a source may print',
    'proportion',
    {
      events: '1200',
      of: '2000',
      percent: '60.0',
      ci: ['57.8', '62.2'],
      level: '95',
      method: 'Wilson',
      approximate: 'true',
    },
    {
      usual: 'percent',
      forms: {
        percent: 'about 60.0%',
        'n/N': '1,200/2,000',
        'n of N': '1,200_of_2,000',
        n: '1,200',
        N: '2,000',
        ci: '57.8–62.2%',
        'ci-low': '57.8%',
        'ci-high': '62.2%',
        full: '1,200/2,000 (60.0%; 95%_CI_57.8–62.2)',
      },
      numeral: '~60.0',
      unit: '%',
      beneath: '[1,200/2,000]',
      estimate: ['percent', '60.0', 60, '%'],
      ci: [57.8, 62.2],
      counts: { kind: 'patients', events: 1200, of: 2000 },
      fact: { estimate: '1,200/2,000 (about 60.0%)', details: { interval: '95%_CI_57.8–62.2' } },
    },
  ],
  [
    'proportion: per cent and N',
    'proportion',
    { percent: '48.0', of: '120', approximate: 'true' },
    {
      usual: 'percent',
      forms: { percent: 'about 48.0%', N: '120' },
      numeral: '~48.0',
      unit: '%',
      beneath: '',
      estimate: ['percent', '48.0', 48, '%'],
      fact: { estimate: 'about 48.0% of_120', details: {} },
    },
  ],
  [
    'proportion: per cent alone',
    'proportion',
    { percent: '48', ci: ['-0', '60'], level: '90' },
    {
      usual: 'percent',
      forms: {
        percent: '48%',
        ci: '−0 to 60%',
        'ci-low': '−0%',
        'ci-high': '60%',
        full: '48% (90%_CI_−0 to 60)',
      },
      numeral: '48',
      unit: '%',
      beneath: '',
      estimate: ['percent', '48', 48, '%'],
      ci: [0, 60],
      fact: { estimate: '48%', details: { interval: '90%_CI_−0 to 60' } },
    },
  ],
  [
    'proportion: events of an unknown number',
    'proportion',
    { events: '5', percent: '50' },
    {
      usual: 'percent',
      forms: { percent: '50%', n: '5' },
      numeral: '50',
      unit: '%',
      beneath: '',
      estimate: ['percent', '50', 50, '%'],
      fact: { estimate: '50%', details: {} },
    },
  ],
  [
    'proportion: worked back',
    'proportion',
    { events: 'derived', percent: '90', of: '20' },
    {
      usual: 'percent',
      forms: { percent: '90%', 'n/N': '18/20', 'n of N': '18_of_20', n: '18', N: '20', full: '18/20 (90%)' },
      numeral: '90',
      unit: '%',
      beneath: '[18/20]',
      estimate: ['percent', '90', 90, '%'],
      counts: { kind: 'patients', events: 18, of: 20 },
      fact: { estimate: '18/20 (90%)', details: {} },
    },
  ],
  [
    'proportion: of a test with a threshold',
    'proportion',
    { events: '9', of: '30' },
    {
      usual: 'percent',
      forms: {
        percent: '30%',
        'n/N': '9/30',
        'n of N': '9_of_30',
        n: '9',
        N: '30',
        ci: '15–49%',
        'ci-low': '15%',
        'ci-high': '49%',
        full: '9/30 (30%; 95%_CI_15–49)',
        threshold: '10⁻⁶',
      },
      numeral: '30',
      unit: '%',
      beneath: '[9/30] at [10⁻⁶]',
      estimate: ['events', '30', 30, '%'],
      counts: { kind: 'patients', events: 9, of: 30 },
      fact: { estimate: '9/30 (30%)', details: {} },
    },
    { endpoint: 'MRD', threshold: { exponent: -6 }, computed: { low: 14.734, high: 49.396 } },
  ],
  [
    'proportion: threshold alone',
    'proportion',
    { percent: '30' },
    {
      usual: 'percent',
      forms: { percent: '30%', threshold: '10⁻⁵' },
      numeral: '30',
      unit: '%',
      beneath: 'at [10⁻⁵]',
      estimate: ['percent', '30', 30, '%'],
      fact: { estimate: '30%', details: {} },
    },
    { endpoint: 'MRD', threshold: { exponent: -5 } },
  ],
  [
    'median: time',
    'median',
    { value: '61.90 months', ci: ['54.8', 'not reached'], level: '90', events: '30', of: '70' },
    {
      usual: 'median',
      forms: { median: '61.90_months', ci: '54.8–NR', full: '61.90_months (90%_CI_54.8–NR)' },
      numeral: '61.90',
      unit: 'mo',
      beneath: 'median',
      column: 'median, months',
      estimate: ['value', '61.90', 61.9, 'months'],
      ci: [54.8, 'not reached'],
      fact: { estimate: '61.90_months', details: { interval: '90%_CI_54.8–NR' } },
    },
  ],
  [
    'median: not reached',
    'median',
    { value: 'not reached', unit: 'weeks', ci: ['31.1', 'not estimable'] },
    {
      usual: 'median',
      forms: { median: 'not reached', ci: '31.1–NE', full: 'not reached (95%_CI_31.1–NE)' },
      numeral: 'NR',
      beneath: 'median',
      ci: [31.1, 'not estimable'],
      fact: { estimate: 'not reached', details: { interval: '95%_CI_31.1–NE' } },
    },
  ],
  [
    'median: no interval',
    'median',
    { value: 'not estimable' },
    {
      usual: 'median',
      forms: { median: 'not estimable', full: 'not estimable' },
      numeral: 'NE',
      beneath: 'median',
      fact: { estimate: 'not estimable', details: {} },
    },
  ],
  [
    'median: not reported',
    'median',
    { value: 'not reported' },
    {
      usual: 'median',
      forms: { median: 'not reported', full: 'not reported' },
      numeral: '—',
      beneath: 'median',
      fact: { estimate: 'not reported', details: {} },
    },
  ],
  [
    'rate: landmark',
    'rate',
    { at: '60 months', percent: '63.1', ci: ['55.0', '70.2'], of: '100' },
    {
      usual: 'percent',
      forms: {
        percent: '63.1%',
        at: '60_months',
        ci: '55.0–70.2%',
        full: '60-month PFS_63.1% (95%_CI_55.0–70.2)',
      },
      numeral: '63.1',
      unit: '%',
      beneath: '[at 60_mo]',
      column: '% at a set time',
      estimate: ['percent', '63.1', 63.1, '%'],
      ci: [55, 70.2],
      about: '60_months',
      fact: { estimate: '63.1%', details: { interval: '95%_CI_55.0–70.2' } },
    },
  ],
  [
    'rate: bare',
    'rate',
    { at: '1 years', percent: '84' },
    {
      usual: 'percent',
      forms: { percent: '84%', at: '1_year', full: '1-year PFS_84%' },
      numeral: '84',
      unit: '%',
      beneath: '[at 1_y]',
      column: '% at a set time',
      estimate: ['percent', '84', 84, '%'],
      about: '1_year',
      fact: { estimate: '84%', details: {} },
    },
  ],
  [
    'hazardRatio: no more than its value',
    'hazardRatio',
    { value: '0.85' },
    {
      usual: 'ratio',
      forms: { ratio: '0.85', full: 'HR_0.85' },
      numeral: '0.85',
      beneath: '',
      column: 'HR',
      estimate: ['value', '0.85', 0.85, ''],
      contrast: { abbreviation: 'HR', none: 1, compares: 'events' },
      fact: { estimate: 'HR_0.85', details: {} },
    },
  ],
  [
    'hazardRatio: all that a test may have',
    'hazardRatio',
    {
      value: '0.10',
      ci: ['0.05', '0.20'],
      level: '99.73',
      p: '<0.0001',
      sided: 'one',
      status: 'nominal',
      analysis: 'stratified log-rank',
      alpha: '0.0025',
      events: ['10/50', '20/49'],
      informationFraction: '61',
      direction: 'stated',
    },
    {
      usual: 'ratio',
      forms: {
        ratio: '0.10',
        ci: '0.05–0.20',
        p: 'one-sided p<0.0001, nominal',
        full: 'HR_0.10 (99.73%_CI_0.05–0.20)',
      },
      numeral: '0.10',
      beneath: '[0.05–0.20]',
      column: 'HR',
      estimate: ['value', '0.10', 0.1, ''],
      ci: [0.05, 0.2],
      contrast: { abbreviation: 'HR', none: 1, compares: 'events' },
      fact: {
        estimate: 'HR_0.10',
        details: {
          interval: '99.73%_CI_0.05–0.20',
          p: 'one-sided p<0.0001',
          test: 'stratified log-rank; nominal; alpha_0.0025',
          maturity: '61% of the planned events',
          events: 'events 10/50 and 20/49',
        },
      },
    },
  ],
  [
    'oddsRatio: an upper limit alone',
    'oddsRatio',
    {
      value: '1.25',
      ci: ['unbounded', '1.31'],
      level: '97.5',
      nonInferiority: { type: 'non-inferiority', margin: '1.3' },
    },
    {
      usual: 'ratio',
      forms: {
        ratio: '1.25',
        ci: 'up to 1.31',
        full: 'OR_1.25 (one-sided 97.5%_CI_up to 1.31; non-inferiority margin_1.3)',
        margin: 'non-inferiority margin_1.3',
      },
      numeral: '1.25',
      beneath: '[up to 1.31]',
      column: 'OR',
      estimate: ['value', '1.25', 1.25, ''],
      ci: ['unbounded', 1.31],
      contrast: { abbreviation: 'OR', none: 1, compares: 'events' },
      fact: {
        estimate: 'OR_1.25',
        details: { interval: 'one-sided 97.5%_CI_up to 1.31', test: 'non-inferiority margin_1.3' },
      },
    },
  ],
  [
    'riskRatio: a lower limit alone',
    'riskRatio',
    { value: '1.02', ci: ['0.91', 'unbounded'], p: '0.068', status: 'confirmatory' },
    {
      usual: 'ratio',
      forms: { ratio: '1.02', ci: 'from 0.91', p: 'p=0.068', full: 'RR_1.02 (one-sided 95%_CI_from 0.91)' },
      numeral: '1.02',
      beneath: '[from 0.91]',
      column: 'RR',
      estimate: ['value', '1.02', 1.02, ''],
      ci: [0.91, 'unbounded'],
      contrast: { abbreviation: 'RR', none: 1, compares: 'events' },
      fact: {
        estimate: 'RR_1.02',
        details: { interval: 'one-sided 95%_CI_from 0.91', p: 'p=0.068', test: 'confirmatory' },
      },
    },
  ],
  [
    'rateRatio: a p value above a number',
    'rateRatio',
    { value: '0.52', ci: ['0.40', '0.68'], p: '>0.99', status: 'exploratory' },
    {
      usual: 'ratio',
      forms: {
        ratio: '0.52',
        ci: '0.40–0.68',
        p: 'p>0.99, exploratory',
        full: 'rate ratio_0.52 (95%_CI_0.40–0.68)',
      },
      numeral: '0.52',
      beneath: '[0.40–0.68]',
      column: 'rate ratio',
      estimate: ['value', '0.52', 0.52, ''],
      ci: [0.4, 0.68],
      contrast: { abbreviation: 'rate ratio', none: 1, compares: 'events' },
      fact: {
        estimate: 'rate ratio_0.52',
        details: { interval: '95%_CI_0.40–0.68', p: 'p>0.99', test: 'exploratory' },
      },
    },
  ],
  [
    'meanRatio: of means',
    'meanRatio',
    { value: '1.10', ci: ['1.02', '1.19'] },
    {
      usual: 'ratio',
      forms: { ratio: '1.10', ci: '1.02–1.19', full: 'ratio of means_1.10 (95%_CI_1.02–1.19)' },
      numeral: '1.10',
      beneath: '[1.02–1.19]',
      column: 'ratio of means',
      estimate: ['value', '1.10', 1.1, ''],
      ci: [1.02, 1.19],
      contrast: { abbreviation: 'ratio of means', none: 1, compares: 'amounts' },
      fact: { estimate: 'ratio of means_1.10', details: { interval: '95%_CI_1.02–1.19' } },
    },
  ],
  [
    'meanRatio: of geometric means',
    'meanRatio',
    {
      value: '0.97',
      geometric: 'true',
      ci: ['0.90', '1.05'],
      level: '90',
      nonInferiority: { type: 'equivalence', lowerMargin: '0.80', margin: '1.25' },
    },
    {
      usual: 'ratio',
      forms: {
        ratio: '0.97',
        ci: '0.90–1.05',
        full: 'GMR_0.97 (90%_CI_0.90–1.05; equivalence margins 0.80 to 1.25)',
        margin: 'equivalence margins 0.80 to 1.25',
      },
      numeral: '0.97',
      beneath: '[0.90–1.05]',
      column: 'GMR',
      estimate: ['value', '0.97', 0.97, ''],
      ci: [0.9, 1.05],
      contrast: { abbreviation: 'GMR', none: 1, compares: 'amounts' },
      fact: {
        estimate: 'GMR_0.97',
        details: { interval: '90%_CI_0.90–1.05', test: 'equivalence margins 0.80 to 1.25' },
      },
    },
  ],
  [
    'difference: adjusted, with a margin in words',
    'difference',
    {
      value: '-4.5',
      unit: 'points',
      ci: ['-9.0', '-0.1'],
      p: '0.04',
      se: '2.2',
      adjusted: 'true',
      nonInferiority: { type: 'non-inferiority', marginText: 'half the effect' },
    },
    {
      usual: 'difference',
      forms: {
        difference: '−4.5_points',
        ci: '−9.0 to −0.1',
        p: 'p=0.04',
        se: '2.2',
        full: '−4.5_points (95%_CI_−9.0 to −0.1; non-inferiority margin: half the effect)',
        margin: 'non-inferiority margin: half the effect',
      },
      numeral: '−4.5',
      unit: 'points',
      beneath: '[−9.0 to −0.1]',
      column: 'difference, points',
      estimate: ['value', '-4.5', -4.5, 'points'],
      ci: [-9, -0.1],
      contrast: { abbreviation: 'difference', none: 0, compares: 'amounts' },
      fact: {
        estimate: '−4.5_points',
        details: {
          interval: '95%_CI_−9.0 to −0.1',
          spread: 'SE_2.2',
          adjusted: 'adjusted',
          p: 'p=0.04',
          test: 'non-inferiority margin: half the effect',
        },
      },
    },
  ],
  [
    'difference: a standard error for an interval',
    'difference',
    { value: '4.5', unit: 'mmol/mol', se: '2.2' },
    {
      usual: 'difference',
      forms: { difference: '4.5_mmol/mol', se: '2.2', full: '4.5_mmol/mol (SE_2.2)' },
      numeral: '4.5',
      unit: 'mmol/mol',
      beneath: '',
      column: 'difference, mmol/mol',
      estimate: ['value', '4.5', 4.5, 'mmol/mol'],
      contrast: { abbreviation: 'difference', none: 0, compares: 'amounts' },
      fact: { estimate: '4.5_mmol/mol', details: { spread: 'SE_2.2' } },
    },
  ],
  [
    'measure: a mean that changed',
    'measure',
    {
      mean: '-4.50',
      unit: 'points',
      sd: '1.2',
      se: '0.3',
      of: '1600',
      change: 'from baseline',
      range: ['-9', '2.5'],
    },
    {
      usual: 'average',
      forms: {
        average: '−4.50_points',
        sd: '1.2',
        se: '0.3',
        range: '−9 to 2.5',
        N: '1,600',
        full: '−4.50_points (SD_1.2)',
      },
      numeral: '−4.50',
      unit: 'points',
      beneath: '',
      column: 'mean, points',
      estimate: ['mean', '-4.50', -4.5, 'points'],
      about: 'from baseline',
      fact: {
        estimate: 'mean_−4.50_points',
        details: { spread: 'SD_1.2; SE_0.3; range -9 to 2.5; N_1600' },
      },
    },
  ],
  [
    'measure: a median with quartiles',
    'measure',
    { median: '7', unit: 'points', iqr: ['3', '9'], range: ['1', 'not reported'] },
    {
      usual: 'average',
      forms: { average: '7_points', iqr: '3–9', range: '1–—', full: '7_points (IQR_3 to 9)' },
      numeral: '7',
      unit: 'points',
      beneath: '',
      column: 'median, points',
      estimate: ['median', '7', 7, 'points'],
      fact: { estimate: 'median_7_points', details: { spread: 'IQR 3 to 9; range 1 to not reported' } },
    },
  ],
  [
    'measure: a geometric mean',
    'measure',
    { geometricMean: '120', unit: 'ng/mL', gcv: '34' },
    {
      usual: 'average',
      forms: { average: '120_ng/mL', full: '120_ng/mL (geometric CV_34%)' },
      numeral: '120',
      unit: 'ng/mL',
      beneath: '',
      column: 'geometric mean, ng/mL',
      estimate: ['geometricMean', '120', 120, 'ng/mL'],
      fact: { estimate: 'geometric mean_120_ng/mL', details: { spread: 'geometric CV_34%' } },
    },
  ],
  [
    'measure: an adjusted mean',
    'measure',
    {
      adjustedMean: '4.5',
      unit: 'points',
      ci: ['4.1', '4.9'],
      sd: '1',
      of: '30',
      change: 'per cent from baseline',
    },
    {
      usual: 'average',
      forms: { average: '4.5_points', ci: '4.1–4.9', sd: '1', N: '30', full: '4.5_points (95%_CI_4.1–4.9)' },
      numeral: '4.5',
      unit: 'points',
      beneath: '[4.1–4.9]',
      column: 'adjusted mean, points',
      estimate: ['adjustedMean', '4.5', 4.5, 'points'],
      ci: [4.1, 4.9],
      about: 'per cent from baseline',
      fact: {
        estimate: 'adjusted mean_4.5_points',
        details: { interval: '95%_CI_4.1–4.9', spread: 'SD_1; N_30' },
      },
    },
  ],
  [
    'eventRate: printed, beside its counts',
    'eventRate',
    {
      rate: '5.21',
      per: '100 patient-years',
      events: '1060',
      exposure: '20345.5',
      of: '3000',
      ci: ['4.9', '5.5'],
    },
    {
      usual: 'rate',
      forms: {
        rate: '5.21_per 100 patient-years',
        ci: '4.9–5.5',
        n: '1,060',
        exposure: '20,345.5_patient-years',
        'events/exposure': '1,060 in_20,345.5_patient-years',
        full: '5.21_per 100 patient-years (95%_CI_4.9–5.5)',
      },
      numeral: '5.21',
      unit: 'per 100 patient-years',
      beneath: '[1,060 in_20,345.5_patient-years]',
      column: 'per 100 patient-years',
      estimate: ['rate', '5.21', 5.21, 'per 100 patient-years'],
      ci: [4.9, 5.5],
      counts: { kind: 'exposure', events: 1060, exposure: 20345.5, per: 100 },
      fact: {
        estimate: '5.21_per 100 patient-years',
        details: { interval: '95%_CI_4.9–5.5', counts: '1060 events in 20345.5 patient-years' },
      },
    },
  ],
  [
    'eventRate: worked out from its counts',
    'eventRate',
    { per: '1 year', events: '106', exposure: '2034.5' },
    {
      usual: 'rate',
      forms: {
        rate: '0.052_per year',
        n: '106',
        exposure: '2,034.5_years',
        'events/exposure': '106 in_2,034.5_years',
        full: '0.052_per year',
      },
      numeral: '0.052',
      unit: 'per year',
      beneath: '[106 in_2,034.5_years]',
      column: 'per year',
      estimate: ['events', '0.052', 0.052, 'per year'],
      counts: { kind: 'exposure', events: 106, exposure: 2034.5, per: 1 },
      fact: { estimate: '0.052_per year', details: { counts: '106 events in 2034.5 years' } },
    },
  ],
  [
    'eventRate: no more than the rate',
    'eventRate',
    { rate: '0.31', per: '1 month' },
    {
      usual: 'rate',
      forms: { rate: '0.31_per month', full: '0.31_per month' },
      numeral: '0.31',
      unit: 'per month',
      beneath: '',
      column: 'per month',
      estimate: ['rate', '0.31', 0.31, 'per month'],
      fact: { estimate: '0.31_per month', details: {} },
    },
  ],
  [
    'eventRate: events whose time at risk is not known',
    'eventRate',
    { rate: '5.2', per: '100 patient-years', events: '106' },
    {
      usual: 'rate',
      forms: { rate: '5.2_per 100 patient-years', n: '106', full: '5.2_per 100 patient-years' },
      numeral: '5.2',
      unit: 'per 100 patient-years',
      beneath: '',
      column: 'per 100 patient-years',
      estimate: ['rate', '5.2', 5.2, 'per 100 patient-years'],
      fact: { estimate: '5.2_per 100 patient-years', details: {} },
    },
  ],
  [
    'eventRate: a time at risk whose events are not known',
    'eventRate',
    { rate: '5.2', per: '100 patient-years', exposure: '2034.5' },
    {
      usual: 'rate',
      forms: {
        rate: '5.2_per 100 patient-years',
        exposure: '2,034.5_patient-years',
        full: '5.2_per 100 patient-years',
      },
      numeral: '5.2',
      unit: 'per 100 patient-years',
      beneath: '',
      column: 'per 100 patient-years',
      estimate: ['rate', '5.2', 5.2, 'per 100 patient-years'],
      fact: { estimate: '5.2_per 100 patient-years', details: {} },
    },
  ],
  [
    'eventRate: an interval that is computed',
    'eventRate',
    { per: '1 year', events: '106', exposure: '2034.5' },
    {
      usual: 'rate',
      forms: {
        rate: '0.052_per year',
        ci: '0.043–0.063',
        n: '106',
        exposure: '2,034.5_years',
        'events/exposure': '106 in_2,034.5_years',
        full: '0.052_per year (95%_CI_0.043–0.063)',
      },
      numeral: '0.052',
      unit: 'per year',
      beneath: '[106 in_2,034.5_years]',
      column: 'per year',
      estimate: ['events', '0.052', 0.052, 'per year'],
      counts: { kind: 'exposure', events: 106, exposure: 2034.5, per: 1 },
      fact: { estimate: '0.052_per year', details: { counts: '106 events in 2034.5 years' } },
    },
    { endpoint: 'SAE', computed: { low: 0.04266, high: 0.06302 } },
  ],
  [
    'eventRate: thousands',
    'eventRate',
    { rate: '1234.5', per: '100000 person-years', ci: ['1100', '1400'] },
    {
      usual: 'rate',
      forms: {
        rate: '1,234.5_per 100,000 person-years',
        ci: '1,100–1,400',
        full: '1,234.5_per 100,000 person-years (95%_CI_1,100–1,400)',
      },
      numeral: '1,234.5',
      unit: 'per 100,000 person-years',
      beneath: '',
      column: 'per 100,000 person-years',
      estimate: ['rate', '1234.5', 1234.5, 'per 100,000 person-years'],
      ci: [1100, 1400],
      fact: { estimate: '1,234.5_per 100,000 person-years', details: { interval: '95%_CI_1,100–1,400' } },
    },
  ],
  [
    'count: of all',
    'count',
    { value: '12', of: '1234', unit: 'patients' },
    {
      usual: 'n',
      forms: { n: '12', N: '1,234', 'n/N': '12/1,234', 'n of N': '12_of_1,234' },
      numeral: '12/1,234',
      unit: 'patients',
      beneath: '',
      estimate: ['value', '12', 12, 'patients'],
      fact: { estimate: '12/1,234', details: {} },
    },
  ],
  [
    'count: of things',
    'count',
    { value: '12345', unit: 'events' },
    {
      usual: 'n',
      forms: { n: '12,345' },
      numeral: '12,345',
      unit: 'events',
      beneath: '',
      estimate: ['value', '12345', 12345, 'events'],
      fact: { estimate: '12,345_events', details: {} },
    },
  ],
  [
    'number: per cent below zero',
    'number',
    { value: '-1234.5', unit: '%', ci: ['-2000', '-1000.5'], of: '10' },
    {
      usual: 'number',
      forms: {
        number: '−1,234.5%',
        ci: '−2,000 to −1,000.5%',
        full: '−1,234.5% (95%_CI_−2,000 to −1,000.5)',
      },
      numeral: '−1,234.5',
      unit: '%',
      beneath: '[−2,000 to −1,000.5]',
      column: '%',
      estimate: ['value', '-1234.5', -1234.5, '%'],
      ci: [-2000, -1000.5],
      about: '%',
      fact: { estimate: '−1,234.5%', details: { interval: '95%_CI_−2,000 to −1,000.5' } },
    },
  ],
  [
    'number: with a unit',
    'number',
    { value: '1234.5', unit: 'mg/dL', ci: ['1000', '2000'] },
    {
      usual: 'number',
      forms: { number: '1,234.5_mg/dL', ci: '1,000–2,000', full: '1,234.5_mg/dL (95%_CI_1,000–2,000)' },
      numeral: '1,234.5',
      unit: 'mg/dL',
      beneath: '[1,000–2,000]',
      column: 'mg/dL',
      estimate: ['value', '1234.5', 1234.5, 'mg/dL'],
      ci: [1000, 2000],
      about: 'mg/dL',
      fact: { estimate: '1,234.5_mg/dL', details: { interval: '95%_CI_1,000–2,000' } },
    },
  ],
  [
    'test: all that a test may have',
    'test',
    { p: '0.03', sided: 'one', analysis: 'log-rank', status: 'nominal', alpha: '0.01' },
    {
      usual: 'p',
      forms: { p: 'one-sided p=0.03, nominal', full: 'one-sided p=0.03; log-rank; nominal; alpha_0.01' },
      numeral: 'one-sided p=0.03, nominal',
      beneath: '',
      column: 'p',
      fact: { estimate: 'one-sided p=0.03', details: { test: 'log-rank; nominal; alpha_0.01' } },
    },
  ],
  [
    'test: p alone',
    'test',
    { p: '<0.001' },
    {
      usual: 'p',
      forms: { p: 'p<0.001', full: 'two-sided p<0.001' },
      numeral: 'p<0.001',
      beneath: '',
      column: 'p',
      fact: { estimate: 'p<0.001', details: {} },
    },
  ],
  [
    'unavailable: with words of the source',
    'unavailable',
    { reason: 'not calculated', because: 'too few events' },
    {
      usual: 'reason',
      forms: { reason: 'not calculated', full: 'not calculated (too few events)' },
      numeral: 'NC',
      beneath: '',
      fact: { estimate: 'not calculated', details: { because: 'too few events' } },
    },
  ],
  [
    'unavailable: not reached',
    'unavailable',
    { reason: 'not reached' },
    {
      usual: 'reason',
      forms: { reason: 'not reached', full: 'not reached' },
      numeral: 'NR',
      beneath: '',
      fact: { estimate: 'not reached', details: {} },
    },
  ],
  [
    'unavailable: not estimable',
    'unavailable',
    { reason: 'not estimable' },
    {
      usual: 'reason',
      forms: { reason: 'not estimable', full: 'not estimable' },
      numeral: 'NE',
      beneath: '',
      fact: { estimate: 'not estimable', details: {} },
    },
  ],
  [
    'unavailable: not reported',
    'unavailable',
    { reason: 'not reported' },
    {
      usual: 'reason',
      forms: { reason: 'not reported', full: 'not reported' },
      numeral: '—',
      beneath: '',
      fact: { estimate: 'not reported', details: {} },
    },
  ],
  [
    'unavailable: below the limit of quantification',
    'unavailable',
    { reason: 'below the limit of quantification' },
    {
      usual: 'reason',
      forms: { reason: 'below the limit of quantification', full: 'below the limit of quantification' },
      numeral: 'BLQ',
      beneath: '',
      fact: { estimate: 'below the limit of quantification', details: {} },
    },
  ],
  [
    'unavailable: nobody analysed',
    'unavailable',
    { reason: 'nobody analysed' },
    {
      usual: 'reason',
      forms: { reason: 'nobody analysed', full: 'nobody analysed' },
      numeral: '—',
      beneath: '',
      fact: { estimate: 'nobody analysed', details: {} },
    },
  ],
  [
    'observation: with words',
    'observation',
    { value: '14.2', unit: 'months', told: 'still in response' },
    {
      usual: 'observed',
      forms: { observed: '14.2_months', full: '14.2_months (still in response)' },
      numeral: '14.2_months',
      unit: 'months',
      beneath: '',
      estimate: ['value', '14.2', 14.2, 'months'],
      fact: { estimate: '14.2_months', details: { told: 'still in response' } },
    },
  ],
  [
    'observation: a decrease',
    'observation',
    { value: '-45', unit: '%' },
    {
      usual: 'observed',
      forms: { observed: '−45%', full: '−45%' },
      numeral: '−45%',
      unit: '%',
      beneath: '',
      estimate: ['value', '-45', -45, '%'],
      fact: { estimate: '−45%', details: {} },
    },
  ],
  [
    'observation: below zero',
    'observation',
    { value: '-4.5', unit: 'mm' },
    {
      usual: 'observed',
      forms: { observed: '−4.5_mm', full: '−4.5_mm' },
      numeral: '−4.5_mm',
      unit: 'mm',
      beneath: '',
      estimate: ['value', '-4.5', -4.5, 'mm'],
      fact: { estimate: '−4.5_mm', details: {} },
    },
  ],
  [
    'observation: an increase',
    'observation',
    { value: '12', unit: '%' },
    {
      usual: 'observed',
      forms: { observed: '+12%', full: '+12%' },
      numeral: '+12%',
      unit: '%',
      beneath: '',
      estimate: ['value', '12', 12, '%'],
      fact: { estimate: '+12%', details: {} },
    },
  ],
  [
    'observation: no change',
    'observation',
    { value: '0', unit: '%' },
    {
      usual: 'observed',
      forms: { observed: '0%', full: '0%' },
      numeral: '0%',
      unit: '%',
      beneath: '',
      estimate: ['value', '0', 0, '%'],
      fact: { estimate: '0%', details: {} },
    },
  ],
  [
    'occasion: a day',
    'occasion',
    { date: '2025-05-20', estimated: 'false', told: 'filed with 12 sites' },
    {
      usual: 'date',
      forms: { date: '20 May 2025', full: '20 May 2025: filed with 12 sites' },
      numeral: '20 May 2025',
      beneath: '',
      fact: { estimate: '20 May 2025', details: {} },
    },
  ],
  [
    'occasion: an estimated month',
    'occasion',
    { date: '2027-01', estimated: 'true', told: 'readout' },
    {
      usual: 'date',
      forms: { date: 'January 2027 (estimated)', full: 'January 2027 (estimated): readout' },
      numeral: 'January 2027 (estimated)',
      beneath: '',
      fact: { estimate: 'January 2027 (estimated)', details: {} },
    },
  ],
];

test.each(cases)('%s', (_, shape, raw, expected, setting) => {
  const value = makeValue(shape, raw);
  expect(described(value, setting)).toEqual(expected);
  expect(Object.values(factOf(value, { endpoint: '' }).details)).not.toContain(undefined);
});

const nouns: Record<ShapeName, [one: string, many: string]> = {
  proportion: ['a proportion', 'proportions'],
  median: ['a median', 'medians'],
  rate: ['a rate', 'rates'],
  hazardRatio: ['a hazard ratio', 'hazard ratios'],
  oddsRatio: ['an odds ratio', 'odds ratios'],
  riskRatio: ['a risk ratio', 'risk ratios'],
  rateRatio: ['a rate ratio', 'rate ratios'],
  meanRatio: ['a ratio of means', 'ratios of means'],
  difference: ['a difference', 'differences'],
  measure: ['a measure', 'measures'],
  eventRate: ['an event rate', 'event rates'],
  count: ['a count', 'counts'],
  number: ['a number', 'numbers'],
  test: ['a p value', 'p values'],
  unavailable: ['no value', 'results without a value'],
  observation: ['an observation', 'observations'],
  occasion: ['a milestone', 'milestones'],
};

test.each(Object.entries(nouns))('%s has its words', (shape, [one, many]) => {
  expect(nounOf(shape as ShapeName)).toEqual({ one, many });
});

test('a shape belongs to two arms, to one, or to either', () => {
  const comparisons: ShapeName[] = [...ratioShapes, 'difference'];
  const either: ShapeName[] = ['number', 'test', 'unavailable'];
  for (const [name, { subject }] of Object.entries(shapes) as [ShapeName, { subject: string }][]) {
    const expected = comparisons.includes(name) ? 'comparison' : either.includes(name) ? 'either' : 'one';
    expect([name, subject]).toEqual([name, expected]);
  }
});

test('the ratios are told from all others', () => {
  const ratios = Object.keys(shapes).filter((shape) => isRatio({ shape } as Value));
  expect(ratios).toEqual(['hazardRatio', 'oddsRatio', 'riskRatio', 'rateRatio', 'meanRatio']);
  expect(ratioShapes).toEqual(ratios);
});

describe('what a value lacks', () => {
  const bare = makeValue('hazardRatio', { value: '0.85' });

  test('is a dash', () => {
    expect(writeValue(bare, 'ci', setting).text).toBe('—');
    expect(writeValue(bare, 'percent', setting).text).toBe('—');
  });

  test('of a proportion of nobody is no estimate', () => {
    expect(estimateOf(makeValue('proportion', { events: '0', of: '0' }))).toBeUndefined();
  });

  test('of a measure without an average is no number', () => {
    const measure = { shape: 'measure', unit: 'points' } as const;
    expect(averageOf(measure)).toEqual({
      field: 'mean',
      words: 'mean',
      decimal: { text: '—', value: Number.NaN },
    });
  });

  test('is computed from counts alone, and only without an interval in print', () => {
    const counted = { events: '9', of: '20' };
    const counts = { kind: 'patients', events: 9, of: 20 };
    expect(countsWithoutInterval(makeValue('proportion', counted))).toEqual(counts);
    expect(countsWithoutInterval(makeValue('proportion', { ...counted, ci: ['23', '68'] }))).toBeUndefined();
    expect(countsWithoutInterval(makeValue('count', { value: '9', of: '20', unit: 'x' }))).toBeUndefined();
  });
});

test('markup in the words of a source is text', () => {
  const value = makeValue('number', { value: '1', unit: '<b>' });
  expect(writeValue(value, 'number', setting)).toEqual({ text: '1\u00a0<b>', html: '1\u00a0&#60;b&#62;' });
});

test.each([
  ['days', 'd', '1\u00a0day', '2\u00a0days'],
  ['weeks', 'wk', '1\u00a0week', '2\u00a0weeks'],
  ['months', 'mo', '1\u00a0month', '2\u00a0months'],
  ['years', 'y', '1\u00a0year', '2\u00a0years'],
])('a median in %s has the unit %s in a table', (unit, short, one, two) => {
  const [single, double, decimal] = ['1', '2', '1.0'].map((number) =>
    makeValue('median', { value: `${number} ${unit}` }),
  ) as [Value, Value, Value];
  expect(unitOf(single)).toBe(short);
  expect([single, double, decimal].map((value) => writeValue(value, 'median', setting).text)).toEqual([
    ...[one, two, `1.0\u00a0${unit}`],
  ]);
});
