import type { Response } from '../../model/cohort.ts';

/** What a symbol on a bar stands for. */
export type SwimmerSymbol = Response | 'ongoing' | 'died';

interface SwimmerMark {
  /** In the unit of the axis. */
  at: number;
  is: Response;
  /** Unconfirmed. */
  hollow: boolean;
}

export interface SwimmerRow {
  label: string;
  /** End of the bar, in the unit of the axis. */
  end: number;
  /** The time as printed. */
  printed: string;
  /** Address of the finding with the time. */
  datum: string;
  ending?: 'ongoing' | 'died';
  hollow: boolean;
  marks: SwimmerMark[];
}

/** A bar for each patient, in the order in which they are to stand. */
export interface SwimmerChart {
  kind: 'swimmer';
  /** Title of the axis: "Time on treatment, months since infusion". */
  axis: string;
  /** Over the printed times: "Months". */
  head: string;
  rows: SwimmerRow[];
}
