import { z } from 'zod';
import { decimal, text, wholeNumber } from '../model/scalars.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  intervalFact,
  intervalFaults,
  intervalFields,
  signed,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { boundPiece, defineShape } from './shape.ts';

const schema = z.strictObject({
  value: decimal,
  unit: text,
  ...intervalFields,
  of: wholeNumber.optional(),
});

/** A number with its unit that is none of the other shapes. */
export type PlainNumber = z.infer<typeof schema>;

export const number = defineShape({
  schema,
  noun: { one: 'a number', many: 'numbers' },
  subject: 'either',
  complete: (raw: PlainNumber): PlainNumber => raw,
  forms: {
    number: written,
    ci: (v: PlainNumber) => writeRange(v, undefined, { unit: v.unit === '%' ? '%' : '' }),
    full: (v, setting) => `${written(v)}${bracketed(writeWithLevel(v, setting))}`,
  },
  numeral: ({ value }) => signed(value.text),
  unit: ({ unit }) => unit,
  beneath: (v) => boundPiece(writeRange(v, undefined)),
  columnLabel: ({ unit }) => unit,
  estimate: (v) => ({
    decimal: v.value,
    field: 'value',
    unit: v.unit,
  }),
  limits: (v) => v,
  faults: (v) => intervalFaults(v, { ...v.value, field: 'value' }),
  about: ({ unit }) => unit,
  fact: (v) => {
    return {
      estimate: written(v),
      details: intervalFact(v),
    };
  },
});

function written({ value, unit }: PlainNumber): string {
  const text = signed(value.text);
  return unit === '%' ? `${text}%` : `${text}${nbsp}${unit}`;
}
