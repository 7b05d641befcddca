import type { Datum } from '../../model/datum.ts';
import type { Arm, Finding } from '../../model/trial.ts';
import { toMonths } from '../../notation/times.ts';
import { contrastOf } from '../../shapes/shapes.ts';
import type { Test } from '../../shapes/significance.ts';
import type { Context } from './rule.ts';

/** Whether two statements differ. What is not stated is never equal to anything. */
export function differs(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || normalised(a) !== normalised(b);
}

/** Letter case and spacing make no difference. */
export function normalised(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** The arm a result is of; of a ratio or difference the experimental one; of a one-armed trial its arm. */
export function armOf({ arm, group, compare, trial }: Finding): Arm | undefined {
  return arm ?? compare?.[0] ?? (trial.arms.length === 1 && !group ? trial.arms[0] : undefined);
}

/** Patients treated and followed are facts about a trial, not results to compare. */
export function isResult({ endpoint }: Finding): boolean {
  return endpoint.family !== 'conduct';
}

export function isMrd({ endpoint }: Finding): boolean {
  return endpoint.family === 'mrd';
}

/** The statistical test of a ratio or difference. */
export function testOf({ value }: Finding): Test | undefined {
  return contrastOf(value) ? (value as Test) : undefined;
}

export function isTimeToEvent({ endpoint }: Finding): boolean {
  return endpoint.family === 'time-to-event';
}

/** Median follow-up in months at the cut of the result. */
export function followUpMonths({ cut }: Finding): number | undefined {
  return cut?.followUp && toMonths(cut.followUp);
}

/** The address of the follow-up that a result was seen at, or the result itself. */
export function followUpDatum(finding: Finding, { data }: Context): Datum {
  const { trial, cut } = finding;
  return (cut && data.get(`${trial.id}.follow-up.${cut.id}`)) ?? data.get(`${trial.id}.follow-up`) ?? finding;
}
