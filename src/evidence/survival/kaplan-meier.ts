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
export interface SurvivalEstimate {
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
export function stepAt({ steps }: SurvivalEstimate, time: number): Step | undefined {
  return steps.findLast((step) => step.time <= time);
}
