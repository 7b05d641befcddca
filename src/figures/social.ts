import { join } from 'node:path';
import { createCanvas, registerFont, type Shape } from '../../vendor/canvas/index.js';
import type { Grade } from '../model/source.ts';
import { luminanceOf } from '../notation/files.ts';
import { toolRoot } from '../root.ts';
import type { Fallbacks } from '../typefaces/fallbacks.ts';
import { type Framed, type LineRun, lineOf, linesOf, unlikeRuns } from './frame.ts';
import { drawWith, writePng } from './png.ts';
import { type DrawnWith, drawable, FAMILY, lightPalette, type Role, withFallbacks, wrap } from './text.ts';

/** Content of the picture shown where an edition is shared. */
export interface SocialSpec {
  title: string;
  /** Whether the display serif has every letter of the title: else the sans sets all of it. */
  serif: boolean;
  publication: string;
  series: string;
  /** `21 April 2026`. */
  date: string;
  /** Host and path of the site; absent without one. */
  site?: string;
  number?: SocialNumber;
  /** What keeps results from being compared: `Not a head-to-head comparison. Different diseases.` */
  unlike?: string;
}

/** A number that is large on it. */
export interface SocialNumber {
  /** `20 of 20`. */
  numeral: string;
  /** What it counts. */
  label: string;
  /** Trial, patients and interval. */
  detail: string;
  grade: Grade;
  /** `unconfirmed; Nature Medicine 2025`. */
  source: string;
}

/** Px, as networks show it. */
const SIZE = { width: 1200, height: 630 };

const MARGIN = 72;
const INNER = SIZE.width - 2 * MARGIN;
const BAR = 16;
const DISPLAY = 'Trialbrief Serif Display';

// Beside the fonts of drawings, which renderer.ts registers.
registerFont(join(toolRoot, 'templates/fonts/TrialbriefSerifDisplay-Semibold.ttf'), {
  family: DISPLAY,
});

const ruler = createCanvas(1, 1).getContext('2d');

interface Face {
  family: string;
  weight: 400 | 600;
}

const display: Face = { family: DISPLAY, weight: 600 };
const bold: Face = { family: FAMILY, weight: 600 };
const plain: Face = { family: FAMILY, weight: 400 };

/** Lines of a text in the size that they are set in, px. */
interface Lines {
  lines: string[];
  size: number;
  face: Face;
}

type Ruler = (text: string, face: Face, size: number) => number;

interface SocialOptions {
  accent: string;
  fallbacks?: Fallbacks;
}

/** The same bytes for the same words, accent and fonts, as PNG. */
export function paintSocial(spec: SocialSpec, options: SocialOptions): Promise<Uint8Array> {
  const fonts = fontsOf(options);
  return writePng(socialDrawing(spec, options), lightPalette(options.accent), { scale: 1, ...fonts });
}

export function socialDrawing(spec: SocialSpec, options: SocialOptions): Framed {
  const strong = luminanceOf(options.accent) < 0.3 ? 'accent' : 'ink';
  return { ...SIZE, shapes: layOut(spec, measureWith(fontsOf(options)), strong) };
}

/** The sans has what the display serif lacks. */
function fontsOf({ fallbacks = { faces: [], lacking: [] } }: SocialOptions): DrawnWith {
  const given = drawWith(fallbacks);
  return { ...given, families: [FAMILY, ...given.families] };
}

function measureWith(fonts: DrawnWith): Ruler {
  return (text, { family, weight }, size) => {
    ruler.font = withFallbacks(`${weight} ${size}px "${family}"`, fonts);
    return ruler.measureText(drawable(text, fonts)).width;
  };
}

