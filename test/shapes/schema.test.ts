import { expect, test } from 'vitest';
import type { WrittenShape } from '../../src/shapes/shapes.ts';
import { completed, isTaken, type Raw } from './values.ts';

const ratio = { value: '0.8' };
const rate = { rate: '5', per: '100 patient-years' };

const taken: [shape: WrittenShape, raw: Raw][] = [
  ['proportion', {}],
  ['proportion', { events: '0', of: '0' }],
  ['proportion', { percent: '100', level: '50', ci: ['0', '100'], method: 'Wilson' }],
  ['median', { value: 'not reached' }],
  ['median', { value: '0 days', unit: 'years' }],
  ['rate', { at: '1 weeks', percent: '0' }],
  ['hazardRatio', { ...ratio, sided: 'two', status: 'confirmatory', direction: 'by convention' }],
  ['hazardRatio', { ...ratio, direction: 'agrees with the data', nonInferiority: { type: 'equivalence' } }],
  ['meanRatio', { ...ratio, geometric: 'false' }],
  ['difference', { value: '-1', unit: 'points', adjusted: 'false', se: '0' }],
  ['measure', { unit: 'points', change: 'per cent from baseline' }],
  ...[
    ...['1 year', '1 years', '12 months', '100 person-years', '1000 woman-months', '10 participant-weeks'],
    ...['100 subject-days', '1 day', '1 patient-week', '2 month'],
  ].map((per): [WrittenShape, Raw] => ['eventRate', { per }]),
  ['count', { value: '3', unit: 'x' }],
  ['number', { value: '-3.0', unit: 'x' }],
  ['test', { p: '>0.05' }],
];

test.each(taken)('%s %j is taken', (shape, raw) => {
  expect(isTaken(shape, raw)).toBe(true);
});

const refused: [shape: WrittenShape, raw: Raw][] = [
  ['proportion', { events: '1.5', of: '3' }],
  ['proportion', { events: 'some', of: '3' }],
  ['proportion', { percent: '100.1' }],
  ['proportion', { percent: '5', unit: '%' }],
  ['proportion', { percent: '5', ci: ['1'] }],
  ['proportion', { percent: '5', ci: ['1', 'unknown'] }],
  ['proportion', { percent: '5', ci: ['1', '9'], level: '100' }],
  ['proportion', { percent: '5', ci: ['1', '9'], level: '49' }],
  ['median', { value: '5' }],
  ['median', { value: 'unbounded' }],
  ['median', { value: 'not reached', unit: 'hours' }],
  ['rate', { percent: '5' }],
  ['rate', { at: '5', percent: '5' }],
  ['hazardRatio', {}],
  ['hazardRatio', { ...ratio, unit: 'points' }],
  ['hazardRatio', { ...ratio, geometric: 'true' }],
  ['hazardRatio', { ...ratio, events: ['1/2'] }],
  ['hazardRatio', { ...ratio, events: ['1/2', '3'] }],
  ['hazardRatio', { ...ratio, informationFraction: '101' }],
  ['hazardRatio', { ...ratio, p: '0.05', sided: 'left' }],
  ['hazardRatio', { ...ratio, p: '1.2' }],
  ['hazardRatio', { ...ratio, status: 'significant' }],
  ['hazardRatio', { ...ratio, nonInferiority: { type: 'superiority' } }],
  ['hazardRatio', { ...ratio, nonInferiority: { type: 'equivalence', limit: '1' } }],
  ['meanRatio', { ...ratio, geometric: 'yes' }],
  ['difference', { value: '1' }],
  ['difference', { value: '1', unit: 'points', se: '-1' }],
  ['measure', { mean: '1' }],
  ['measure', { mean: '1', unit: 'points', sd: '-1' }],
  ['measure', { mean: '1', unit: 'points', change: 'from week 4' }],
  ...[
    ...['', 'year', '0 years', '01 year', '100', '100 patient years', 'per 100 years', '100 years at risk'],
    ...['100 dog-years', '-1 year', '1.5 years'],
  ].map((per): [WrittenShape, Raw] => ['eventRate', { ...rate, per }]),
  ['eventRate', { ...rate, rate: '-1' }],
  ['count', { value: '3' }],
  ['count', { value: '-3', unit: 'x' }],
  ['number', { value: '3', unit: '' }],
  ['test', {}],
  ['test', { p: '0.03', value: '2' }],
  ['unavailable', {}],
  ['unavailable', { reason: 'lost' }],
];

test.each(refused)('%s %j is refused', (shape, raw) => {
  expect(isTaken(shape, raw)).toBe(false);
});

test('numbers keep the text of the source beside what they are', () => {
  expect(
    completed('hazardRatio', { value: '0.10', p: '<0.0010', events: ['1/20', '3/40'], level: '95.0' }),
  ).toEqual({
    shape: 'hazardRatio',
    value: { text: '0.10', value: 0.1 },
    p: { relation: '<', value: { text: '0.0010', value: 0.001 } },
    events: [
      { events: 1, of: 20 },
      { events: 3, of: 40 },
    ],
    level: { text: '95.0', value: 95 },
  });
});

const completions: [shape: WrittenShape, raw: Raw, expected: object][] = [
  ['proportion', { events: '3', of: '4' }, { events: 3, of: 4, eventsDerived: false }],
  [
    'proportion',
    { percent: '75', of: '4' },
    { percent: { text: '75', value: 75 }, of: 4, eventsDerived: false },
  ],
  [
    'proportion',
    { events: 'derived', percent: '75', of: '4' },
    { events: 3, percent: { text: '75', value: 75 }, of: 4, eventsDerived: true },
  ],
  ['eventRate', rate, { rate: { text: '5', value: 5 }, per: '100 patient-years', rateComputed: false }],
  [
    'eventRate',
    { per: '100 years', events: '5', exposure: '30' },
    {
      ...{ rate: { text: '16.7', value: 16.7 }, per: '100 years', events: 5, rateComputed: true },
      exposure: { text: '30', value: 30 },
    },
  ],
];

test.each(completions)('%s %j is completed', (shape, raw, expected) => {
  expect(completed(shape, raw)).toEqual({ shape, ...expected });
});
