import { createCanvas, type Drawing, type Shape, type TextShape } from '../../vendor/canvas/index.js';
import type { Grade } from '../model/source.ts';
import type { BoundRun } from './data-table.ts';
import type { FigureSpec } from './spec.ts';
import { drawGrade, gradesIn } from './spec.ts';
import type { Role } from './text.ts';
import { FAMILY, fillTexts, type Measure, SIZE, type TextStyle, wrap } from './text.ts';

/** A part of a line of a caption. */
export interface LineRun extends BoundRun {
  weight: 400 | 600;
  fill: Role;
}

/** A line of a caption; `text` is that of all its runs. */
export interface CaptionLine extends TextShape {
  runs: LineRun[];
}

/** A drawing with its caption: some of its texts are lines of several runs. */
export type Framed = Omit<Drawing, 'shapes'> & { shapes: (Shape | CaptionLine)[] };

/** Px. */
const MARGIN = 24;
const GAP = { title: 3, drawing: 14, foot: 12, rule: 8 };
const TITLE = { size: 17, line: 22 };
const TEXT = { size: SIZE.label, line: 16 };
const SMALL = { size: SIZE.small, line: 14.5 };
/** Lines for the names of sources; what does not fit is counted. */
const SOURCE_LINES = 2;

const meanings: Readonly<Record<Grade, string>> = {
  primary: 'primary document',
  secondary: 'secondary report',
  unconfirmed: 'unconfirmed',
};

/** The drawing between its title and all that a reader needs who has the file alone. */
export function frame(
  drawing: Drawing,
  spec: FigureSpec,
  { unlike, measure }: { unlike?: string | undefined; measure: Measure },
): Framed {
  const { caption, chart } = spec;
  const width = drawing.width + 2 * MARGIN;
  const shapes: Framed['shapes'] = [];
  let top = MARGIN - 4;
  const put = (runs: readonly Partial<LineRun>[], face: typeof TITLE, usual: Partial<LineRun> = {}) => {
    const whole = runs.map((run): LineRun => ({ text: '', weight: 400, fill: 'ink', ...usual, ...run }));
    for (const line of linesOf(whole, drawing.width, face.size, measure)) {
      top += face.line;
      shapes.push(lineOf(line, { x: MARGIN, y: round(top - 4.5), size: face.size }));
    }
  };
  put(caption.title, TITLE, { weight: 600 });
  top += GAP.title;
  put(caption.subtitle, TEXT, { fill: 'muted' });
  top = Math.round(top + GAP.drawing);
  shapes.push(...drawing.shapes.map((shape) => moved(shape, MARGIN, top)));
  top += drawing.height + GAP.foot;
  if (unlike !== undefined) put(unlikeRuns(unlike), TEXT);
  put(caption.note, SMALL, { fill: 'muted' });
  if (caption.sources.length > 0)
    put([{ text: sourcesIn(caption.sources, drawing.width, measure) }], SMALL, { fill: 'muted' });
  top += GAP.rule;
  shapes.push({
    kind: 'path',
    d: `M${MARGIN} ${round(top)}H${MARGIN + drawing.width}`,
    stroke: 'rule',
    width: 1,
  });
  top += 4;
  const grades = gradesIn(chart);
  if (grades.length > 0) {
    top += SMALL.line;
    shapes.push(...legendOf(grades, round(top - 4.5), measure));
  }
  put([{ text: caption.imprint }], SMALL, { weight: 600, fill: 'muted' });
  return { width, height: Math.ceil(top + MARGIN - 8), shapes };
}

/** `≠` and the first sentence in amber. */
export function unlikeRuns(unlike: string): Partial<LineRun>[] {
  const text = unlike.replace(/^≠\s*/u, '');
  const [lead = text] = /^.*?[.:](?=\s|$)/u.exec(text) ?? [];
  return [
    { text: `≠ ${lead}`, weight: 600, fill: 'amber' },
    ...(lead.length < text.length ? [{ text: text.slice(lead.length) }] : []),
  ];
}

