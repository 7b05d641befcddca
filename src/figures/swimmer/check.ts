import { cohortAt, isDrawable } from '../cohort.ts';
import type { Resolve } from '../resolve.ts';

export const resolveSwimmer: Resolve<'swimmer'> = (fields, keys, check) => {
  const at = [...keys, 'cohort'];
  const cohort = cohortAt(fields.cohort, at, check);
  if (!cohort) return undefined;
  const rows = cohort.patients
    .flatMap((patient) => (patient.time ? [{ ...patient, time: patient.time }] : []))
    .toSorted((a, b) => b.time.value.value.value - a.time.value.value.value);
  return isDrawable(rows, { inWords: 'a duration', most: 40 }, at, check) ? { cohort, rows } : undefined;
};
