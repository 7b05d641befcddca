import type { Datum } from '../model/library.ts';
import { type Grade, grades, worstGrade } from '../model/source.ts';
import { writeRuns } from '../notation/terms.ts';
import type { AveragesChart } from './averages/layout.ts';
import type { ChangeChart } from './change/layout.ts';
import type { BoundRun } from './data-table.ts';
import type { ForestChart } from './forest/layout.ts';
import type { KaplanMeierChart } from './kaplan-meier/layout.ts';
import type { LandmarkChart } from './landmark/layout.ts';
import type { ProportionPanelsChart } from './proportion-panels/layout.ts';
import type { ProportionsChart } from './proportions/layout.ts';
import type { SalesChart } from './sales/layout.ts';
import type { StackedResponseChart } from './stacked-response/layout.ts';
import type { SwimmerChart } from './swimmer/layout.ts';
import type { TimelineChart } from './timeline/layout.ts';
import type { WaterfallChart } from './waterfall/layout.ts';

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
  /** Self-contained document with its caption, fixed colours, text as text. */
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

/** How well numbers are known, and their entries in the evidence ledger, rising. */
export interface Evidence {
  grade: Grade;
  entries: number[];
}

/** Entry in the ledger by address of the datum. */
type Entries = ReadonlyMap<string, number>;

/** Of data that one row shows together: their worst grade. Throws where the ledger lacks one. */
export function evidenceOf(data: readonly Datum[], entries: Entries): Evidence {
  const grade = worstGrade(data) ?? 'primary';
  const own = new Set(data.map(({ id }) => entryOf(id, entries)));
  return { grade, entries: [...own].toSorted((a, b) => a - b) };
}

/** Of data that a whole figure shows, by grade, the best known first. */
export function evidenceByGrade(data: readonly Datum[], entries: Entries): Evidence[] {
  const byGrade = Map.groupBy(data, ({ grade }) => grade);
  return grades.flatMap((grade) => {
    const own = byGrade.get(grade);
    return own ? [evidenceOf(own, entries)] : [];
  });
}

function entryOf(id: string, entries: Entries): number {
  const entry = entries.get(id);
  if (entry === undefined) throw new Error(`The ledger has no entry for ‘${id}’.`);
  return entry;
}

/** `e14`, `e3–5, 8`. */
export function writeEntries({ entries }: Evidence): string {
  return `e${writeRuns(entries)}`;
}

/** Centre of the mark of a grade, px. */
export interface PlacedGrade {
  grade: Grade;
  x: number;
  y: number;
}

/** Radius of a mark, px. */
const RADIUS = 3.8;

/** A ring for unconfirmed, half a disc in a ring for secondary, a disc for primary. */
export function drawGrade(ctx: CanvasRenderingContext2D, { grade, x, y }: PlacedGrade): void {
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.arc(x, y, RADIUS, 0, 2 * Math.PI);
  if (grade === 'primary') {
    ctx.fillStyle = 'muted';
    ctx.fill();
  }
  ctx.stroke();
  if (grade !== 'secondary') return;
  ctx.fillStyle = 'muted';
  ctx.beginPath();
  ctx.arc(x, y, RADIUS, Math.PI / 2, 1.5 * Math.PI);
  ctx.closePath();
  ctx.fill();
}

/** Grades whose marks a chart draws, the best known first. */
export function gradesIn(chart: Chart): Grade[] {
  const rows =
    'groups' in chart
      ? chart.groups.flatMap((group): { evidence: Evidence }[] => group.rows)
      : chart.kind === 'proportion-panels'
        ? chart.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? []))
        : chart.kind === 'stacked-response'
          ? chart.bars
          : [];
  return grades.filter((one) => rows.some(({ evidence }) => evidence.grade === one));
}

/** Why marks are hollow, for the note. */
export function hollowCaveat(data: readonly { grade: Grade; approximate?: boolean | undefined }[]): string {
  const why = [
    data.some(({ approximate }) => approximate) ? 'approximate' : '',
    data.some(({ grade }) => grade === 'unconfirmed') ? 'not confirmed in a primary document' : '',
  ].filter(Boolean);
  return why.length === 0 ? '' : `Hollow: ${why.join(', or ')}.`;
}