/** From the foot upwards; the title has what is left. `strong` is the role of emphasised marks. */
function layOut(spec: SocialSpec, measure: Ruler, strong: Role): Framed['shapes'] {
  const { title, serif, publication, series, date, site = '', number, unlike } = spec;
  const head = oneLine(series === publication ? '' : series, bold, 29, INNER * 0.6, measure);
  const shapes: Framed['shapes'] = [
    { kind: 'path', d: `M0 0H${SIZE.width}V${BAR}H0Z`, fill: 'accent' },
    ...place(head, { x: MARGIN, y: 76, fill: strong }),
    ...place(oneLine(date, plain, 29, INNER * 0.38, measure), {
      x: SIZE.width - MARGIN,
      y: 76,
      fill: 'muted',
      end: true,
    }),
    ...place(oneLine(publication, bold, 29, INNER * 0.55, measure), { x: MARGIN, y: 580, fill: 'ink' }),
    ...place(oneLine(site, plain, 26, INNER * 0.42, measure), {
      x: SIZE.width - MARGIN,
      y: 580,
      fill: 'muted',
      end: true,
    }),
    { kind: 'path', d: `M${MARGIN} 540H${SIZE.width - MARGIN}`, stroke: 'rule', width: 2 },
  ];
  let bottom = 520;
  if (unlike !== undefined) {
    const own = unlikeBlock(unlike, bottom, measure);
    shapes.push(...own.shapes);
    bottom = own.top - 22;
  }
  if (number) {
    const block = numberBlock(number, bottom, measure, strong);
    shapes.push(...block.shapes);
    bottom = block.top - 38;
  }
  const top = 112;
  const face = serif ? display : bold;
  const text = fitted(title, face, [76, 68, 60, 54, 48, 43, 38, 34, 30], INNER, bottom - top, measure, 1.14);
  return [
    ...shapes,
    ...place(balanced(text, title, measure), { x: MARGIN, top, leading: 1.14, fill: 'ink' }),
  ];
}

/** `bottom` is where it ends. */
function unlikeBlock(
  unlike: string,
  bottom: number,
  measure: Ruler,
): { shapes: Framed['shapes']; top: number } {
  const runs = unlikeRuns(unlike).map((run): LineRun => ({ text: '', weight: 400, fill: 'ink', ...run }));
  const inSans = (text: string, { weight, size }: { weight: 400 | 600; size: number }) =>
    measure(text, { family: FAMILY, weight }, size);
  const all = [28, 25, 22, 19, 17].map((size) => ({ size, lines: linesOf(runs, INNER, size, inSans) }));
  const { size, lines } = (all.find((one) => one.lines.length <= 2) ?? all.at(-1)) as (typeof all)[number];
  const top = bottom - lines.length * size * 1.3;
  const shapes = lines.map((line, index) =>
    lineOf(line, { x: MARGIN, y: Math.round(top + index * size * 1.3 + size), size }),
  );
  return { shapes, top };
}

/** The numeral at the left, what it is at its right; `bottom` is where it ends. */
function numberBlock(
  { numeral, label, detail, grade, source }: SocialNumber,
  bottom: number,
  measure: Ruler,
  strong: Role,
): { shapes: Shape[]; top: number } {
  const numberFace = bold;
  const large = fitted(numeral, numberFace, [104, 92, 80, 68, 58, 50, 42, 36], INNER * 0.46, 110, measure, 1);
  const width = Math.max(...large.lines.map((line) => measure(line, numberFace, large.size)));
  const x = MARGIN + width + 36;
  const room = SIZE.width - MARGIN - x;
  const texts: [Lines, Role][] = [
    [fitted(label, bold, [34, 30, 26], room, 84, measure), 'ink'],
    [oneLine(detail, plain, 27, room, measure), 'muted'],
    [oneLine(source, plain, 24, room - 28, measure), 'muted'],
  ];
  const leading = 1.25;
  const heights = texts.map(([text]) => heightOf(text, leading));
  const height = Math.max(
    heights.reduce((sum, one) => sum + one, 0),
    heightOf(large, 1),
  );
  const top = bottom - height;
  let at = top;
  const shapes = texts.flatMap(([text, fill], index): Shape[] => {
    const isLast = index === texts.length - 1;
    const own = place(text, { x: isLast ? x + 28 : x, top: at, leading, fill });
    const mark = isLast && text.lines.length > 0 ? gradeAt(grade, x + 9, at + text.size * 0.72) : [];
    at += heights[index] ?? 0;
    return [...own, ...mark];
  });
  const middle = top + (height - heightOf(large, 1)) / 2 - large.size * 0.06;
  shapes.push(...place(large, { x: MARGIN, top: middle, leading: 1, fill: strong }));
  return { shapes, top };
}

