import type { Layout, Sheet } from './layout.ts';
import { lightPalette } from './palette.ts';
import { layOutProportions } from './proportions.ts';
import { layOutSales } from './sales.ts';
import type { Chart, FigureSpec, Picture } from './spec.ts';
import { writeSvg } from './svg.ts';

/** The page's text column, and a phone's. Px. */
const WIDTH = { wide: 640, narrow: 360 };

type LayOut<K extends Chart['kind']> = (chart: Extract<Chart, { kind: K }>, sheet: Sheet) => Layout;

const KINDS: { [K in Chart['kind']]: LayOut<K> } = {
  proportions: layOutProportions,
  sales: layOutSales,
};

export interface DrawOptions {
  /** A CSS hex colour for the study in focus. */
  accent: string;
}

export async function drawFigure(spec: FigureSpec, { accent }: DrawOptions): Promise<Picture> {
  const [{ measure, renderChart }, { writePng }] = await loadLibraries();
  const draw = (width: number) => renderChart(layOut(spec.chart, { width, measure }), width);
  const palette = lightPalette(accent);
  const { id, title, alt } = spec;
  const words = { id: `fig-${id}`, title, alt, palette };
  const wide = draw(WIDTH.wide);
  return {
    svg: writeSvg(wide, { ...words, inline: false }),
    inline: writeSvg(wide, { ...words, inline: true }),
    narrow: writeSvg(draw(WIDTH.narrow), { ...words, id: `fig-${id}-narrow`, inline: true }),
    paint: () => writePng(wide, palette, 2),
    width: wide.width,
    height: wide.height,
  };
}

/**
 * Chart.js and the canvas take 50 ms to load and more where many fonts are installed. A build
 * calls this before it has anything to draw, so that they load while it reads and waits.
 */
export function loadLibraries() {
  return Promise.all([import('./renderer.ts'), import('./png.ts')]);
}

function layOut<K extends Chart['kind']>(chart: Extract<Chart, { kind: K }>, sheet: Sheet) {
  const kind: LayOut<K> = KINDS[chart.kind as K];
  return kind(chart, sheet);
}