/** `Sources: Nature Medicine 2025, J&J 2026 and 3 more.` */
function sourcesIn(names: readonly string[], width: number, measure: Measure): string {
  const style: TextStyle = { size: SMALL.size, weight: 400, fill: 'muted' };
  const write = (count: number) => {
    const more = names.length - count;
    return `${names.length > 1 ? 'Sources' : 'Source'}: ${names.slice(0, count).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
  };
  const counts = names.map((_, i) => names.length - i);
  const fits = (count: number) =>
    wrap(write(count), width, (line) => measure(line, style)).length <= SOURCE_LINES;
  return write(counts.find(fits) ?? 1);
}

/** Runs of each line, the spaces at its end left out. */
export function linesOf(
  runs: readonly LineRun[],
  width: number,
  size: number,
  measure: Measure,
): LineRun[][] {
  const text = runs
    .map((run) => run.text)
    .join('')
    .trimEnd();
  const weight = runs.some((run) => run.weight === 600) ? 600 : 400;
  const lines = wrap(text, width, (line) => measure(line, { size, weight, fill: 'ink' }));
  let from = 0;
  return lines.map((line) => {
    const start = text.indexOf(line, from);
    from = start + line.length;
    return runsBetween(runs, start, from);
  });
}

function runsBetween(runs: readonly LineRun[], start: number, end: number): LineRun[] {
  let at = 0;
  return runs.flatMap((run) => {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, run.text.length)];
    at += run.text.length;
    return to > from ? [{ ...run, text: run.text.slice(from, to) }] : [];
  });
}

export function lineOf(
  runs: LineRun[],
  { x, y, size }: { x: number; y: number; size: number },
): TextShape | CaptionLine {
  const [first] = runs as [LineRun];
  const line: TextShape = {
    kind: 'text',
    text: runs.map(({ text }) => text).join(''),
    x,
    y,
    size,
    weight: first.weight,
    family: FAMILY,
    anchor: 'start',
    fill: first.fill,
    label: { datum: first.datum },
  };
  return runs.length === 1 ? line : { ...line, label: {}, runs };
}

/** `○ unconfirmed  ◐ secondary report  e: entry of the evidence ledger` */
function legendOf(grades: readonly Grade[], y: number, measure: Measure): Shape[] {
  const canvas: { getContext(kind: '2d'): CanvasRenderingContext2D; toBuffer(): Buffer } = createCanvas(
    1,
    1,
    'svg' as never,
  ) as never;
  const ctx = canvas.getContext('2d');
  const style: TextStyle = { size: SMALL.size, weight: 400, fill: 'muted' };
  let x = MARGIN;
  for (const grade of grades) {
    const text = meanings[grade];
    drawGrade(ctx, { grade, x: x + 4, y: y - 3.5 });
    fillTexts(ctx, [{ text, x: x + 13, y, anchor: 'left', style }]);
    x += 13 + measure(text, style) + 14;
  }
  fillTexts(ctx, [{ text: 'e: entry of the evidence ledger', x, y, anchor: 'left', style }]);
  return (JSON.parse(canvas.toBuffer().toString('utf8')) as Drawing).shapes;
}

/** A shape elsewhere: of an arc only its end is a place. */
function moved(shape: Shape, dx: number, dy: number): Shape {
  if (shape.kind === 'text') return { ...shape, x: round(shape.x + dx), y: round(shape.y + dy) };
  const d = shape.d.replace(/([MLCQA])([^MLCQAZ]+)/g, (_, command: string, list: string) => {
    const numbers = list.trim().split(/[ ,]+/).map(Number);
    const fixed = command === 'A' ? 5 : 0;
    const placed = numbers.map((one, i) => (i < fixed ? one : round(one + ((i - fixed) % 2 ? dy : dx))));
    return `${command}${placed.join(' ')}`;
  });
  return { ...shape, d };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
