import type { AveragesChart } from './averages/chart.ts';
import type { BoundRun } from './bound-text.ts';
import type { ChangeChart } from './change/chart.ts';
import type { ForestChart } from './forest/chart.ts';
import type { KaplanMeierChart } from './kaplan-meier/chart.ts';
import type { LandmarkChart } from './landmark/chart.ts';
import type { ProportionPanelsChart } from './proportion-panels/chart.ts';
import type { ProportionsChart } from './proportions/chart.ts';
import type { SalesChart } from './sales/chart.ts';
import type { StackedResponseChart } from './stacked-response/chart.ts';
import type { SwimmerChart } from './swimmer/chart.ts';
import type { TimelineChart } from './timeline/chart.ts';
import type { WaterfallChart } from './waterfall/chart.ts';

export type Chart =
  | ProportionsChart
  | ProportionPanelsChart
  | StackedResponseChart
  | ForestChart
  | KaplanMeierChart
  | LandmarkChart
  | SalesChart
  | TimelineChart
  | SwimmerChart
  | WaterfallChart
  | AveragesChart
  | ChangeChart;

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
  /** The width that it is drawn for: the whole page, or its column of text. */
  span: 'page' | 'column';
  /** What its files say around the drawing. */
  caption: Caption;
}

/** Texts of a file that travels without its page. */
interface Caption {
  title: BoundRun[];
  subtitle: BoundRun[];
  /** What the drawing must explain, and the author's note. */
  note: BoundRun[];
  /** Short names of the sources. */
  sources: string[];
  /** Publication and date. */
  imprint: string;
}

/** A drawn figure: one chart in five forms. */
export interface Picture {
  /** Stand-alone document with its caption, fixed colours, text as text. */
  svg: string;
  /** The drawing alone, for inlining in a page: colours follow the page's theme through classes. */
  inline: string;
  /** As `inline`, laid out for a phone and 360 px wide. */
  narrow: string;
  /** Paints `svg` as a PNG at two pixels a CSS pixel; the page needs none, so it can wait until the browser prints. */
  paint(): Promise<Uint8Array>;
  /** The phone's layout as a PNG for mail, with a margin of paper: a client's dark mode leaves pictures as they are. */
  paintNarrow(ground: 'light' | 'dark'): Promise<Uint8Array>;
  /** Of the files, CSS pixels. */
  width: number;
  height: number;
}
