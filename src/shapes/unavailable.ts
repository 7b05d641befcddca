import { z } from 'zod';
import { text } from '../model/scalars.ts';
import { bracketed } from './interval.ts';
import { defineShape } from './shape.ts';

const schema = z.strictObject({
  reason: z.enum([
    'not reached',
    'not estimable',
    'not reported',
    'not calculated',
    'below the limit of quantification',
    'nobody analysed',
  ]),
  /** The reason in the words of the source. */
  because: text.optional(),
});

/** A result that the source announces and does not give. */
export type NoValue = z.infer<typeof schema>;

const signs: Record<NoValue['reason'], string> = {
  'not reached': 'NR',
  'not estimable': 'NE',
  'not reported': '—',
  'not calculated': 'NC',
  'below the limit of quantification': 'BLQ',
  'nobody analysed': '—',
};

export const unavailable = defineShape({
  schema,
  noun: { one: 'no value', many: 'results without a value' },
  subject: 'either',
  complete: (raw: NoValue): NoValue => raw,
  forms: {
    reason: ({ reason }: NoValue) => reason,
    full: ({ reason, because }) => `${reason}${bracketed(because)}`,
  },
  numeral: ({ reason }) => signs[reason],
  unit: () => undefined,
  beneath: () => [],
  columnLabel: () => undefined,
  estimate: () => undefined,
  faults: () => [],
  about: () => undefined,
  fact: ({ reason, because }) => ({ estimate: reason, details: because ? { because } : {} }),
});
