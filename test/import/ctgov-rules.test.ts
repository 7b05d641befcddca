import { describe, expect, test } from 'vitest';
import { studiesIn } from '../../src/import/ctgov/study.ts';
import { type Tree, treeAt } from '../../src/import/tree.ts';
import { errorsOf, imported, outcome, outcomeOf, studyOf } from './registry.ts';

type Options = Parameters<typeof outcome>[0];

/** The cell of the only group of an outcome, and what else is said of it. */
function single(
  options: Omit<Options, 'groups' | 'title'> & {
    title?: string;
    value?: string;
    spread?: string;
    lower?: string;
    upper?: string;
    comment?: string;
    n?: string;
  },
) {
  const { value, spread, lower, upper, comment, n, title = 'A measurement', ...rest } = options;
  const group = {
    title: 'Alpha',
    value,
    ...(spread && { spread }),
    ...(lower && { lower }),
    ...(upper && { upper }),
    ...(comment && { comment }),
    ...(n && { n }),
  };
  const { tree, coverage } = imported(studyOf([outcome({ ...rest, title, groups: [group] })]));
  expect(errorsOf(tree)).toEqual([]);
  const results = treeAt(tree, ['outcomes']);
  const own = results === undefined ? undefined : outcomeOf(tree, title);
  return {
    cell: own && (treeAt(own, ['results', 'alpha']) ?? treeAt(own, ['results', 'row', 'alpha'])),
    own,
    listed: coverage.listed.map(({ reason }) => reason),
    doubts: coverage.doubts.map(({ text }) => text),
  };
}

