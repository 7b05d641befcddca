import { z } from 'zod';
import { decimal, text } from '../model/scalars.ts';
import { nbsp } from '../notation/written.ts';
import { bracketed, signed } from './interval.ts';
import { defineShape } from './shape.ts';

const schema = z.strictObject({
  value: decimal,
  unit: text,
  /** What else is known of the patient, in words after the number. */
  told: text.optional(),
});

/** A number of one patient. */
export type Observation = z.infer<typeof schema>;

export const observation = defineShape({
  schema,
  noun: { one: 'an observation', many: 'observations' },
  subject: 'one',
  complete: (raw: Observation): Observation => raw,
  forms: {
    observed: writeObserved,
    full: (v: Observation) => `${writeObserved(v)}${bracketed(v.told)}`,
  },
  numeral: writeObserved,
  unit: ({ unit }) => unit,
  beneath: () => [],
  columnLabel: () => undefined,
  estimate: ({ value, unit }) => ({ decimal: value, field: 'value', unit }),
  faults: () => [],
  about: () => undefined,
  fact: (v) => ({ estimate: writeObserved(v), details: v.told === undefined ? {} : { told: v.told } }),
});

/** `14.2 months`, `−45%`, `+12%`. */
export function writeObserved({ value, unit }: Observation): string {
  return unit === '%' ? signedPercent(value) : `${signed(value.text)}${nbsp}${unit}`;
}

/** A change in per cent with its sign. */
export function signedPercent({ text, value }: Observation['value']): string {
  return `${value > 0 ? '+' : ''}${signed(text)}%`;
}
