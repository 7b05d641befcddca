import { z } from 'zod';
import { type Bound, bound, decimal, notNegative, text, wholeNumber } from '../model/scalars.ts';
import { withThousands } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  intervalFact,
  intervalFaults,
  intervalFields,
  numberOf,
  signed,
  writeBound,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { boundPiece, defineShape, type Fault } from './shape.ts';

const averages = {
  mean: 'mean',
  median: 'median',
  geometricMean: 'geometric mean',
  adjustedMean: 'adjusted mean',
} as const;

type Average = keyof typeof averages;

const schema = z.strictObject({
  mean: decimal.optional(),
  median: decimal.optional(),
  geometricMean: decimal.optional(),
  /** Least-squares mean, or otherwise adjusted by a model. */
  adjustedMean: decimal.optional(),
  unit: text,
  sd: notNegative.optional(),
  se: notNegative.optional(),
  /** Geometric coefficient of variation, per cent. */
  gcv: notNegative.optional(),
  ...intervalFields,
  /** First and third quartile. */
  iqr: z.tuple([bound, bound]).optional(),
  range: z.tuple([bound, bound]).optional(),
  of: wholeNumber.optional(),
  /** What the value is a change from. `per cent from baseline` is a relative change. */
  change: z.enum(['from baseline', 'per cent from baseline']).optional(),
});

/** An average with its spread. */
export type Measure = z.infer<typeof schema>;

/** Which average this is, and its number. */
export function averageOf(v: Measure): {
  field: Average;
  words: string;
  decimal: { text: string; value: number };
} {
  const field = (Object.keys(averages) as Average[]).find((name) => v[name]) ?? 'mean';
  return { field, words: averages[field], decimal: v[field] ?? { text: '—', value: Number.NaN } };
}

export const measure = defineShape({
  schema,
  noun: { one: 'a measure', many: 'measures' },
  subject: 'one',
  complete,
  forms: {
    average: written,
    ci: (v: Measure) => writeRange(v, undefined),
    sd: ({ sd }) => sd?.text,
    se: ({ se }) => se?.text,
    iqr: ({ iqr }) => writeRange({ ci: iqr }, undefined),
    range: ({ range }) => writeRange({ ci: range }, undefined),
    N: ({ of }) => (of === undefined ? undefined : withThousands(of)),
    full: (v, setting) => `${written(v)}${bracketed(writeWithLevel(v, setting) || spreadOf(v)[0])}`,
  },
  numeral: (v) => signed(averageOf(v).decimal.text),
  unit: ({ unit }) => unit,
  beneath: (v) => boundPiece(writeRange(v, undefined)),
  columnLabel: (v) => `${averageOf(v).words}, ${v.unit}`,
  estimate: (v) => {
    const { field, decimal: number } = averageOf(v);
    return { decimal: number, field, unit: v.unit };
  },
  limits: (v) => v,
  faults,
  about: ({ change }) => change,
  fact: (v) => {
    const spread = [...spreadOf(v, plainBound), v.of !== undefined && `N${nbsp}${v.of}`].filter(Boolean);
    return {
      estimate: `${averageOf(v).words}${nbsp}${written(v)}`,
      details: {
        ...intervalFact(v),
        ...(spread.length > 0 && { spread: spread.join('; ') }),
      },
    };
  },
});

function complete(raw: Measure): Measure | Fault {
  const given = (Object.keys(averages) as Average[]).filter((name) => raw[name]);
  if (given.length === 1) return raw;
  if (given.length === 0)
    return {
      code: 'missing-field',
      message: 'a measure needs mean:, median:, geometricMean: or adjustedMean:',
      at: [],
    };
  return {
    code: 'value-shape',
    message: `a measure has one average; this one has ${given.join(' and ')}`,
    at: [given[1] as string],
    hints: ['make a separate finding for each'],
  };
}

function written(v: Measure): string {
  return `${signed(averageOf(v).decimal.text)}${nbsp}${v.unit}`;
}

/** `SD 1.2`, `geometric CV 34%`, `IQR 3–8`, `range 1 to 12`: what the source gives, in this order. */
function spreadOf({ sd, se, gcv, iqr, range }: Measure, write = writeBound): string[] {
  const pair = (name: string, [low, high]: NonNullable<Measure['range']>) =>
    `${name}${write === plainBound ? ' ' : nbsp}${write(low)} to ${write(high)}`;
  return [
    sd && `SD${nbsp}${sd.text}`,
    se && `SE${nbsp}${se.text}`,
    gcv && `geometric CV${nbsp}${gcv.text}%`,
    iqr && pair('IQR', iqr),
    range && pair('range', range),
  ].filter((one) => one !== undefined);
}

function plainBound(bound: Bound): string {
  return typeof bound === 'string' ? bound : bound.text;
}

function faults(v: Measure): Fault[] {
  const { field, decimal: number } = averageOf(v);
  return [
    ...(v.of === 0
      ? [{ code: 'empty-population', message: 'an average needs at least 1 patient', at: ['of'] }]
      : []),
    ...intervalFaults(v, { ...number, field }),
    ...outside(v, 'range', number, field),
    ...(field === 'median' ? outside(v, 'iqr', number, field) : reversed(v, 'iqr')),
    ...errorFaults(v),
    ...(field === 'geometricMean' && number.value <= 0
      ? [{ code: 'out-of-range', message: 'a geometric mean must be greater than 0', at: [field] }]
      : []),
  ];
}

function reversed(v: Measure, name: 'range' | 'iqr'): Fault[] {
  const [low, high] = (v[name] ?? []).map(numberOf);
  if (low === undefined || high === undefined || low <= high) return [];
  return [
    { code: 'interval-reversed', message: `${name}: begins at ${low} and ends at ${high}`, at: [name] },
  ];
}

/** Every average lies between the least and the greatest value, a median between the quartiles. */
function outside(
  v: Measure,
  name: 'range' | 'iqr',
  number: { text: string; value: number },
  field: string,
): Fault[] {
  const wrong = reversed(v, name);
  if (wrong.length > 0) return wrong;
  const [low, high] = (v[name] ?? []).map(numberOf);
  const isOutside = (low !== undefined && number.value < low) || (high !== undefined && number.value > high);
  if (!isOutside) return [];
  return [
    {
      code: 'estimate-outside-interval',
      message: `the ${averages[field as Average]} ${number.text} lies outside its ${name === 'iqr' ? 'interquartile range' : 'range'}`,
      at: [field],
      related: [{ message: name, at: [name] }],
    },
  ];
}

/** SE = SD / √N, so an SE is never greater than the SD it comes from. */
function errorFaults({ sd, se, of }: Measure): Fault[] {
  if (!sd || !se || (of !== undefined && of < 2) || se.value <= sd.value) return [];
  return [
    {
      code: 'spread-reversed',
      message: `the standard deviation ${sd.text} is smaller than the standard error ${se.text}`,
      at: ['sd'],
      related: [{ message: 'the standard error', at: ['se'] }],
      hints: ['they may be swapped: SE = SD / √N'],
    },
  ];
}
