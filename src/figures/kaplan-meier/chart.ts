import type { Role } from '../palette.ts';

/** A number at one time, and where it comes from. */
interface TimedNumber {
  time: number;
  printed: string;
  datum: string;
}

export interface KaplanMeierArm {
  label: string;
  /** "23 (13–NR)", or "—". */
  median: string;
  /** Address of the median. */
  datum?: string;
  /** Where the median stands on the axis, when it was reached. */
  medianAt?: number;
  /** Per cent without event from 0 on, each until the next; with pointwise limits where there are any. */
  steps: { time: number; percent: number; low?: number; high?: number }[];
  /** Times at which follow-up ended without event. */
  censored: number[];
  /** To where the curve goes. */
  last: number;
  atRisk: TimedNumber[];
  role: Role;
  /** From when fewer than 10 patients are at risk, as far as the numbers at risk tell. */
  fewFrom?: number;
  /** A curve that is told apart by its dashes too. */
  dashed: boolean;
}

export interface KaplanMeierChart {
  kind: 'kaplan-meier';
  /** Over the axis of percentages: "Progression-free survival, %". */
  outcome: string;
  /** Under the axis of times: "Months since randomisation". */
  time: string;
  /** Head of the column of medians: "Median, months (95% CI)". */
  median: string;
  /** "HR 0.50 (95% CI 0.30–0.83)". */
  ratio?: { printed: string; datum: string };
  /** From one mark of the axis of times to the next. */
  every: number;
  arms: KaplanMeierArm[];
  /** What must be said beside the curves: that they were read off a figure. */
  caution: string;
}
