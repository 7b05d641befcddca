import type { Emphasis } from '../emphasis.ts';
import type { TextRun } from '../text.ts';

export interface ProportionRow extends Emphasis {
  label: string;
  /** Second line under the label: regimen, setting, phase. */
  sublabel: string;
  /** Per cent, 0 to 100. */
  percent: number;
  /** 95% confidence limits in per cent; absent when n or N is not known. */
  interval?: { low: number; high: number };
  /** The estimate as printed, e.g. "92.9%". */
  printed: string;
  /** "342/368", or "—" when not reported. */
  count: string;
  /** Address of the finding that the row shows. */
  datum: string;
}

export interface ProportionGroup {
  /** Heading over the rows, e.g. "Sensitivity 10⁻⁶"; empty for a single unnamed group. */
  heading: TextRun[];
  /** Address of a finding that has the sensitivity or the time of the heading. */
  headingDatum?: string | undefined;
  rows: ProportionRow[];
}

/** Groups of dots, and the head of the column at the right. */
export interface DotChart {
  groups: ProportionGroup[];
  head: string;
}

export interface ProportionsChart {
  kind: 'proportions';
  groups: ProportionGroup[];
}
