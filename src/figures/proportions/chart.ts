import type { Emphasis } from '../emphasis.ts';
import type { Evidence } from '../evidence.ts';
import type { NumberAxis } from '../number-axis.ts';
import type { TextRun } from '../text.ts';

/** A mark with its interval. */
export interface DotRow extends Emphasis {
  label: string;
  /** Beside the label, or under it: regimen, setting. */
  sublabel: string;
  /** On the axis: per cent, 0 to 100, of a proportion or rate. */
  value: number;
  /** Ends of the whisker; absent when they are not known. */
  interval?: { low: number; high: number };
  /** The estimate as printed, e.g. "92.9%". */
  printed: string;
  /** In the column beside: "342/368", or "—" when not reported. */
  beside: string;
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Address of the finding that the row shows. */
  datum: string;
}

export interface DotGroup {
  /** Heading over the rows, e.g. "Test sensitivity 10⁻⁶"; empty for a single unnamed group. */
  heading: TextRun[];
  /** What the heading means, "one cell in a million". */
  explained?: string | undefined;
  /** Address of a finding that has the sensitivity or the time of the heading. */
  headingDatum?: string | undefined;
  rows: DotRow[];
}

/** Groups of dots on one axis, and the heads of the columns at the right. */
export interface DotChart {
  groups: DotGroup[];
  /** Of the estimates: `%`, which is then left out beside each of them; empty where the headings tell the unit. */
  unit: '%' | '';
  head: string;
  axis: NumberAxis;
  writeTick: (value: number, axis: NumberAxis) => string;
}

export interface ProportionsChart {
  kind: 'proportions';
  groups: DotGroup[];
}
