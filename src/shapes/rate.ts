import { z } from 'zod';
import { percentage, quantity, wholeNumber } from '../model/scalars.ts';
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
import { shortUnit, writeQuantity } from './median.ts';
import { boundPiece, defineShape } from './shape.ts';

const schema = z.strictObject({
  at: quantity,
  percent: percentage,
  ...intervalFields,
  of: wholeNumber.optional(),
});

/** Share of patients at a time, estimated with censoring: no n of N. */
export type Rate = z.infer<typeof schema>;

export const rate = defineShape({
  schema,
  noun: { one: 'a rate', many: 'rates' },
  subject: 'one',
  complete: (raw: Rate): Rate => raw,
  forms: {
    percent: ({ percent }: Rate) => `${percent.text}%`,
    at: ({ at }) => writeQuantity(at),
    ci: (v) => writeRange(v, undefined, { unit: '%' }),
    full: (v, setting) =>
      `${v.at.value.text}-${v.at.unit.replace(/s$/, '')} ${setting.endpoint}${nbsp}${v.percent.text}%${bracketed(writeWithLevel(v, setting))}`,
  },
  numeral: ({ percent }) => percent.text,
  unit: () => '%',
  beneath: ({ at }) => boundPiece(`at ${at.value.text}${nbsp}${shortUnit(at.unit)}`),
  columnLabel: () => '% at a set time',
  estimate: (v) => ({
    decimal: v.percent,
    field: 'percent',
    unit: '%',
  }),
  limits: (v) => v,
  faults: (v) => [
    ...limitFaults(v, (limit) => limit >= 0 && limit <= 100, 'a percentage from 0 to 100'),
    ...intervalFaults(v, { ...v.percent, field: 'percent' }),
  ],
  about: ({ at }) => writeQuantity(at),
  fact: (v) => {
    return {
      estimate: `${v.percent.text}%`,
      details: intervalFact(v),
    };
  },
});
