import { z95 } from './intervals.ts';

/** How pointwise limits are made: on the scale of log(−log S), or on that of S itself. */
type BandKind = 'log-log' | 'plain';

/** Two-sided 95% limits of a probability, 0 to 1. */
interface Limits {
  low: number;
  high: number;
}

/**
 * Pointwise 95% limits of S at a step, from Greenwood's variance, as R's
 * `survfit(conf.type = "log-log")` and `"plain"` give them; undefined once S is 0.
 * Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980, section 1.3.
 */
export function limitsOf({ survival, logVariance }: Step, kind: BandKind): Limits | undefined {
  if (survival === 0) return undefined;
  const error = Math.sqrt(logVariance);
  if (kind === 'plain') {
    const reach = z95 * survival * error;
    return { low: Math.max(0, survival - reach), high: Math.min(1, survival + reach) };
  }
  const factor = Math.exp((z95 * error) / Math.log(survival));
  return { low: survival ** (1 / factor), high: survival ** factor };
}

/** The estimate at one time. */
interface Landmark {
  time: number;
  survival: number;
  /** Absent before the first event and once S is 0, where there is no variance. */
  limits?: Limits;
}

/** S and its limits at `time`; undefined beyond the last observation, where nothing is known unless S is 0. */
export function landmarkAt(
  estimate: SurvivalEstimate,
  time: number,
  kind: BandKind = 'log-log',
): Landmark | undefined {
  const step = stepAt(estimate, time);
  if (time > estimate.last && step?.survival !== 0) return undefined;
  const limits = step && limitsOf(step, kind);
  return { time, survival: step?.survival ?? 1, ...(limits && { limits }) };
}

/** Everything that event data say of one arm. */
export interface EventCurve {
  patients: number;
  /** From time 0, at which everyone is without event. */
  steps: { time: number; survival: number; limits?: { low: number; high: number } }[];
  censored: number[];
  last: number;
  median: Median;
  /** At each of the times asked for, as far as the data reach. */
  atRisk: { time: number; patients: number }[];
  rates: Landmark[];
}

/** Kaplan–Meier estimate with pointwise limits, numbers at risk and landmarks at `times`. */
export function curveOf(
  observations: readonly Observation[],
  times: readonly number[],
  kind: BandKind,
): EventCurve {
  const estimate = kaplanMeier(observations);
  const steps = estimate.steps.map((step) => {
    const limits = limitsOf(step, kind);
    return { time: step.time, survival: step.survival, ...(limits && { limits }) };
  });
  return {
    patients: estimate.patients,
    steps: [{ time: 0, survival: 1 }, ...steps],
    censored: estimate.censored,
    last: estimate.last,
    median: medianOf(estimate, kind),
    atRisk: times.map((time) => ({ time, patients: numberAtRisk(estimate, time) })),
    rates: times.flatMap((time) => landmarkAt(estimate, time, kind) ?? []),
  };
}

/** One patient: time in the curve's unit, and whether the event happened then or follow-up ended. */
export interface Observation {
  time: number;
  event: boolean;
}

/** What the estimate becomes at a time at which events happened, until the next. */
export interface Step {
  time: number;
  /** Patients under observation just before this time. */
  atRisk: number;
  events: number;
  /** Probability of no event up to and including this time, 0 to 1. */
  survival: number;
  /** Sum of d / (n (n − d)) over the steps up to this: the variance of log S. Infinite once S is 0. */
  logVariance: number;
}

/** The product-limit estimate of a group of patients. */
interface SurvivalEstimate {
  patients: number;
  /** One for each time with events, in order of time. */
  steps: Step[];
  /** Times at which follow-up ended without event, in order, each as often as it occurs. */
  censored: number[];
  /** The last time at which anyone was seen; beyond it nothing is known unless S is 0. */
  last: number;
}

/**
 * Kaplan and Meier, J Am Stat Assoc 1958;53:457. Who is censored at the time of an event was at risk
 * of it. The variance is Greenwood's.
 */
export function kaplanMeier(observations: readonly Observation[]): SurvivalEstimate {
  const sorted = observations.toSorted((a, b) => a.time - b.time);
  const steps: Step[] = [];
  let [survival, logVariance] = [1, 0];
  for (const time of new Set(sorted.filter(({ event }) => event).map((one) => one.time))) {
    const atRisk = sorted.filter((one) => one.time >= time).length;
    const events = sorted.filter((one) => one.event && one.time === time).length;
    survival *= (atRisk - events) / atRisk;
    logVariance += events / (atRisk * (atRisk - events));
    steps.push({ time, atRisk, events, survival, logVariance });
  }
  return {
    patients: sorted.length,
    steps,
    censored: sorted.filter(({ event }) => !event).map(({ time }) => time),
    last: sorted.at(-1)?.time ?? 0,
  };
}

/** Greenwood's standard error of S, as R's `summary(survfit)` prints it; undefined once S is 0. */
export function standardError({ survival, logVariance }: Step): number | undefined {
  return survival === 0 ? undefined : survival * Math.sqrt(logVariance);
}

/** Patients under observation just before `time`. */
export function numberAtRisk({ patients, steps, censored }: SurvivalEstimate, time: number): number {
  const events = steps.filter((step) => step.time < time).reduce((sum, step) => sum + step.events, 0);
  return patients - events - censored.filter((end) => end < time).length;
}

/** The last step up to `time`; undefined before the first event. */
function stepAt({ steps }: SurvivalEstimate, time: number): Step | undefined {
  return steps.findLast((step) => step.time <= time);
}

/** Median survival and its 95% limits, in the curve's unit; undefined is “not reached”. */
interface Median {
  value: number | undefined;
  low: number | undefined;
  high: number | undefined;
}

/** What a half may differ from a half, as in R: a product of fractions is seldom exact. */
const tolerance = Number.EPSILON ** 0.5;

/**
 * The median and its interval by inverting the pointwise band: the times at which the lower limit, the
 * estimate and the upper limit come down to a half. Brookmeyer and Crowley, Biometrics 1982;38:29.
 * As R's `print(survfit)` does, a stretch that lies at a half exactly counts with its middle.
 */
export function medianOf({ steps }: SurvivalEstimate, kind: BandKind = 'log-log'): Median {
  const limits = steps.flatMap((step) => {
    const found = limitsOf(step, kind);
    return found ? [{ time: step.time, ...found }] : [];
  });
  return {
    value: timeOfHalf(steps.map(({ time, survival }) => ({ time, level: survival }))),
    low: timeOfHalf(limits.map(({ time, low }) => ({ time, level: low }))),
    high: timeOfHalf(limits.map(({ time, high }) => ({ time, level: high }))),
  };
}

function timeOfHalf(curve: { time: number; level: number }[]): number | undefined {
  const [first, ...rest] = curve.filter(({ level }) => level < 0.5 + tolerance);
  if (!first || Math.abs(first.level - 0.5) >= tolerance) return first?.time;
  const next = rest.find(({ level }) => level < first.level);
  return next ? (first.time + next.time) / 2 : first.time;
}