describe('forms of a measurement', () => {
  const ci = '95% Confidence Interval';
  const cases: [string, Parameters<typeof single>[0], Tree][] = [
    [
      'a count of participants',
      { param: 'COUNT_OF_PARTICIPANTS', unit: 'Participants', value: '44' },
      '44/100',
    ],
    [
      'a number of participants',
      { param: 'NUMBER', unit: 'participants', value: '1,044', n: '2000' },
      '1044/2000',
    ],
    [
      'a mean with its deviation',
      { param: 'MEAN', dispersion: 'Standard Deviation', unit: 'mg/dL', value: '.5', spread: '03.2' },
      '0.5 sd 3.2 of 100',
    ],
    [
      'leftovers as limits of a deviation',
      {
        param: 'MEAN',
        dispersion: 'Standard Deviation',
        unit: 'mg',
        value: '5',
        spread: '2',
        lower: '7',
        upper: '9',
      },
      '5 sd 2 of 100',
    ],
    [
      'a mean with an interval',
      {
        param: 'MEAN',
        dispersion: '90% Confidence Interval',
        unit: 'mg',
        value: '5.0',
        lower: '4.1',
        upper: '5.9',
      },
      '5.0 90% ci [4.1, 5.9] of 100',
    ],
    [
      'a least-squares mean',
      {
        param: 'LEAST_SQUARES_MEAN',
        dispersion: 'Standard Error',
        unit: 'points',
        value: '-2.9',
        spread: '0.72',
      },
      '-2.9 se 0.72 of 100',
    ],
    [
      'a geometric mean',
      {
        param: 'GEOMETRIC_MEAN',
        dispersion: 'Geometric Coefficient of Variation',
        unit: 'ng/mL',
        value: '12.0',
        spread: '34',
      },
      '12.0 gcv 34% of 100',
    ],
    [
      'a median with quartiles',
      {
        param: 'MEDIAN',
        dispersion: 'Inter-Quartile Range',
        unit: 'days',
        value: '4',
        lower: '3',
        upper: '8',
      },
      '4 iqr [3, 8] of 100',
    ],
    [
      'a median time to an event',
      {
        title: 'Time to Progression',
        param: 'MEDIAN',
        dispersion: ci,
        unit: 'Months',
        value: '9.1',
        lower: '8.0',
        upper: 'NA',
        comment: 'Upper limit was not reached',
      },
      '9.1 months [8.0, not reached] of 100',
    ],
    [
      'the median of a time with its full range',
      {
        title: 'Time to Doubling',
        param: 'MEDIAN',
        dispersion: 'Full Range',
        unit: 'days',
        value: '365.5',
        lower: '2',
        upper: '900',
      },
      '365.5 range [2, 900] of 100',
    ],
    [
      'a percentage that one number prints',
      { param: 'NUMBER', unit: 'percentage of participants', value: '12.0' },
      { proportion: { events: 'derived', of: '100', percent: '12.0' } },
    ],
    [
      'a percentage of many participants',
      { param: 'NUMBER', unit: 'percentage of participants', value: '12', n: '2000' },
      '12% of 2000',
    ],
    [
      'a fraction of participants',
      { param: 'NUMBER', unit: 'proportion of participants', value: '0.12' },
      { proportion: { events: 'derived', of: '100', percent: '12' } },
    ],
    [
      'a survival estimate',
      {
        title: 'Kaplan-Meier Estimate of Survival',
        timeFrame: '24 months',
        param: 'NUMBER',
        dispersion: ci,
        unit: 'percentage of participants',
        value: '61.3',
        lower: '55.0',
        upper: '67.0',
      },
      '61.3% at 24 months [55.0, 67.0] of 100',
    ],
    [
      'a rate over time',
      {
        param: 'NUMBER',
        dispersion: ci,
        unit: 'events per 100 patient-years',
        value: '5.2',
        lower: '4.3',
        upper: '6.3',
      },
      '5.2 per 100 patient-years [4.3, 6.3] of 100',
    ],
    ['a number of events', { param: 'NUMBER', unit: 'exacerbations', value: '112' }, '112 exacerbations'],
    ['another number', { param: 'NUMBER', unit: 'mg', value: '400' }, '400 of 100'],
    [
      'lesions',
      {
        param: 'COUNT_OF_UNITS',
        unit: 'lesions',
        value: '12',
        more: {
          typeUnitsAnalyzed: 'Lesions',
          denoms: [
            { units: 'Participants', counts: [{ groupId: 'OG000', value: '9' }] },
            { units: 'Lesions', counts: [{ groupId: 'OG000', value: '30' }] },
          ],
        },
      },
      { count: { value: '12', of: '30', unit: 'Lesions' } },
    ],
    [
      'a negative zero',
      { param: 'MEAN', dispersion: 'Standard Deviation', unit: 'mm', value: '-0.0', spread: '1.0' },
      '-0.0 sd 1.0 of 100',
    ],
    [
      'a deviation of one patient',
      {
        param: 'MEAN',
        dispersion: 'Standard Deviation',
        unit: 'mm',
        value: '3',
        spread: 'NA',
        comment: 'Only 1 participant was analysed',
        n: '1',
      },
      '3 of 1',
    ],
    [
      'NA as there were few',
      {
        param: 'MEAN',
        dispersion: 'Standard Deviation',
        unit: 'mm',
        value: 'NA',
        comment: 'Not calculated for fewer than 3 participants',
      },
      'not calculated (Not calculated for fewer than 3 participants)',
    ],
    [
      'NA below the limit',
      {
        param: 'MEAN',
        dispersion: 'Standard Deviation',
        unit: 'ng',
        value: 'NA',
        comment: 'All values were below the lower limit of quantification',
      },
      'below the limit of quantification (All values were below the lower limit of quantification)',
    ],
    [
      'NA of a median that was not reached',
      {
        title: 'Overall Survival',
        param: 'MEDIAN',
        dispersion: ci,
        unit: 'months',
        value: 'NA',
        lower: '12.1',
        upper: 'NA',
        comment: 'The median was not reached',
      },
      'not reached [12.1, not reached] of 100 months',
    ],
  ];
  test.each(cases)('%s', (_, options, expected) => {
    expect(single(options).cell).toEqual(expected);
  });

  test.each([
    ['a comma for a point', { value: '0,3139' }, 'not a number'],
    ['a limit for a value', { value: '<5' }, 'not a number'],
    ['NA without a reason', { value: 'NA' }, 'no reason given'],
    [
      'an estimate outside its interval',
      { value: '9', lower: '1', upper: '2', dispersion: '95% Confidence Interval' },
      'contradicts itself',
    ],
    ['nobody analysed', { value: '0', n: '0' }, 'nobody analysed'],
    [
      'censored times left out',
      { value: 'NA', comment: 'Data were not summarized for participants with censored time' },
      'no reason given',
    ],
  ] as const)('%s is listed, not taken', (_, options, reason) => {
    const found = single({ param: 'MEAN', unit: 'mg', ...options });
    expect(found.cell).toBeUndefined();
    expect(found.listed).toEqual([reason]);
  });

  test('more participants than there were are listed', () => {
    expect(single({ param: 'COUNT_OF_PARTICIPANTS', unit: 'Participants', value: '101' }).listed).toEqual([
      'more than all',
    ]);
  });

  test('a percentage that no number prints is taken without one, and with a doubt', () => {
    const { cell, doubts } = single({ param: 'NUMBER', unit: 'percentage of participants', value: '12.35' });
    expect(cell).toBe('12.35% of 100');
    expect(doubts.join()).toContain('no whole number of 100 is 12.35%');
  });

  test('changes from baseline say so', () => {
    const own = single({
      title: 'Change From Baseline in FEV1',
      param: 'MEAN',
      dispersion: 'Standard Deviation',
      unit: 'L',
      value: '0.12',
      spread: '0.3',
    }).own;
    expect(own).toMatchObject({ unit: 'L', statistic: 'mean', change: 'from baseline' });
  });
});

