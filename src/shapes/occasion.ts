import { z } from 'zod';
import { date, flag, month, text } from '../model/scalars.ts';
import { writeDate } from '../notation/dates.ts';
import { defineShape } from './shape.ts';

const schema = z.strictObject({
  /** A day or a month: 2025-11-06, 2025-11. */
  date: z.union([date, month]),
  estimated: flag,
  told: text,
});

/** When something happened or is expected, and what, in words that may contain numbers of their own. */
export type Occasion = z.infer<typeof schema>;

export const occasion = defineShape({
  schema,
  noun: { one: 'a milestone', many: 'milestones' },
  subject: 'one',
  complete: (raw: Occasion): Occasion => raw,
  forms: {
    date: writeOccasion,
    full: (v: Occasion) => `${writeOccasion(v)}: ${v.told}`,
  },
  numeral: writeOccasion,
  unit: () => undefined,
  beneath: () => [],
  columnLabel: () => undefined,
  estimate: () => undefined,
  faults: () => [],
  about: () => undefined,
  fact: (v) => ({ estimate: writeOccasion(v), details: {} }),
});

/** `20 May 2025`, `January 2027 (estimated)`. */
export function writeOccasion({ date: when, estimated }: Occasion): string {
  return `${writeDate(when)}${estimated ? ' (estimated)' : ''}`;
}
