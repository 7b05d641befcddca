import type { Layout, Sheet } from '../layout.ts';
import { layOutDots } from '../proportions/layout.ts';
import type { LandmarkChart } from './chart.ts';

/** Dots with whiskers on one axis from 0 to 100%, a group for each time, with the limits in figures. */
export function layOutLandmark({ groups }: LandmarkChart, sheet: Sheet): Layout {
  return layOutDots({ groups, head: '95% CI' }, sheet);
}