describe('analyses', () => {
  const groups = [
    { title: 'Placebo', value: '10', n: '100' },
    { title: 'Alpha', value: '20', n: '100' },
  ];
  const counts = { title: 'Response', param: 'COUNT_OF_PARTICIPANTS', unit: 'Participants', groups };
  const both = { groupIds: ['OG000', 'OG001'] };

  function compared(analysis: object, options: Partial<Options> = {}) {
    const study = studyOf([outcome({ ...counts, ...options, analyses: [{ ...both, ...analysis }] })]);
    const { tree, coverage } = imported(study);
    expect(errorsOf(tree)).toEqual([]);
    const [comparison] = (outcomeOf(tree, options.title ?? 'Response').comparisons ?? []) as Tree[];
    return { comparison, listed: coverage.listed.map(({ reason }) => reason) };
  }

  test('the experimental arm is the numerator, as the numbers show, in whatever order the record lists them', () => {
    const { comparison } = compared({
      paramType: 'Odds Ratio (OR)',
      paramValue: '2.25',
      ciPctValue: '95',
      ciLowerLimit: '1.0',
      ciUpperLimit: '5.1',
      pValue: '0.047',
    });
    expect(comparison).toEqual({
      arms: ['alpha', 'placebo'],
      oddsRatio: { value: '2.25', ci: ['1.0', '5.1'], p: '0.047', direction: 'agrees with the data' },
    });
  });

  test('a ratio that contradicts the numbers is listed', () => {
    expect(compared({ paramType: 'Odds Ratio (OR)', paramValue: '0.44' }).listed).toEqual([
      'direction contradictory',
    ]);
    const stated = {
      groupDescription: 'Alpha compared with Placebo',
      paramType: 'Odds Ratio (OR)',
      paramValue: '0.44',
    };
    expect(compared(stated).listed).toEqual(['direction contradictory']);
  });

  test('a ratio that nothing contradicts is by convention', () => {
    const { comparison } = compared({ paramType: 'Hazard Ratio (HR)', paramValue: '0.7' });
    expect(comparison).toMatchObject({
      arms: ['alpha', 'placebo'],
      hazardRatio: { direction: 'by convention' },
    });
  });

  test('the text of the record may say which arm is the reference', () => {
    const { comparison } = compared({
      paramType: 'Hazard Ratio (HR)',
      paramValue: '1.4',
      groupDescription: 'Alpha is the reference group.',
    });
    expect(comparison).toMatchObject({ arms: ['placebo', 'alpha'], hazardRatio: { direction: 'stated' } });
  });

  test('a difference is taken in the order that the means show', () => {
    const means = {
      title: 'Score',
      param: 'MEAN',
      dispersion: 'Standard Error',
      unit: 'points',
      groups: [
        { title: 'Placebo', value: '4.0', spread: '0.5' },
        { title: 'Alpha', value: '1.0', spread: '0.4' },
      ],
    };
    const { comparison } = compared(
      {
        paramType: 'LS Mean Difference',
        paramValue: '3.1',
        dispersionType: 'STANDARD_ERROR_OF_MEAN',
        dispersionValue: '0.6',
        ciPctValue: '90',
        ciLowerLimit: '2.1',
        ciUpperLimit: '4.1',
      },
      means,
    );
    expect(comparison).toEqual({
      arms: ['placebo', 'alpha'],
      difference: {
        value: '3.1',
        unit: 'points',
        adjusted: 'true',
        ci: ['2.1', '4.1'],
        level: '90',
        se: '0.6',
        direction: 'agrees with the data',
      },
    });
  });

  test.each([
    ['0.0100', '1-sided p-value', { p: '0.0100', sided: 'one' }],
    ['<.001', '', { p: '<0.001' }],
    ['= 0.917', '', { p: '0.917' }],
    ['>0.99', 'one-tailed test', { p: '>0.99', sided: 'one' }],
    ['0', '', { p: '0' }],
  ])('p %s', (pValue, pValueComment, expected) => {
    const { comparison } = compared({ pValue, pValueComment, statisticalMethod: 'Fisher Exact' });
    expect(comparison).toEqual({
      arms: ['alpha', 'placebo'],
      test: { ...expected, analysis: 'Fisher Exact' },
    });
  });

  test.each([
    ['p impossible', { pValue: '96.86' }],
    ['not a number', { pValue: 'see comment' }],
    ['nothing given', { statisticalMethod: 'ANOVA' }],
    ['no comparison of groups', { paramType: 'Slope', paramValue: '1.5', pValue: '0.2' }],
    [
      'level impossible',
      {
        paramType: 'Hazard Ratio (HR)',
        paramValue: '0.7',
        ciPctValue: '05',
        ciLowerLimit: '0.5',
        ciUpperLimit: '0.9',
      },
    ],
    ['not two groups', { groupIds: ['OG000'], pValue: '0.2' }],
    ['contradicts itself', { paramType: 'Hazard Ratio (HR)', paramValue: '-0.7' }],
  ])('%s is listed', (reason, analysis) => {
    expect(compared(analysis).listed).toEqual([reason]);
  });

  test('a margin of non-inferiority is kept in the words of the record', () => {
    const { comparison } = compared({
      paramType: 'Hazard Ratio (HR)',
      paramValue: '1.01',
      ciPctValue: '95',
      ciNumSides: 'ONE_SIDED',
      ciUpperLimit: '1.2',
      nonInferiorityType: 'NON_INFERIORITY',
      nonInferiorityComment: 'The margin was 1.3.',
    });
    expect(comparison).toMatchObject({
      hazardRatio: {
        ci: ['unbounded', '1.2'],
        nonInferiority: { type: 'non-inferiority', marginText: 'The margin was 1.3.' },
      },
    });
  });

  test('an analysis of several rows belongs to the one that its text names, or to none', () => {
    const rows = ['Week 4', 'Week 12'].map((title) => ({
      title,
      categories: [
        {
          measurements: [
            { groupId: 'OG000', value: '10' },
            { groupId: 'OG001', value: '20' },
          ],
        },
      ],
    }));
    const more = { classes: rows };
    expect(
      compared({ pValue: '0.02', groupDescription: 'Week 12: comparison of arms' }, { more }).comparison,
    ).toMatchObject({ row: 'week-12' });
    expect(compared({ pValue: '0.02' }, { more }).comparison).toMatchObject({ row: 'row-not-stated' });
  });
});

