import type { Emphasis } from '../emphasis.ts';
import type { Evidence } from '../evidence.ts';

/** Where an interval ends on one side. */
export type Limit = number | 'unbounded' | 'not estimable' | 'not reported';

export interface ForestInterval {
  low: Limit;
  high: Limit;
  /** Confidence level in per cent. */
  level: number;
}

export interface ForestRow extends Emphasis {
  label: string;
  /** Beside the label, or under it: arms, setting. */
  sublabel: string;
  /** A ratio above 0, or a difference. */
  estimate: number;
  /** Absent where neither limit is a number. */
  interval?: ForestInterval;
  /** "0.55 (0.45–0.67)". */
  printed: string;
  /** Events of patients in the experimental and in the control arm, "147/368", where known. */
  counts?: [string, string];
  /** Margins of non-inferiority or equivalence, on the axis. */
  margins?: number[];
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Address of the estimate. */
  datum: string;
}

export interface ForestGroup {
  /** Heading over the rows: an endpoint, or what divides the subgroups; empty for none. */
  heading: string;
  rows: ForestRow[];
}

export interface ForestMargin {
  /** "Non-inferiority margin 1.3". */
  label: string;
  value: number;
  /** Address of an estimate that was tested against it. */
  datum: string;
}

export interface ForestChart {
  kind: 'forest';
  /** Ratios on a logarithmic axis around 1, differences on a linear one around 0. */
  scale: 'ratio' | 'difference';
  /** Head of the column of estimates, "HR (95% CI)". */
  measure: string;
  /** Heads of the columns of events, the experimental arm first. */
  arms: [string, string];
  /** What lies left and right of the line of no effect; absent where nothing says whom a side favours. */
  favours?: [string, string];
  margins: ForestMargin[];
  groups: ForestGroup[];
}
