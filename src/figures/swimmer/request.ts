import { z } from 'zod';
import type { Cohort, ObservedFinding, Patient } from '../../model/trial.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const swimmerEntry = z.strictObject({
  kind: z.literal('swimmer'),
  ...figureTexts,
  /** `<trial>.<cohort>`: patients with durations, 40 at most. */
  cohort: z.string(),
});

export interface SwimmerRequest extends FigureTexts {
  kind: 'swimmer';
  cohort: Cohort;
  /** Those with a duration, the longest first. */
  rows: (Patient & { time: ObservedFinding })[];
}
