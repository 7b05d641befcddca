import type { PathShape, TextShape } from '../../vendor/canvas/index.js';
import type { CaptionLine, Framed, LineRun } from './frame.ts';
import type { Palette, Role } from './text.ts';

export interface SvgOptions {
  /** Prefix of every id in the document. */
  id: string;
  title: string;
  alt: string;
  palette: Palette;
  /** Inside a page: no background, and a class for every colour. */
  inline: boolean;
  /** CSS px that a px of the drawing is shown in; default 1. */
  zoom?: number;
}

type Attributes = Record<string, string | number | undefined>;

export function writeSvg({ width, height, shapes }: Framed, options: SvgOptions): string {
  const { id, title, alt, palette, inline, zoom = 1 } = options;
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: width * zoom,
    height: height * zoom,
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

function writeShape(shape: Framed['shapes'][number], options: SvgOptions): string {
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

function writeText(shape: TextShape | CaptionLine, options: SvgOptions): string {
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
    'data-entry': label?.entry,
    'data-scale': label && label.entry === undefined ? undefined : '',
  });
  const content =
    'runs' in shape ? shape.runs.map((run) => writeRun(run, shape, options)).join('') : escapeXml(shape.text);
  return `<text${all}>${content}</text>`;
}

/** What a run has of its own within its line. */
function writeRun(
  { text, datum, weight, fill }: LineRun,
  line: CaptionLine,
  { palette }: SvgOptions,
): string {
  const own = attributes({
    'data-finding': datum,
    'font-weight': weight === line.weight ? undefined : weight,
    fill: fill === line.fill ? undefined : palette[fill],
  });
  return own === '' ? escapeXml(text) : `<tspan${own}>${escapeXml(text)}</tspan>`;
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
