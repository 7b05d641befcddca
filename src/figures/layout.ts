import type { ChartConfiguration } from 'chart.js';
import type { Measure } from './text.ts';

/** What a figure kind may use of the sheet it is drawn on. */
export interface Sheet {
  /** Px. */
  width: number;
  measure: Measure;
}

/** A chart ready for chart.js, with the height in px that its content needs. */
export interface Layout {
  height: number;
  config: ChartConfiguration;
}

/** Below this width in px (a phone) labels go above the marks and not beside them. */
export const NARROW = 480;

/** An axis that only scales. Its unseen ticks stay unformatted: Intl costs 10 ms at first use. */
export const HIDDEN_AXIS = { display: false, ticks: { callback: () => '' } };
