import { evidenceWidth } from '../evidence-column.ts';
import { NARROW, type Sheet } from '../layout.ts';
import { widest } from '../lines.ts';
import { writeTick } from '../number-axis.ts';
import { splitAtPoint } from '../placed-rows.ts';
import { labelWidth } from '../row-label.ts';
import { SIZE, type TextStyle } from '../text.ts';
import { forestAxis } from './axis.ts';
import type { ForestChart } from './chart.ts';

export const SUBLABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
export const HEADING: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
export const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
export const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
export const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
export const ESTIMATE: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };

const GAP = 12;
/** Room beside the axis for half a mark or an arrow at its end. */
const OVERHANG = 10;
/** Narrowest plot that a reader can tell intervals apart in. */
const LEAST_PLOT = 190;

/** A longer head of the estimates breaks into lines, px. */
const WIDEST_HEAD = 130;

/** Where the columns stand, px. */
export interface Columns {
  narrow: boolean;
  /** Width for labels. */
  label: number;
  /** Left end of the evidence. */
  evidence: number;
  /** Right ends of the two columns of events, and how wide a head may be; none on a phone. */
  counts?: { ends: [number, number]; width: number };
  plot: { left: number; right: number };
  /** Left end of the estimates, and where their decimal points stand. */
  estimate: number;
  point: number;
}

export function toColumns(chart: ForestChart, sheet: Sheet): Columns {
  const rows = chart.groups.flatMap((group) => group.rows);
  const { width } = sheet;
  const printed = rows.map((row) => splitAtPoint(row.printed));
  const [whole, rest] = [0, 1].map((side) =>
    widest(
      printed.map((parts) => parts[side] as string),
      ESTIMATE,
      sheet,
    ),
  ) as [number, number];
  const head = Math.min(WIDEST_HEAD, widest([chart.measure], HEAD, sheet));
  const narrow = width < NARROW;
  const all = rows.map((row) => row.evidence);
  const evidence = width - evidenceWidth(all, sheet, !narrow);
  const end = narrow ? width : evidence - GAP;
  const estimate = Math.floor(end - Math.max(head, whole + rest));
  const point = estimate + whole;
  if (narrow) {
    const overhang = Math.max(OVERHANG, endWidth(chart, sheet) / 2);
    const plot = { left: overhang, right: evidence - GAP - OVERHANG };
    return { narrow: true, label: estimate - GAP, evidence, estimate, point, plot };
  }
  const natural = Math.max(...rows.map((row) => labelWidth(row, sheet)));
  const count = countWidth(chart, sheet);
  const right = estimate - GAP - OVERHANG;
  const taken = count === 0 ? 0 : 2 * (count + GAP);
  const label = Math.ceil(Math.min(natural, right - LEAST_PLOT - OVERHANG - taken));
  return {
    narrow: false,
    label,
    evidence,
    ...(count > 0 && {
      counts: { ends: [label + GAP + count, label + 2 * (GAP + count)] as [number, number], width: count },
    }),
    plot: { left: label + taken + GAP + OVERHANG, right },
    estimate,
    point,
  };
}

/** Width of the wider number at an end of the axis, px. */
function endWidth({ scale, groups }: ForestChart, sheet: Sheet): number {
  const { min, max } = forestAxis({ scale, rows: groups.flatMap(({ rows }) => rows) });
  return Math.ceil(widest([min, max].map(writeTick), TICK, sheet));
}

/** As wide as its numbers, or as the arm's name as far as that is short; 0 when no events are known. */
function countWidth({ arms, groups }: ForestChart, sheet: Sheet): number {
  const counts = groups.flatMap(({ rows }) => rows.flatMap((row) => row.counts ?? []));
  if (counts.length === 0) return 0;
  const heads = Math.min(72, widest([...arms, 'events/N'], HEAD, sheet));
  return Math.ceil(Math.max(widest(counts, COUNT, sheet), heads));
}
