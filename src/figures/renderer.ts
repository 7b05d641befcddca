import { join } from 'node:path';
import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { createCanvas, type Drawing, registerFont } from '../../vendor/canvas/index.js';
import type { Layout } from './layout.ts';
import { FAMILY, type Measure, toFont } from './text.ts';

const FONTS = join(import.meta.dirname, '../../templates/fonts');

// The first of these takes 10 ms, or 0.5 ms for every font under /usr/share/fonts.
for (const face of ['Regular', 'Semibold']) {
  registerFont(join(FONTS, `SourceSans3-${face}.ttf`), { family: FAMILY });
}

// One for all sizes: each new one would load the whole of chart.js again.
const service = new ChartJSNodeCanvas({
  width: 1,
  height: 1,
  type: 'svg',
  chartCallback: ({ defaults }) => {
    defaults.font.family = `"${FAMILY}"`;
  },
});

/** What chart.js registers by itself and a printed chart does not use. */
const OFF = {
  colors: false,
  decimation: false,
  filler: false,
  legend: false,
  subtitle: false,
  title: false,
  tooltip: false,
} as object;

const ruler = createCanvas(1, 1).getContext('2d');

export const measure: Measure = (text, style) => {
  ruler.font = toFont(style);
  return ruler.measureText(text).width;
};

export function renderChart({ config, height }: Layout, width: number): Drawing {
  const json = service.renderToBufferSync(
    {
      ...config,
      options: {
        ...config.options,
        devicePixelRatio: 1,
        maintainAspectRatio: false,
        events: [],
        plugins: OFF,
      },
      plugins: [sized(width, height), ...(config.plugins ?? [])],
    },
    'image/svg+xml' as 'image/png',
  );
  return JSON.parse(json.toString('utf8'));
}

function sized(width: number, height: number): Plugin {
  return { id: 'sized', beforeInit: (chart) => chart.resize(width, height) };
}
