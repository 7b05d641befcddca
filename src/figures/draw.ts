import type { Fallbacks } from '../typefaces/fallbacks.ts';
import { layOut } from './kinds.ts';
import { lightPalette } from './palette.ts';
import type { FigureSpec, Picture } from './spec.ts';
import { writeSvg } from './svg.ts';

/** The page's text column, and a phone's. Px. */
const WIDTH = { wide: 640, narrow: 360 };

export interface DrawOptions {
  /** A CSS hex colour for the study in focus. */
  accent: string;
  /** For what the drawing's own font lacks. */
  fallbacks?: Fallbacks;
}

export async function drawFigure(spec: FigureSpec, { accent, fallbacks }: DrawOptions): Promise<Picture> {
  const [{ drawWith, measureWith, renderChart }, { writePng }] = await loadLibraries();
  const fonts = drawWith(fallbacks ?? { faces: [], lacking: [] });
  const measure = measureWith(fonts);
  const draw = (width: number) => renderChart(layOut(spec.chart, { width, measure }), width);
  const palette = lightPalette(accent);
  const { id, title, alt } = spec;
  const words = { id: `fig-${id}`, title, alt, palette };
  const [wide, narrow] = [draw(WIDTH.wide), draw(WIDTH.narrow)];
  return {
    svg: writeSvg(wide, { ...words, inline: false }),
    inline: writeSvg(wide, { ...words, inline: true }),
    narrow: writeSvg(narrow, { ...words, id: `fig-${id}-narrow`, inline: true }),
    paint: () => writePng(wide, palette, { scale: 2, ...fonts }),
    paintNarrow: () => writePng(narrow, palette, { scale: 2, margin: 12, ...fonts }),
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
