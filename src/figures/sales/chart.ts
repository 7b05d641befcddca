import type { Emphasis } from '../emphasis.ts';

export interface SalesBar extends Emphasis {
  /** Period, e.g. "1Q26". */
  label: string;
  /** In the chart's unit; absent when no usable value exists (the place on the axis stays, empty). */
  value?: number;
  /** The value as printed over the bar, e.g. "3.96". */
  printed: string;
  /** Growth on the same period a year before as printed, e.g. "+22%" or "n/a". */
  growth: string;
  /** Given anew by a later report. */
  restated?: true;
  /** Address of the sale; absent for a period without one. */
  datum?: string;
}

export interface SalesChart {
  kind: 'sales';
  /** For the axis and the alternative text, e.g. "US$ billion". */
  unit: string;
  bars: SalesBar[];
  /** Names the bars, where there is a second product. */
  name?: string;
  /** A second product in the same periods, in a panel below on the same scale. */
  against?: { name: string; bars: SalesBar[] };
}
