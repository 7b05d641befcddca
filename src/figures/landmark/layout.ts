import type { Layout, Sheet } from '../layout.ts';
import { layOutDots, percentChart } from '../proportions/layout.ts';
import type { LandmarkChart } from './chart.ts';

/** Dots with whiskers on one axis of per cents, a group for each time, with the limits in figures. */
export function layOutLandmark({ groups, head }: LandmarkChart, sheet: Sheet): Layout {
  return layOutDots(percentChart(groups, head), sheet);
}
