import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { decimal, percentage, slug, type TimeUnit, text, wholeNumber } from './scalars.ts';
import { type Grade, grade, type Reference, sourceReferences } from './source.ts';
import type { Arm, Cut, Finding, Trial } from './trial.ts';

const curveArm = z.strictObject({
  /** Times of events, each as often as it occurred. */
  events: z.array(decimal).optional(),
  /** Times at which follow-up ended without event; of a digitised curve, its ticks. */
  censored: z.array(decimal).optional(),
  /** Times and per cent without event read off a figure, where the curve steps; from [0, 100]. */
  points: z
    .array(z.tuple([decimal, percentage]))
    .min(1)
    .optional(),
  /** Printed under the figure at 0 and every step of the axis. */
  atRisk: z.array(wholeNumber).min(1).optional(),
});

export const curveSchema = z.strictObject({
  endpoint: z.string(),
  cut: z.string().optional(),
  /** Times of patients, or points read off a published figure. */
  data: z.enum(['events', 'digitised']),
  /** From when time counts. */
  origin: z.enum(['randomisation', 'infusion', 'enrolment', 'first dose']),
  unit: z.enum(['days', 'weeks', 'months', 'years']),
  /** From one mark of the axis and number at risk to the next, in the unit. */
  every: decimal.refine(({ value }) => value > 0, {
    error: 'expected a time greater than 0',
    params: { code: 'out-of-range' },
  }),
  /** How the pointwise 95% limits of event data are made; log-log unless said otherwise. */
  interval: z.enum(['log-log', 'plain']).optional(),
  arms: z.record(slug, curveArm),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

export type CurveFile = z.infer<typeof curveSchema>;
export type CurveArmFile = z.infer<typeof curveArm>;

/** What the curve becomes at a time, until the next step: shares without event, 0 to 1. */
interface CurveStep {
  time: number;
  survival: number;
  /** Pointwise 95% limits. */
  limits?: { low: number; high: number };
}

export interface CurveArm {
  arm: Arm;
  /** From time 0. */
  steps: CurveStep[];
  censored: number[];
  /** The last time that the curve covers. */
  last: number;
  /** Numbers at risk at 0 and every step of the axis, as findings of their own. */
  atRisk: { time: number; finding: Finding }[];
  /** Computed from event data, as findings of their own. */
  median?: Finding;
  rates: { time: number; finding: Finding }[];
}

/** Survival curves of a trial's arms for one endpoint at one cut. */
export interface Curve {
  id: string;
  endpoint: Endpoint;
  cut?: Cut;
  data: CurveFile['data'];
  origin: CurveFile['origin'];
  unit: TimeUnit;
  every: number;
  /** Kind of the limits; none of a digitised curve. */
  interval?: 'log-log' | 'plain';
  arms: CurveArm[];
  references: Reference[];
  grade: Grade;
  note?: string;
}

/** What a curve's findings have in common. */
export interface CurveSubject {
  trial: Trial;
  curve: Omit<Curve, 'arms'>;
  arm: Arm;
}
