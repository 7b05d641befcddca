import { z } from 'zod';
import { text, wholeNumber } from '../model/scalars.ts';
import { withThousands } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import { defineShape, type Fault } from './shape.ts';

const schema = z.strictObject({ value: wholeNumber, of: wholeNumber.optional(), unit: text });

/** A count; of events there may be more than patients. */
export type Count = z.infer<typeof schema>;

export const count = defineShape({
  schema,
  noun: { one: 'a count', many: 'counts' },
  subject: 'one',
  complete: (raw: Count): Count => raw,
  forms: {
    n: ({ value }: Count) => withThousands(value),
    N: ({ of }) => (of === undefined ? undefined : withThousands(of)),
    'n/N': joined('/'),
    'n of N': joined(`${nbsp}of${nbsp}`),
  },
  numeral: (v) => joined('/')(v) ?? withThousands(v.value),
  unit: ({ unit }) => unit,
  beneath: () => [],
  columnLabel: () => undefined,
  estimate: ({ value, unit }) => ({
    decimal: { text: String(value), value },
    field: 'value',
    unit,
  }),
  faults,
  about: () => undefined,
  fact: (v) => ({
    estimate: joined('/')(v) ?? `${withThousands(v.value)}${nbsp}${v.unit}`,
    details: {},
  }),
});

function joined(between: string) {
  return ({ value, of }: Count): string | undefined =>
    of === undefined ? undefined : `${withThousands(value)}${between}${withThousands(of)}`;
}

/** Whether people are counted, so that the count cannot exceed their number. */
function countsPeople({ unit }: Count): boolean {
  return /\b(?:patients?|participants?|subjects?|people|persons?|women|men|children|infants?|volunteers?)$/i.test(
    unit,
  );
}

function faults(v: Count): Fault[] {
  const { value, of } = v;
  if (of === 0)
    return [{ code: 'empty-population', message: 'a count needs at least 1 patient', at: ['of'] }];
  if (of === undefined || value <= of || !countsPeople(v)) return [];
  return [
    {
      code: 'events-exceed-total',
      message: `${value} events in ${of} patients`,
      at: ['value'],
      related: [{ message: 'the number of patients', at: ['of'] }],
    },
  ];
}
