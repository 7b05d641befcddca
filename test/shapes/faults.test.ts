import { expect, test } from 'vitest';
import type { Fault } from '../../src/shapes/shape.ts';
import { faultsOf, type WrittenShape } from '../../src/shapes/shapes.ts';
import { faultsIn, makeValue, type Raw } from './values.ts';

const patients = { message: 'the number of patients', at: ['of'] };
const interval = [{ message: 'the interval', at: ['ci'] }];
const upper = [{ message: 'the upper limit', at: ['ci', 1] }];

function outside(text: string, field: string): Fault {
  return {
    code: 'estimate-outside-interval',
    message: `the estimate ${text} lies outside its interval`,
    at: [field],
    related: interval,
  };
}

function reversed(low: number, high: number): Fault {
  return {
    code: 'interval-reversed',
    message: `the interval begins at ${low} and ends at ${high}`,
    at: ['ci', 0],
    related: upper,
  };
}

function limit(text: string, expected: string, side: 0 | 1): Fault {
  return { code: 'out-of-range', message: `‘${text}’: expected ${expected}`, at: ['ci', side] };
}

const ratio = (more: Raw): [WrittenShape, Raw] => ['hazardRatio', { value: '0.8', ...more }];
const measure = (more: Raw): [WrittenShape, Raw] => ['measure', { unit: 'points', ...more }];
const per = '100 patient-years';

