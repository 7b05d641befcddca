import { type NumberAxis, writeTick } from '../axes.ts';
import type { Layout, Sheet } from '../layout.ts';
import { type DotGroup, layOutDots } from '../proportions/layout.ts';

/** Dots with whiskers on one axis in the unit of the values. */
export function layOutAverages({ groups, head, axis }: AveragesChart, sheet: Sheet): Layout {
  return layOutDots({ groups, unit: '', head, axis, writeTick }, sheet);
}

/** Averages, event rates or numbers of one unit in groups of one endpoint; `beside` shows the spread in figures. */
export interface AveragesChart {
  kind: 'averages';
  groups: DotGroup[];
  /** Head of the column of spreads, "95% CI". */
  head: string;
  axis: NumberAxis;
}
