import type { NumberAxis } from '../number-axis.ts';
import type { DotGroup } from '../proportions/chart.ts';

/** Averages, event rates or numbers of one unit in groups of one endpoint; `beside` shows the spread in figures. */
export interface AveragesChart {
  kind: 'averages';
  groups: DotGroup[];
  /** Head of the column of spreads, "95% CI". */
  head: string;
  axis: NumberAxis;
}
