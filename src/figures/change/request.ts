import { z } from 'zod';
import type { TimeUnit } from '../../model/scalars.ts';
import type { Arm, Finding, Trial } from '../../model/trial.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const changeEntry = z.strictObject({
  kind: z.literal('change'),
  ...figureTexts,
  /** Averages of one endpoint in one trial, each with `timing:` at a visit, such as week 12. */
  findings: z.array(z.string()).min(1).max(120),
});

export type MeasureFinding = Finding & { value: ValueOf<'measure'> };

/** What one arm was measured as, in the order of the visits. */
export interface ArmOverVisits {
  /** Absent where the values are of the whole trial. */
  arm?: Arm | undefined;
  /** Times in the figure’s unit. */
  visits: { time: number; finding: MeasureFinding }[];
}

export interface ChangeRequest extends FigureTexts {
  kind: 'change';
  trial: Trial;
  unit: TimeUnit;
  /** Whether some visits are stated in another unit. */
  converted: boolean;
  arms: ArmOverVisits[];
}

/** When a visit was; `unit` is absent at baseline. */
export interface Visit {
  time: number;
  unit?: TimeUnit;
}

const unitFirst = /\b(day|week|month|year)s?\s+(\d+(?:\.\d+)?)(?![\d.])/i;
const numberFirst = /\b(\d+(?:\.\d+)?)[\s-]+(day|week|month|year)s?\b/i;

/** Reads `baseline`, `week 12`, `month 6, end of treatment` and `12 weeks`; undefined where no one visit is named. */
export function visitOf(timing: string | undefined): Visit | undefined {
  if (timing === undefined) return undefined;
  if (/^\s*baseline\b/i.test(timing)) return { time: 0 };
  const [, unit, number] = unitFirst.exec(timing) ?? [];
  const [, other, after] = unit ? [] : (numberFirst.exec(timing) ?? []);
  const [name, count] = [unit ?? after, number ?? other];
  return name === undefined ? undefined : { time: Number(count), unit: `${name.toLowerCase()}s` as TimeUnit };
}

/** Of each unit the one that it is a whole number of: only these are converted. */
const finer: Partial<Record<TimeUnit, { unit: TimeUnit; times: number }>> = {
  weeks: { unit: 'days', times: 7 },
  years: { unit: 'months', times: 12 },
};

/** The visit’s time in another unit; undefined where that is no exact conversion. */
export function timeIn({ time, unit }: Visit, wanted: TimeUnit): number | undefined {
  if (unit === undefined || unit === wanted) return time;
  const exact = finer[unit];
  return exact?.unit === wanted ? time * exact.times : undefined;
}
