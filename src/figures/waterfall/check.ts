import { cohortAt, isDrawable } from '../cohort.ts';
import type { Resolve } from '../resolve.ts';

/** Lines of RECIST: partial response and progression. */
const usual = {
  cutoffs: [
    { text: '-30', value: -30 },
    { text: '20', value: 20 },
  ],
  limit: { text: '100', value: 100 },
};

export const resolveWaterfall: Resolve<'waterfall'> = (fields, keys, check) => {
  const at = [...keys, 'cohort'];
  const cohort = cohortAt(fields.cohort, at, check);
  if (!cohort) return undefined;
  const bars = cohort.patients
    .flatMap((patient) => (patient.change ? [{ ...patient, change: patient.change }] : []))
    .toSorted((a, b) => b.change.value.value.value - a.change.value.value.value);
  const { cutoffs = usual.cutoffs, limit = usual.limit } = fields;
  const isWhole = isDrawable(bars, { inWords: 'a change', most: 100 }, at, check);
  return isWhole ? { cohort, bars, cutoffs, limit } : undefined;
};
