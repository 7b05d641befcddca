import type { Drawing, PathShape, Shape, TextShape } from '../../vendor/canvas/index.js';
import type { Palette, Role } from './palette.ts';

export interface SvgOptions {
  /** Prefix of every id in the document. */
  id: string;
  title: string;
  alt: string;
  palette: Palette;
  /** Inside a page: no background, and a class for every colour. */
  inline: boolean;
}

type Attributes = Record<string, string | number | undefined>;

export function writeSvg({ width, height, shapes }: Drawing, options: SvgOptions): string {
  const { id, title, alt, palette, inline } = options;
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-labelledby': `${id}-alt`,
    'font-family': "'Trialbrief Sans', 'Trialbrief Fallback', 'Source Sans 3', sans-serif",
    'text-rendering': 'geometricPrecision',
  });
  const background = inline ? [] : [`<path d="M0 0H${width}V${height}H0Z" fill="${palette.paper}"/>`];
  return [
    `<svg${root}>`,
    `<title>${escapeXml(title)}</title>`,
    `<desc id="${id}-alt">${escapeXml(alt)}</desc>`,
    ...background,
    ...shapes.map((shape) => writeShape(shape, options)),
    '</svg>\n',
  ].join('\n');
}

function writeShape(shape: Shape, options: SvgOptions): string {
  return shape.kind === 'text' ? writeText(shape, options) : writePath(shape, options);
}

function writePath(shape: PathShape, options: SvgOptions): string {
  return `<path${attributes({
    d: shape.d,
    ...paint(shape, options),
    'fill-rule': shape.evenOdd && 'evenodd',
    'stroke-width': shape.stroke && shape.width,
    'stroke-linecap': shape.cap,
    'stroke-linejoin': shape.join,
    'stroke-dasharray': shape.dash?.join(' '),
  })}/>`;
}

function writeText(shape: TextShape, options: SvgOptions): string {
  const { x, y, turn, anchor, size, weight, italic, label } = shape;
  const place = turn ? { transform: `matrix(${turn.join(' ')} ${x} ${y})` } : { x, y };
  const all = attributes({
    ...place,
    ...paint(shape, options),
    'font-size': size,
    'font-weight': weight === 400 ? undefined : weight,
    'font-style': italic && 'italic',
    'text-anchor': anchor === 'start' ? undefined : anchor,
    'data-finding': label?.datum,
    'data-next-line': label?.continued ? '' : undefined,
    'data-scale': label ? undefined : '',
  });
  return `<text${all}>${escapeXml(shape.text)}</text>`;
}

function paint(shape: { fill?: string; stroke?: string }, options: SvgOptions): Attributes {
  const { palette, inline } = options;
  const { fill, stroke } = shape;
  const classes = [fill && `fig-${fill}`, stroke && `fig-${stroke}-line`].filter(Boolean);
  return {
    class: inline ? classes.join(' ') : undefined,
    fill: fill ? palette[fill as Role] : 'none',
    stroke: stroke && palette[stroke as Role],
  };
}

function attributes(values: Attributes): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] as string);
}
