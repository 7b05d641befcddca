import type { Emphasis } from '../emphasis.ts';

export interface ForestRow extends Emphasis {
  label: string;
  /** Second line under the label: arms, setting, phase. */
  sublabel: string;
  /** Hazard or odds ratio, above 0. */
  ratio: number;
  /** 95% limits; a limit that was not reached or not estimable is absent, and drawn as an arrow. */
  interval?: { low?: number; high?: number };
  /** "0.55 (0.45–0.67)". */
  printed: string;
  /** Events of patients in the experimental and in the control arm, "147/368", where known. */
  counts?: [string, string];
  /** Address of the ratio. */
  datum: string;
}

export interface ForestGroup {
  /** Heading over the rows: an endpoint, or what divides the subgroups; empty for none. */
  heading: string;
  rows: ForestRow[];
}

export interface ForestChart {
  kind: 'forest';
  /** Head of the column of ratios, "HR (95% CI)". */
  measure: string;
  /** Heads of the columns of events, the experimental arm first. */
  arms: [string, string];
  /** What lies left and right of the line at 1; absent where nothing says whom a side favours. */
  favours?: [string, string];
  groups: ForestGroup[];
}
