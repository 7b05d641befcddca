import { z } from 'zod';
import {
  type Quantity,
  quantityOrUnavailable,
  type TimeUnit,
  timeUnit,
  wholeNumber,
} from '../model/scalars.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  intervalFact,
  intervalFaults,
  intervalFields,
  limitFaults,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { defineShape } from './shape.ts';

const schema = z.strictObject({
  value: quantityOrUnavailable,
  /** Unit of the limits where the median itself is no number. */
  unit: timeUnit.optional(),
  ...intervalFields,
  /** Patients with the event, and all of the group. */
  events: wholeNumber.optional(),
  of: wholeNumber.optional(),
});

/** Median of a time to an event. */
export type Median = z.infer<typeof schema>;

export function writeQuantity({ value, unit }: Quantity): string {
  return `${value.text}${nbsp}${unitFor(value.text, unit)}`;
}

/** `month` after a 1, `months` after any other number. */
export function unitFor(number: string, unit: TimeUnit): string {
  return number === '1' ? unit.slice(0, -1) : unit;
}

const short = { days: 'd', weeks: 'wk', months: 'mo', years: 'y' } as const;

/** `mo`, `wk`: a unit of time in a table. */
export function shortUnit(unit: Quantity['unit']): string {
  return short[unit];
}

const unavailableSigns = { 'not reached': 'NR', 'not estimable': 'NE', 'not reported': '—' } as const;

export const median = defineShape({
  schema,
  noun: { one: 'a median', many: 'medians' },
  subject: 'one',
  complete: (raw: Median): Median => raw,
  forms: {
    median: written,
    ci: (v) => writeRange(v, undefined),
    full: (v, setting) => `${written(v)}${bracketed(writeWithLevel(v, setting))}`,
  },
  numeral: ({ value }) => (typeof value === 'string' ? unavailableSigns[value] : value.value.text),
  unit: ({ value }) => (typeof value === 'string' ? undefined : shortUnit(value.unit)),
  beneath: () => [{ text: 'median' }],
  columnLabel: ({ value }) => (typeof value === 'string' ? undefined : `median, ${value.unit}`),
  estimate: (v) =>
    typeof v.value === 'string'
      ? undefined
      : {
          decimal: v.value.value,
          field: 'value',
          unit: v.value.unit,
        },
  limits: (v) => v,
  faults: (v) => [
    ...limitFaults(v, (limit) => limit >= 0, 'a time of 0 or more'),
    ...intervalFaults(v, typeof v.value === 'string' ? undefined : { ...v.value.value, field: 'value' }),
    ...(v.events !== undefined && v.of !== undefined && v.events > v.of
      ? [{ code: 'events-exceed-total', message: `${v.events} events in ${v.of} patients`, at: ['events'] }]
      : []),
  ],
  about: () => undefined,
  fact: (v) => {
    return {
      estimate: written(v),
      details: intervalFact(v),
    };
  },
});

function written({ value }: Median): string {
  return typeof value === 'string' ? value : writeQuantity(value);
}
