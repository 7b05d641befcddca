import type { Layout, Sheet } from '../layout.ts';
import { writeTick } from '../number-axis.ts';
import { layOutDots } from '../proportions/layout.ts';
import type { AveragesChart } from './chart.ts';

/** Dots with whiskers on one axis in the unit of the values. */
export function layOutAverages({ groups, head, axis }: AveragesChart, sheet: Sheet): Layout {
  return layOutDots({ groups, unit: '', head, axis, writeTick }, sheet);
}
