import type { ProportionGroup } from '../proportions/chart.ts';

/** Rates in groups of one endpoint at one time; `count` holds the interval in figures. */
export interface LandmarkChart {
  kind: 'landmark';
  groups: ProportionGroup[];
}