describe('groups', () => {
  test('are known by title, by the names in it, and never by their number', () => {
    const { tree } = imported(
      studyOf([
        outcome({
          title: 'One',
          param: 'COUNT_OF_PARTICIPANTS',
          unit: 'Participants',
          groups: [
            { title: 'ALPHA', value: '7' },
            { title: 'placebo', value: '3' },
            { title: 'Total', value: '10', n: '200' },
          ],
        }),
        outcome({
          title: 'Two',
          param: 'COUNT_OF_PARTICIPANTS',
          unit: 'Participants',
          groups: [
            { title: 'Arm B: Placebo', value: '3' },
            { title: 'Alpha Responders', value: '5', n: '20' },
          ],
        }),
      ]),
    );
    expect(outcomeOf(tree, 'One').results).toEqual({ alpha: '7/100', placebo: '3/100', total: '10/200' });
    expect(outcomeOf(tree, 'Two').results).toEqual({ placebo: '3/100', 'alpha-responders': '5/20' });
    expect(treeAt(tree, ['groups'])).toMatchObject({
      total: { kind: 'pooled', of: ['placebo', 'alpha'] },
      'alpha-responders': { kind: 'cohort' },
    });
    expect(treeAt(tree, ['arms'])).toEqual({
      placebo: { label: 'Placebo', regimen: 'placebo', role: 'control', randomised: '101', source: 'record' },
      alpha: { label: 'Alpha', regimen: 'alpha', role: 'experimental', randomised: '102', source: 'record' },
    });
  });

  test('exchanged denominators are noticed, and nothing of the outcome is taken', () => {
    const { tree, coverage } = imported(
      studyOf([
        outcome({
          title: 'Share',
          param: 'NUMBER',
          unit: 'percentage of participants',
          groups: [
            { title: 'Alpha', value: '12.5', n: '59' },
            { title: 'Placebo', value: '15.3', n: '16' },
          ],
        }),
      ]),
    );
    expect(treeAt(tree, ['outcomes'])).toBeUndefined();
    expect(coverage.listed.map(({ reason }) => reason)).toEqual([
      'denominators exchanged',
      'denominators exchanged',
    ]);
  });
});