/** By what is wrong; several at once are all said. */
const faulty: [value: [WrittenShape, Raw], faults: Fault[]][] = [
  [
    ['proportion', {}],
    [{ code: 'missing-field', message: 'a proportion needs percent:, or events: and of:', at: [] }],
  ],
  [
    ['proportion', { events: '3' }],
    [{ code: 'missing-field', message: 'a proportion needs percent:, or events: and of:', at: [] }],
  ],
  [
    ['proportion', { of: '3' }],
    [{ code: 'missing-field', message: 'a proportion needs percent:, or events: and of:', at: [] }],
  ],
  [
    ['proportion', { events: '0', of: '0' }],
    [{ code: 'empty-population', message: 'a proportion needs at least 1 patient', at: ['of'] }],
  ],
  [
    ['proportion', { events: '4', of: '3', percent: '90', ci: ['-1', '101'] }],
    [
      { code: 'events-exceed-total', message: '4 events in 3 patients', at: ['events'], related: [patients] },
      limit('-1', 'a percentage from 0 to 100', 0),
      limit('101', 'a percentage from 0 to 100', 1),
    ],
  ],
  [['proportion', { percent: '50', ci: ['51', '60'] }], [outside('50', 'percent')]],
  [['proportion', { percent: '50', ci: ['60', '40'] }], [reversed(60, 40)]],
  [
    ['median', { value: '5.0 months', ci: ['-1', '4'], events: '4', of: '3' }],
    [
      limit('-1', 'a time of 0 or more', 0),
      outside('5.0', 'value'),
      { code: 'events-exceed-total', message: '4 events in 3 patients', at: ['events'] },
    ],
  ],
  [['median', { value: 'not reached', ci: ['5', '4'] }], [reversed(5, 4)]],
  [
    ['rate', { at: '5 years', percent: '50', ci: ['-0.1', '100.1'] }],
    [limit('-0.1', 'a percentage from 0 to 100', 0), limit('100.1', 'a percentage from 0 to 100', 1)],
  ],
  [['rate', { at: '5 years', percent: '50', ci: ['not reached', '49'] }], [outside('50', 'percent')]],
  ...['0', '-1'].map((value): [[WrittenShape, Raw], Fault[]] => [
    ['hazardRatio', { value }],
    [{ code: 'out-of-range', message: 'a ratio must be greater than 0', at: ['value'] }],
  ]),
  [ratio({ ci: ['-0.1', '0.9'] }), [limit('-0.1', 'a limit of 0 or more', 0)]],
  [ratio({ ci: ['0.81', '0.9'] }), [outside('0.8', 'value')]],
  [ratio({ ci: ['unbounded', '0.79'] }), [outside('0.8', 'value')]],
  [ratio({ ci: ['0.81', 'unbounded'] }), [outside('0.8', 'value')]],
  [
    ratio({ ci: ['unbounded', 'unbounded'] }),
    [{ code: 'missing-field', message: 'an interval needs at least one limit', at: ['ci'] }],
  ],
  [
    ratio({ level: '90' }),
    [{ code: 'missing-field', message: 'level: belongs to an interval; give ci: too', at: ['level'] }],
  ],
  [
    ratio({ events: ['3/2', '5/4'] }),
    [
      { code: 'events-exceed-total', message: '3 events in 2 patients', at: ['events', 0] },
      { code: 'events-exceed-total', message: '5 events in 4 patients', at: ['events', 1] },
    ],
  ],
  [
    ratio({ sided: 'one', alpha: '0', nonInferiority: { type: 'equivalence', lowerMargin: '0.8' } }),
    [
      { code: 'missing-field', message: 'sided: belongs to a p value; give p: too', at: ['sided'] },
      { code: 'out-of-range', message: 'a significance level must be above 0 and below 0.5', at: ['alpha'] },
      {
        code: 'missing-field',
        message: 'a test of equivalence needs margin: or marginText:',
        at: ['nonInferiority'],
      },
    ],
  ],
  [
    ratio({ alpha: '0.5' }),
    [{ code: 'out-of-range', message: 'a significance level must be above 0 and below 0.5', at: ['alpha'] }],
  ],
  [
    ['meanRatio', { value: '0', geometric: 'true' }],
    [{ code: 'out-of-range', message: 'a ratio must be greater than 0', at: ['value'] }],
  ],
  [
    ['difference', { value: '-5', unit: 'points', ci: ['-4', '4'], sided: 'two' }],
    [
      outside('-5', 'value'),
      { code: 'missing-field', message: 'sided: belongs to a p value; give p: too', at: ['sided'] },
    ],
  ],
  [
    measure({}),
    [
      {
        code: 'missing-field',
        message: 'a measure needs mean:, median:, geometricMean: or adjustedMean:',
        at: [],
      },
    ],
  ],
  [
    measure({ adjustedMean: '3', median: '2' }),
    [
      {
        code: 'value-shape',
        message: 'a measure has one average; this one has median and adjustedMean',
        at: ['adjustedMean'],
        hints: ['make a separate finding for each'],
      },
    ],
  ],
  [
    measure({ mean: '3', of: '0' }),
    [{ code: 'empty-population', message: 'an average needs at least 1 patient', at: ['of'] }],
  ],
  [measure({ mean: '3', ci: ['4', '5'] }), [outside('3', 'mean')]],
  ...(
    [
      ['mean', '0.9'],
      ['mean', '9.1'],
      ['median', '0.9'],
      ['geometricMean', '9.1'],
      ['adjustedMean', '9.1'],
    ] as const
  ).map(([field, value]): [[WrittenShape, Raw], Fault[]] => [
    measure({ [field]: value, range: ['1', '9'] }),
    [
      {
        code: 'estimate-outside-interval',
        message: `the ${field.replace(/M/, ' m')} ${value} lies outside its range`,
        at: [field],
        related: [{ message: 'range', at: ['range'] }],
      },
    ],
  ]),
  ...['2.9', '7.1'].map((median): [[WrittenShape, Raw], Fault[]] => [
    measure({ median, iqr: ['3', '7'] }),
    [
      {
        code: 'estimate-outside-interval',
        message: `the median ${median} lies outside its interquartile range`,
        at: ['median'],
        related: [{ message: 'iqr', at: ['iqr'] }],
      },
    ],
  ]),
  ...(['mean', 'median'] as const).map((field): [[WrittenShape, Raw], Fault[]] => [
    measure({ [field]: '5', iqr: ['7', '3'], range: ['9', '1'] }),
    [
      { code: 'interval-reversed', message: 'range: begins at 9 and ends at 1', at: ['range'] },
      { code: 'interval-reversed', message: 'iqr: begins at 7 and ends at 3', at: ['iqr'] },
    ],
  ]),
  ...['2', undefined].map((of): [[WrittenShape, Raw], Fault[]] => [
    measure({ mean: '5', sd: '0.3', se: '1.20', ...(of && { of }) }),
    [
      {
        code: 'spread-reversed',
        message: 'the standard deviation 0.3 is smaller than the standard error 1.20',
        at: ['sd'],
        related: [{ message: 'the standard error', at: ['se'] }],
        hints: ['they may be swapped: SE = SD / √N'],
      },
    ],
  ]),
  ...['0', '-1'].map((geometricMean): [[WrittenShape, Raw], Fault[]] => [
    measure({ geometricMean }),
    [{ code: 'out-of-range', message: 'a geometric mean must be greater than 0', at: ['geometricMean'] }],
  ]),
  ...[{}, { events: '5' }, { exposure: '5' }].map((raw): [[WrittenShape, Raw], Fault[]] => [
    ['eventRate', { per, ...raw }],
    [{ code: 'missing-field', message: 'an event rate needs rate:, or events: and exposure:', at: [] }],
  ]),
  ...[{}, { events: '5' }, { rate: '5', events: '5' }].map((raw): [[WrittenShape, Raw], Fault[]] => [
    ['eventRate', { per, exposure: '0', ...raw }],
    [{ code: 'out-of-range', message: 'the time at risk must be greater than 0', at: ['exposure'] }],
  ]),
  [
    ['eventRate', { rate: '5.3', per, events: '106', exposure: '2034.5' }],
    [
      {
        code: 'rate-mismatch',
        message: '106 events in 2034.5 are 5.2 per 100 patient-years, not 5.3',
        at: ['rate'],
        related: [{ message: 'the time at risk', at: ['exposure'] }],
      },
    ],
  ],
  [
    ['eventRate', { rate: '0.060', per: '1 year', events: '106', exposure: '2034.5' }],
    [
      {
        code: 'rate-mismatch',
        message: '106 events in 2034.5 are 0.052 per year, not 0.060',
        at: ['rate'],
        related: [{ message: 'the time at risk', at: ['exposure'] }],
      },
    ],
  ],
  [
    ['eventRate', { rate: '5.0', per, events: '1', exposure: '20.5' }],
    [
      {
        code: 'rate-mismatch',
        message: '1 events in 20.5 are 4.9 per 100 patient-years, not 5.0',
        at: ['rate'],
        related: [{ message: 'the time at risk', at: ['exposure'] }],
      },
    ],
  ],
  [
    ['eventRate', { rate: '5', per, ci: ['-1', '4'] }],
    [limit('-1', 'a rate of 0 or more', 0), outside('5', 'rate')],
  ],
  [['eventRate', { per, events: '5', exposure: '100', ci: ['6', '7'] }], [outside('5.0', 'events')]],
  [
    ['count', { value: '3', of: '0', unit: 'events' }],
    [{ code: 'empty-population', message: 'a count needs at least 1 patient', at: ['of'] }],
  ],
  ...[
    ...['patients', 'patient', 'treated Participants', 'subject', 'people', 'person', 'women', 'men'],
    ...['children', 'infants', 'volunteers'],
  ].map((unit): [[WrittenShape, Raw], Fault[]] => [
    ['count', { value: '4', of: '3', unit }],
    [{ code: 'events-exceed-total', message: '4 events in 3 patients', at: ['value'], related: [patients] }],
  ]),
  [['number', { value: '5', unit: 'mg/dL', ci: ['6', '7'] }], [outside('5', 'value')]],
  [['number', { value: '5', unit: 'mg/dL', ci: ['7', '6'] }], [reversed(7, 6)]],
  [
    ['test', { p: '0.03', alpha: '0.6' }],
    [{ code: 'out-of-range', message: 'a significance level must be above 0 and below 0.5', at: ['alpha'] }],
  ],
];

