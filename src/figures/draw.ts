import type { Fallbacks } from '../typefaces/fallbacks.ts';
import { layOut } from './kinds.ts';
import type { SocialSpec } from './social.ts';
import type { FigureSpec, Picture } from './spec.ts';
import { writeSvg } from './svg.ts';
import { darkPalette, lightPalette } from './text.ts';

/** Px at 96 to the inch: on A4 the page of 481 pt, its text column of 352 pt. */
const WIDTH = { page: 641, column: 469 };
/** A phone's sheet in px of the layout, and the CSS px that it is shown in. */
const PHONE = { width: 288, shown: 360 };

export interface DrawOptions {
  /** A CSS hex colour for the study in focus. */
  accent: string;
  /** For what the drawing's own font lacks. */
  fallbacks?: Fallbacks;
  /** What keeps its results from being compared, for the files: `Not a head-to-head comparison. Different diseases.` */
  unlike?: string | undefined;
}

export async function drawFigure(
  spec: FigureSpec,
  { accent, fallbacks, unlike }: DrawOptions,
): Promise<Picture> {
  const [{ drawWith, measureWith, renderChart }, { frame }] = await loadLibraries();
  const fonts = drawWith(fallbacks ?? { faces: [], lacking: [] });
  const measure = measureWith(fonts);
  const draw = (width: number) => renderChart(layOut(spec.chart, { width, measure }), width);
  const palette = lightPalette(accent);
  const { id, title, alt } = spec;
  const words = { id: `fig-${id}`, title, alt, palette };
  const [wide, narrow] = [draw(WIDTH[spec.span]), draw(PHONE.width)];
  const file = frame(wide, spec, { unlike, measure });
  const zoom = PHONE.shown / PHONE.width;
  return {
    svg: writeSvg(file, { ...words, inline: false }),
    inline: writeSvg(wide, { ...words, inline: true }),
    narrow: writeSvg(narrow, { ...words, id: `fig-${id}-narrow`, inline: true, zoom }),
    paint: async () => (await painter()).writePng(file, palette, { scale: 2, ...fonts }),
    paintNarrow: async (ground) =>
      (await painter()).writePng(narrow, ground === 'dark' ? darkPalette(accent) : palette, {
        scale: 2 * zoom,
        margin: 12 / zoom,
        ...fonts,
      }),
    width: file.width,
    height: file.height,
  };
}

/** The picture of an edition for where it is shared, as PNG. */
export async function drawSocial(
  spec: SocialSpec,
  options: { accent: string; fallbacks: Fallbacks },
): Promise<Uint8Array> {
  const { paintSocial } = await import('./social.ts');
  return paintSocial(spec, options);
}

/**
 * Chart.js and the canvas take 50 ms to load and more where many fonts are installed. A build
 * calls this before it has anything to draw, so that they load while it reads and waits.
 */
export function loadLibraries() {
  return Promise.all([import('./png.ts'), import('./frame.ts')]);
}

function painter() {
  return import('./png.ts');
}
