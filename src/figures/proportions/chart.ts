import type { Emphasis } from '../emphasis.ts';
import type { NumberAxis } from '../number-axis.ts';
import type { TextRun } from '../text.ts';

/** A mark with its interval. */
export interface DotRow extends Emphasis {
  label: string;
  /** Second line under the label: regimen, setting, phase. */
  sublabel: string;
  /** On the axis: per cent, 0 to 100, of a proportion or rate. */
  value: number;
  /** Ends of the whisker; absent when they are not known. */
  interval?: { low: number; high: number };
  /** The estimate as printed, e.g. "92.9%". */
  printed: string;
  /** In the column at the right: "342/368", or "—" when not reported. */
  beside: string;
  /** Address of the finding that the row shows. */
  datum: string;
}

export interface DotGroup {
  /** Heading over the rows, e.g. "Sensitivity 10⁻⁶"; empty for a single unnamed group. */
  heading: TextRun[];
  /** Address of a finding that has the sensitivity or the time of the heading. */
  headingDatum?: string | undefined;
  rows: DotRow[];
}

/** Groups of dots on one axis, and the head of the column at the right. */
export interface DotChart {
  groups: DotGroup[];
  head: string;
  axis: NumberAxis;
  writeTick: (value: number, axis: NumberAxis) => string;
}

export interface ProportionsChart {
  kind: 'proportions';
  groups: DotGroup[];
}
