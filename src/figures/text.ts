import type { Label } from '../../vendor/canvas/index.js';
import { raised } from '../notation/written.ts';

/** A short run of text; `sup` is set as a superscript, so that 10⁻⁶ needs no rare glyph. */
export interface TextRun {
  text: string;
  sup?: boolean;
}

export const FAMILY = 'Trialbrief Sans';

export interface TextStyle {
  /** Px. */
  size: number;
  weight: 400 | 600;
  fill: Role;
  italic?: true;
}

/** The two sizes of type in a drawing, px: 8.6 and 7.8 pt on paper. */
export const SIZE = { label: 11.5, small: 10.4 };

/** The fonts of a drawing beside its own: by name, in the order in which they are asked, and what none of them has. */
export interface DrawnWith {
  families: readonly string[];
  lacking: ReadonlySet<string>;
}

/** A font for the raster canvas, which would turn to the machine's fonts for what none of the list has. */
export function withFallbacks(font: string, { families }: DrawnWith): string {
  return [font, ...families.map((family) => `"${family}"`)].join(', ');
}

/** What is drawn in place of a text: a box for each character that no font has. */
export function drawable(text: string, { lacking }: DrawnWith): string {
  return lacking.size === 0
    ? text
    : text
        .normalize('NFC')
        .replace(/\P{M}\p{M}*|\p{M}/gu, (cluster) => (lacking.has(cluster) ? '□' : cluster));
}

/** Width in px. */
export type Measure = (text: string, style: TextStyle) => number;

export interface PlacedText extends Label {
  text: string;
  /** Where the anchor meets the alphabetic baseline, px. */
  x: number;
  y: number;
  anchor: 'left' | 'center' | 'right';
  style: TextStyle;
  /** A number of the axis, which is no datum. */
  tick?: true;
}

export function toFont(style: TextStyle): string {
  return `${style.italic ? 'italic ' : ''}${style.weight} ${style.size}px "${FAMILY}"`;
}

/** A context that hands labels on to the shapes it records. */
type LabellingContext = CanvasRenderingContext2D & { label?: Label };

export function fillTexts(ctx: LabellingContext, texts: readonly PlacedText[]): void {
  ctx.textBaseline = 'alphabetic';
  for (const { text, x, y, anchor, style, datum, continued, entry, tick } of texts) {
    if (tick) delete ctx.label;
    else ctx.label = { datum, continued, entry };
    ctx.font = toFont(style);
    ctx.fillStyle = style.fill;
    ctx.textAlign = anchor;
    ctx.fillText(text, x, y);
  }
}

/** Superscripts by the font's own glyphs, so that a search of the PDF finds 10⁻⁶. */
export function toPlainText(runs: readonly TextRun[]): string {
  return runs.map(({ text, sup }) => (sup ? raised(text) : text)).join('');
}

/** Width in px of a line in the style it is to be set in. */
type Ruler = (line: string) => number;

/** Lines no wider than `width` px: broken after spaces and joints, within a word only at need. */
export function wrap(text: string, width: number, ruler: Ruler): string[] {
  if (text === '') return [];
  if (ruler(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of toPieces(text, width, ruler)) {
    if (line !== '' && ruler((line + piece).trimEnd()) > width) {
      lines.push(line.replace(/[ ·]+$/u, ''));
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function toPieces(text: string, width: number, ruler: Ruler): string[] {
  const pieces = text.match(/[^ /–-]*[ /–-]+|[^ /–-]+/gu) ?? [];
  return pieces.flatMap((piece) => (ruler(piece.trimEnd()) > width ? [...piece] : [piece]));
}

/**
 * What a colour is for. Charts are drawn in roles; only the writers know the colours, so that a
 * page can recolour a figure for its theme by role.
 */
export type Role = 'ink' | 'muted' | 'accent' | 'tint' | 'amber' | 'mark' | 'bar' | 'rule' | 'grid' | 'paper';

export type Palette = Record<Role, string>;

/** Text roles reach 4.5:1 on the paper of their theme, marks and bars 3:1. */
export function lightPalette(accent: string): Palette {
  return {
    ink: '#16181d',
    muted: '#535a66',
    accent,
    tint: tintOf(accent),
    amber: '#8a5a00',
    mark: '#656d7a',
    bar: '#848d9b',
    rule: '#c3c7cd',
    grid: '#e3e5e6',
    paper: '#ffffff',
  };
}

/** For mail clients that show their readers a dark ground. */
export function darkPalette(accent: string): Palette {
  const light = mixed(accent, 0.55, 255);
  return {
    ink: '#e9e7e2',
    muted: '#a6adb7',
    accent: light,
    tint: mixed(light, 0.8, 20),
    amber: '#f0bf5c',
    mark: '#9aa2ae',
    bar: '#747d8a',
    rule: '#434952',
    grid: '#2b3037',
    paper: '#14171b',
  };
}

/** The accent at 16% on white paper. */
function tintOf(accent: string): string {
  return mixed(accent, 0.84, 255);
}

/** A colour with `share` of a grey, 0 to 255, in its place. */
function mixed(colour: string, share: number, grey: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `#${channels
    .map((one) =>
      Math.round(one + share * (grey - one))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
