import type { Evidence } from '../evidence.ts';

/** A category of best response in one bar. */
interface ResponseSegment {
  /** Per cent of the bar's patients, from 0. */
  percent: number;
  /** "21.0", without its sign. */
  printed: string;
  /** Addresses of the results it is taken from, separated by spaces. */
  datum: string;
}

export interface StackedBar {
  label: string;
  /** Beside the label, or under it. */
  sublabel: string;
  /** One for each category of the chart. */
  segments: ResponseSegment[];
  /** Overall response as printed, "92.9%". */
  total: string;
  /** "342/368", or "—" when not reported. */
  count: string;
  /** Address of the overall response. */
  datum: string;
  /** Of all that the bar is made from. */
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Not confirmed in a primary publication: drawn as outlines. */
  hollow: boolean;
}

export interface StackedResponseChart {
  kind: 'stacked-response';
  /** The categories, the deepest first: at most four. */
  categories: string[];
  bars: StackedBar[];
}
