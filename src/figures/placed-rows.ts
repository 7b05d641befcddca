import type { PlacedText } from './text.ts';

/** From one height to another, px from the top. */
export interface Band {
  top: number;
  bottom: number;
}

export interface PlacedRow<Row> {
  row: Row;
  /** Height of the mark's centre, px from the top. */
  y: number;
}

/** Everything of a figure of rows that is known before chart.js scales its axis. All in px. */
export interface PlacedRows<Row> {
  rows: PlacedRow<Row>[];
  texts: PlacedText[];
  /** Heights of hairlines across the sheet. */
  rules: number[];
  /** Stretches that the lines of the axis cross: on a phone the strips of the marks only. */
  bands: Band[];
  plot: { left: number; right: number; bottom: number };
}

/** “65.1%” as “65” and “.1%”, “0.55 (0.45–0.67)” as “0” and the rest, so that numbers line up on the decimal point. */
export function splitAtPoint(printed: string): [string, string] {
  const at = printed.search(/[.% ]|$/);
  return [printed.slice(0, at), printed.slice(at)];
}