/** As in drawings: a ring for unconfirmed, half a disc in it for secondary, a disc for primary. */
function gradeAt(grade: Grade, x: number, y: number): Shape[] {
  const r = 7.5;
  const circle = `M${x} ${y - r}A${r} ${r} 0 0 0 ${x} ${y + r}A${r} ${r} 0 0 0 ${x} ${y - r}Z`;
  const half = `M${x} ${y - r}A${r} ${r} 0 0 0 ${x} ${y + r}Z`;
  const ring: Shape = { kind: 'path', d: circle, stroke: 'muted', width: 2.4 };
  if (grade === 'unconfirmed') return [ring];
  return [ring, { kind: 'path', d: grade === 'primary' ? circle : half, fill: 'muted' }];
}

/** The largest size in which a text fits; in the smallest, what does not fit is left out, and … says so. */
function fitted(
  text: string,
  face: Face,
  sizes: readonly number[],
  width: number,
  height: number,
  measure: Ruler,
  leading = 1.25,
): Lines {
  const whole = text.normalize('NFC');
  const setIn = (size: number): Lines => ({
    lines: wrap(whole, width, (line) => measure(line, face, size)),
    size,
    face,
  });
  const breaksNoWord = ({ size }: Lines) =>
    whole.split(/[\s/–-]+/u).every((word) => isUnspaced(word) || measure(word, face, size) <= width);
  const all = sizes.map(setIn);
  const fitting = all.filter((one) => heightOf(one, leading) <= height);
  const best = fitting.find(breaksNoWord) ?? fitting[0];
  if (best) return best;
  const [last] = all.slice(-1) as [Lines];
  const count = Math.max(1, Math.floor(height / (last.size * leading)));
  const kept = last.lines.slice(0, count);
  return {
    ...last,
    lines: kept.map((line, index) => (index === count - 1 ? `${line.replace(/.$/su, '')}…` : line)),
  };
}

/** The same lines of about one length. */
function balanced({ lines, size, face }: Lines, text: string, measure: Ruler): Lines {
  const whole = text.normalize('NFC');
  if (lines.at(-1)?.endsWith('…') && !whole.endsWith('…')) return { lines, size, face };
  const setIn = (width: number) => wrap(whole, width, (line) => measure(line, face, size));
  const widths = Array.from({ length: 30 }, (_, step) => INNER * (1 - step * 0.02));
  const words = Math.max(
    ...whole.split(/\s+/u).map((word) => (isUnspaced(word) ? 0 : measure(word, face, size))),
  );
  const narrowest = widths.findLast((width) => width >= words && setIn(width).length === lines.length);
  return { lines: narrowest === undefined ? lines : setIn(narrowest), size, face };
}

/** Scripts that break between any two signs. */
function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(word);
}

/** On one line where that is legible, else on two. */
function oneLine(text: string, face: Face, size: number, width: number, measure: Ruler): Lines {
  if (text === '') return { lines: [], size, face };
  const sizes = [size, size * 0.92, size * 0.84].map(Math.round);
  const single = fitted(text, face, sizes, width, size * 1.25, measure);
  return single.lines.join(' ').endsWith('…')
    ? fitted(text, face, sizes, width, size * 2.5, measure)
    : single;
}

function heightOf({ lines, size }: Lines, leading: number): number {
  return lines.length * size * leading;
}

type Spot = { x: number; fill: Role; end?: true } & ({ y: number } | { top: number; leading: number });

function place({ lines, size, face }: Lines, spot: Spot): Shape[] {
  return lines.map((text, index) => ({
    kind: 'text',
    text,
    x: spot.x,
    y: Math.round(
      'y' in spot ? spot.y : spot.top + index * size * spot.leading + size * (spot.leading - 0.25),
    ),
    size,
    weight: face.weight,
    family: face.family,
    anchor: spot.end ? 'end' : 'start',
    fill: spot.fill,
  }));
}