test.each(faulty)('%j', ([shape, raw], faults) => {
  expect(faultsIn(shape, raw)).toEqual(faults);
});

const sound: [WrittenShape, Raw][] = [
  ['proportion', { events: '3', of: '3', ci: ['0', '100'] }],
  ['proportion', { percent: '50', ci: ['50', '50'] }],
  ['proportion', { events: '5', percent: '50' }],
  ['proportion', { percent: '50', of: '3' }],
  ['proportion', { events: '1', of: '3', ci: ['90', '95'] }],
  ['median', { value: '5 months', ci: ['0', '5'], events: '3', of: '3' }],
  ['median', { value: 'not reached', ci: ['90', 'not reached'], events: '3' }],
  ['median', { value: '5 months', of: '3' }],
  ['rate', { at: '5 years', percent: '100', ci: ['0', '100'] }],
  ratio({ ci: ['0', '0.8'], events: ['2/2', '0/2'], p: '0.03', sided: 'one', alpha: '0.49' }),
  ratio({ ci: ['0.8', '0.8'], alpha: '0.001' }),
  ratio({ ci: ['unbounded', '0.9'], nonInferiority: { type: 'equivalence', marginText: 'a fifth' } }),
  ratio({ ci: ['0.7', 'unbounded'], nonInferiority: { type: 'non-inferiority', margin: '1.3' } }),
  ratio({ ci: ['not reached', 'not estimable'], level: '90' }),
  ['hazardRatio', { value: '0.01' }],
  ['difference', { value: '-5', unit: 'points', ci: ['-5', '-5'] }],
  measure({ mean: '1', range: ['1', '1'], iqr: ['1', '1'], ci: ['1', '1'] }),
  measure({ median: '3', iqr: ['3', '7'], range: ['not reported', '7'] }),
  measure({ median: '7', iqr: ['3', '7'], range: ['1', 'not reported'] }),
  measure({ mean: '9', iqr: ['3', '7'] }),
  measure({ mean: '9', iqr: ['not reported', '7'] }),
  measure({ mean: '5', sd: '1.2', se: '1.2', of: '2' }),
  measure({ mean: '5', sd: '0', se: '1.2', of: '1' }),
  measure({ mean: '-5', sd: '1.2' }),
  measure({ mean: '-5', se: '1.2', of: '1' }),
  measure({ geometricMean: '0.1' }),
  ['eventRate', { rate: '5.2', per, events: '106', exposure: '2034.5' }],
  ['eventRate', { rate: '5.210', per, events: '106', exposure: '2034.5' }],
  ['eventRate', { rate: '5.3', per, exposure: '2034.5' }],
  ['eventRate', { rate: '5.3', per, events: '106' }],
  // 106 in 2,029.5 to 2,030.5 patient-years are 5.2204 to 5.2230.
  ['eventRate', { rate: '5.2205', per, events: '106', exposure: '2030' }],
  ['eventRate', { rate: '0', per, ci: ['0', '1'] }],
  ['eventRate', { per, events: '0', exposure: '30' }],
  ['count', { value: '3', of: '3', unit: 'patients' }],
  ['count', { value: '9', of: '3', unit: 'events' }],
  ['count', { value: '9', of: '3', unit: 'patient-visits' }],
  ['count', { value: '9', of: '3', unit: 'specimen' }],
  ['count', { value: '9', unit: 'patients' }],
  ['number', { value: '5', unit: 'mg/dL', ci: ['5', '5'] }],
  ['test', { p: '0.03' }],
  ['unavailable', { reason: 'not reported' }],
];

test.each(sound)('nothing is wrong with %s %j', (shape, raw) => {
  expect(faultsOf(makeValue(shape, raw))).toEqual([]);
});

const rates: [events: string, exposure: string, per: string, rate: string][] = [
  ['106', '2034.5', '100 patient-years', '5.2'],
  ['106', '2034.5', '1 year', '0.052'],
  ['1', '2034.5', '1 year', '0.00049'],
  ['1', '10', '1 year', '0.10'],
  ['10', '10', '1 year', '1.0'],
  ['5', '1000', '100 years', '0.50'],
  ['0', '2034.5', '1 year', '0.0'],
  ['50', '3', '100 days', '1666.7'],
];

test.each(rates)('%s events in %s, per %s: %s', (events, exposure, time, rate) => {
  expect(makeValue('eventRate', { per: time, events, exposure })).toMatchObject({
    rate: { text: rate, value: Number(rate) },
  });
});
