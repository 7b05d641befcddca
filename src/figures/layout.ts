import type { ChartConfiguration, Plugin } from 'chart.js';
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
export const NARROW = 400;

/** An axis that only scales. Its unseen ticks stay unformatted: Intl costs 10 ms at first use. */
export const HIDDEN_AXIS = { display: false, ticks: { callback: () => '' } };

/** A chart whose marks are placed in px of the sheet already: chart.js draws them, and scales nothing. */
export function inPixels(
  { width }: Sheet,
  height: number,
  marks: ChartConfiguration['data']['datasets'][number],
  furniture: Plugin,
): Layout {
  return {
    height,
    config: {
      type: 'scatter',
      data: { datasets: [marks] },
      options: {
        layout: { autoPadding: false, padding: 0 },
        scales: {
          x: { ...HIDDEN_AXIS, min: 0, max: width },
          y: { ...HIDDEN_AXIS, min: 0, max: height, reverse: true },
        },
      },
      plugins: [furniture],
    },
  };
}
