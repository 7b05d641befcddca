import type { Layout, Sheet } from '../layout.ts';
import { type DotGroup, layOutDots, percentChart } from '../proportions/layout.ts';

/** Dots with whiskers on one axis of per cents, a group for each time, with the limits in figures. */
export function layOutLandmark({ groups, head }: LandmarkChart, sheet: Sheet): Layout {
  return layOutDots(percentChart(groups, head), sheet);
}

/** Rates in groups of one endpoint at one time; `beside` shows the interval in figures. */
export interface LandmarkChart {
  kind: 'landmark';
  groups: DotGroup[];
  /** Head of the column of intervals, "95% CI". */
  head: string;
}
