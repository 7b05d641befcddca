import { type BandKind, type Landmark, landmarkAt, limitsOf } from './band.ts';
import { kaplanMeier, numberAtRisk, type Observation } from './kaplan-meier.ts';
import { type Median, medianOf } from './median.ts';

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
