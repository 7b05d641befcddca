import { z } from 'zod';
import type { ValueOf } from '../shapes/shapes.ts';
import { decimal, flag, slug, type TimeUnit, text } from './scalars.ts';
import { type Grade, grade, type Reference, sourceReferences } from './source.ts';
import type { Cut, Finding } from './trial.ts';

/** Depths of response, the deepest first; PD is progression. */
const responses = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD'] as const;
export type Response = (typeof responses)[number];

const status = z.enum(['ongoing', 'stopped', 'died']);

const responseAt = z.strictObject({
  /** In the unit of the cohort, from its origin. */
  at: decimal,
  is: z.enum(responses),
  unconfirmed: flag.optional(),
});

const patientSchema = z.strictObject({
  /** As printed; the key in capitals unless given. */
  label: text.optional(),
  /** Time that the bar of a swimmer plot shows, in the unit of the cohort. */
  duration: decimal.optional(),
  /** At the end of that time. */
  status: status.optional(),
  responses: z.array(responseAt).optional(),
  /** Best change from baseline in per cent; negative is less disease. */
  change: decimal.optional(),
  /** Best response. */
  best: z.enum(responses).optional(),
  unconfirmed: flag.optional(),
});

export const cohortSchema = z.strictObject({
  label: text,
  cut: z.string().optional(),
  /** What the durations are of, such as `Time on treatment`. */
  duration: text.optional(),
  origin: z.enum(['randomisation', 'infusion', 'enrolment', 'first dose']).optional(),
  unit: z.enum(['days', 'weeks', 'months', 'years']).optional(),
  /** What the changes are of, and in whom it is read otherwise: `Sum of target lesions`, `Serum M-protein (light chains in 3)`. */
  measured: text.optional(),
  patients: z.record(slug, patientSchema),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

export type CohortFile = z.infer<typeof cohortSchema>;
export type PatientFile = z.infer<typeof patientSchema>;

export interface Patient {
  id: string;
  label: string;
  unconfirmed: boolean;
  best?: Response;
  /** What happened on the way, in order of time. */
  responses: { at: number; text: string; is: Response; unconfirmed: boolean }[];
  status?: z.infer<typeof status>;
  /** Findings of their own: `<trial>.patient.<cohort>.<patient>.time` and `.change`. */
  time?: ObservedFinding;
  change?: ObservedFinding;
}

export type ObservedFinding = Finding & { value: ValueOf<'observation'> };

/** Patient-level data of a trial. */
export interface Cohort {
  id: string;
  label: string;
  cut?: Cut;
  duration?: string;
  origin?: CohortFile['origin'];
  unit?: TimeUnit;
  measured?: string;
  patients: Patient[];
  references: Reference[];
  grade: Grade;
}

/** The findings that patients make readable. */
export function patientFindings(cohorts: readonly Cohort[]): Finding[] {
  return cohorts.flatMap(({ patients }) =>
    patients.flatMap(({ time, change }) => [...(time ? [time] : []), ...(change ? [change] : [])]),
  );
}
