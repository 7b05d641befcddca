import type { DotGroup } from '../proportions/chart.ts';

/** Rates in groups of one endpoint at one time; `beside` shows the interval in figures. */
export interface LandmarkChart {
  kind: 'landmark';
  groups: DotGroup[];
  /** Head of the column of intervals, "95% CI". */
  head: string;
}
