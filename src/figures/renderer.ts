import { join } from 'node:path';
import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { createCanvas, type Drawing, registerFont, registerFontBytes } from '../../vendor/canvas/index.js';
import { toolRoot } from '../root.ts';
import type { Fallbacks } from '../typefaces/fallbacks.ts';
import type { Layout } from './layout.ts';
import { type DrawnWith, drawable, FAMILY, type Measure, toFont, withFallbacks } from './text.ts';

const FONTS = join(toolRoot, 'templates/fonts');

// The first of these takes 10 ms, or 0.5 ms for every font under /usr/share/fonts.
for (const face of ['Regular', 'Semibold', 'It']) {
  registerFont(join(FONTS, `TrialbriefSans-${face}.ttf`), { family: FAMILY });
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

/** Makes the fallback fonts of a drawing known to the canvas. */
export function drawWith({ faces, lacking }: Fallbacks): DrawnWith {
  for (const { font, family } of faces) registerFontBytes(font, family);
  return { families: faces.map(({ family }) => family), lacking: new Set(lacking) };
}

const ruler = createCanvas(1, 1).getContext('2d');

export function measureWith(fonts: DrawnWith): Measure {
  return (text, style) => {
    ruler.font = withFallbacks(toFont(style), fonts);
    return ruler.measureText(drawable(text, fonts)).width;
  };
}

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
