import type { Response } from '../../model/cohort.ts';

export interface WaterfallBar {
  /** The patient. */
  label: string;
  /** Per cent; negative is less disease. */
  change: number;
  /** The change as printed, e.g. "−45%". */
  printed: string;
  /** Best response, told by colour and pattern. */
  best?: Response;
  /** Unconfirmed: a ring beyond the end of the bar. */
  hollow: boolean;
  /** Address of the finding with the change. */
  datum: string;
}

/** A bar for each patient, in the order in which they are to stand. */
export interface WaterfallChart {
  kind: 'waterfall';
  /** Title of the axis. */
  axis: string;
  /** Dashed lines, per cent. */
  cutoffs: { at: number; printed: string }[];
  /** Bars of greater increases are cut off here and marked. Per cent. */
  limit: number;
  bars: WaterfallBar[];
  /** "3 of 20 without a measured change", where some have no bar. */
  without?: string;
}