describe('files', () => {
  test('may contain several studies, collapsed lists and numbers that were text', () => {
    const study = studyOf([
      outcome({
        title: 'One',
        param: 'COUNT_OF_PARTICIPANTS',
        unit: 'Participants',
        groups: [{ title: 'Alpha', value: '7' }],
      }),
    ]);
    const collapsed = JSON.parse(JSON.stringify(study), (key, value) =>
      key === 'outcomeMeasures' || key === 'conditions'
        ? value[0]
        : key === 'value' && /^\d+$/.test(value)
          ? Number(value)
          : value,
    );
    const found = studiesIn(JSON.stringify({ studies: [study, collapsed] }));
    expect(found).toHaveLength(2);
    const trees = [study, collapsed].map((one) => imported(one).tree);
    expect(trees[1]).toEqual(trees[0]);
  });

  test.each([
    ['{"FullStudiesResponse":{}}', 'API v1'],
    ['{"id_info":{}}', 'former XML form'],
    ['<html>', 'not JSON'],
    [
      '{"studies":[{"protocolSection":{"identificationModule":{"nctId":"X"}}}]}',
      'expected a number such as NCT02252172',
    ],
    ['7', 'not a study'],
  ])('%s is refused', (text, reason) => {
    expect(studiesIn(text)).toMatchObject([{ problem: expect.stringContaining(reason) }]);
  });
});
