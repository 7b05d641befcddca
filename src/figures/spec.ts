/** A short run of text; `sup` is set as a superscript, so that 10⁻⁶ needs no rare glyph. */
export interface TextRun {
  text: string;
  sup?: boolean;
}

/** How a mark stands out: the study in focus carries the accent, comparators are grey. */
interface Emphasis {
  focus: boolean;
  /** Not confirmed in a primary publication: drawn hollow. */
  hollow: boolean;
}

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
  /** Address of a finding that has the sensitivity of the heading. */
  headingDatum?: string | undefined;
  rows: ProportionRow[];
}

export interface ProportionsChart {
  kind: 'proportions';
  groups: ProportionGroup[];
}

export interface SalesBar extends Emphasis {
  /** Fiscal quarter, e.g. "1Q26". */
  label: string;
  /** In the chart's unit; absent when no usable value exists (the place on the axis stays, empty). */
  value?: number;
  /** The value as printed over the bar, e.g. "3.96". */
  printed: string;
  /** Growth on the same quarter a year before as printed, e.g. "+22%" or "n/a". */
  growth: string;
  /** Address of the sale; absent for a quarter without one. */
  datum?: string;
}

export interface SalesChart {
  kind: 'sales';
  /** For the axis and the alternative text, e.g. "US$ billion". */
  unit: string;
  bars: SalesBar[];
}

export type Chart = ProportionsChart | SalesChart;

/** A figure ready to be drawn and set on the page. */
export interface FigureSpec {
  /** Key in the briefing's front matter; also the file name under figures/. */
  id: string;
  number: number;
  title: string;
  subtitle: string;
  source: string;
  alt: string;
  chart: Chart;
}

/** A drawn figure: one chart in four forms. */
export interface Picture {
  /** Stand-alone document with fixed colours, text as text. */
  svg: string;
  /** The same drawing for inlining in a page: colours follow the page's theme through classes. */
  inline: string;
  /** As `inline`, laid out 360 px wide for a phone. */
  narrow: string;
  /** Paints a PNG at two pixels a CSS pixel; the page needs none, so it can wait until the browser prints. */
  paint(): Promise<Uint8Array>;
  /** CSS pixels. */
  width: number;
  height: number;
}
