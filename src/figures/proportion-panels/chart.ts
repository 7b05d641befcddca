import type { DotGroup, DotRow } from '../proportions/chart.ts';

export interface PanelRow {
  label: string;
  sublabel: string;
  /** One for each panel; undefined where nothing is reported. */
  cells: (DotRow | undefined)[];
}

/** Panels side by side with one axis and the same rows. */
export interface ProportionPanelsChart {
  kind: 'proportion-panels';
  headings: Omit<DotGroup, 'rows'>[];
  rows: PanelRow[];
}
