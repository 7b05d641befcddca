import { z } from 'zod';
import { decimal, flag, notNegative, text } from '../model/scalars.ts';
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
import { direction, factOfTest, testFaults, testFields, writeMargin, writeP } from './significance.ts';

const schema = z.strictObject({
  value: decimal,
  unit: text,
  ...intervalFields,
  se: notNegative.optional(),
  /** Adjusted by a model for what the analysis names. */
  adjusted: flag.optional(),
  direction,
  ...testFields,
});

/** The first arm of a comparison minus the second. */
export type Difference = z.infer<typeof schema>;

export const difference = defineShape({
  schema,
  noun: { one: 'a difference', many: 'differences' },
  subject: 'comparison',
  complete: (raw: Difference): Difference => raw,
  forms: {
    difference: written,
    ci: (v: Difference) => writeRange(v, undefined),
    p: writeP,
    se: ({ se }) => se?.text,
    full: (v, setting) =>
      `${written(v)}${bracketed(writeWithLevel(v, setting) || standardError(v), writeMargin(v))}`,
    margin: writeMargin,
  },
  numeral: ({ value }) => signed(value.text),
  unit: ({ unit }) => unit,
  beneath: (v) => boundPiece(writeRange(v, undefined)),
  columnLabel: ({ unit }) => `difference, ${unit}`,
  estimate: (v) => ({
    decimal: v.value,
    field: 'value',
    unit: v.unit,
  }),
  limits: (v) => v,
  contrast: { abbreviation: 'difference', none: 0, compares: 'amounts' },
  faults: (v) => [...intervalFaults(v, { ...v.value, field: 'value' }), ...testFaults(v)],
  about: () => undefined,
  fact: (v) => {
    return {
      estimate: written(v),
      details: {
        ...intervalFact(v),
        ...(v.se && { spread: standardError(v) as string }),
        ...(v.adjusted && { adjusted: 'adjusted' }),
        ...factOfTest(v),
      },
    };
  },
});

function written({ value, unit }: Difference): string {
  return `${signed(value.text)}${nbsp}${unit}`;
}

function standardError({ se }: Difference): string | undefined {
  return se && `SE${nbsp}${se.text}`;
}
