import type { Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { StackedBar, StackedResponseChart } from './chart.ts';

/** Height of a bar, px. */
export const BAR = 22;

/** Fills of the categories, the deepest first, and what is legible on each in every theme. */
export const TONES: readonly { fill: Role; text: Role }[] = [
  { fill: 'accent', text: 'paper' },
  { fill: 'mark', text: 'paper' },
  { fill: 'rule', text: 'ink' },
  { fill: 'paper', text: 'ink' },
];

const INSIDE: Omit<TextStyle, 'fill'> = { size: SIZE.label, weight: 600 };
const UNDER: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
/** Px between a number and the edges of its segment, between texts under the bar, and down to them. */
const AIR = { inside: 3.5, under: 12, drop: 13 };

interface Numbers {
  texts: PlacedText[];
  /** What the bar needs below it, px. */
  height: number;
}

interface Where {
  /** Middle of the bar, and the ends of the axis, px. */
  y: number;
  left: number;
  right: number;
}

interface Segment {
  name: string;
  printed: string;
  datum: string;
  left: number;
  width: number;
  style: TextStyle;
}

/** Each segment's number in it; those of neighbours that are too narrow together under the bar, with their names. */
export function placeNumbers(
  bar: StackedBar,
  where: Where,
  { chart, sheet }: { chart: StackedResponseChart; sheet: Sheet },
): Numbers {
  const inside: PlacedText[] = [];
  const runs: Segment[][] = [];
  let run: Segment[] = [];
  for (const segment of segmentsOf(bar, where, chart)) {
    const { left, width, style, printed, datum } = segment;
    if (sheet.measure(printed, style) + 2 * AIR.inside > width) {
      if (run.length === 0) runs.push(run);
      run.push(segment);
      continue;
    }
    run = [];
    inside.push({ text: printed, x: left + width / 2, y: where.y + 4, anchor: 'center', style, datum });
  }
  const under = runs.map((members) => textUnder(members, where.y + BAR / 2 + AIR.drop));
  spread(under, where.left, sheet);
  return { texts: [...inside, ...under], height: under.length > 0 ? AIR.drop + 3 : 0 };
}

function segmentsOf({ segments, hollow }: StackedBar, { left, right }: Where, chart: StackedResponseChart) {
  let from = left;
  return segments.map(({ percent, printed, datum }, i): Segment => {
    const width = (percent * (right - left)) / 100;
    from += width;
    const fill = hollow ? 'ink' : (TONES[i]?.text ?? 'ink');
    const name = chart.categories[i] ?? '';
    return { name, printed, datum, left: from - width, width, style: { ...INSIDE, fill } };
  });
}

/** `CR 1.5 · VGPR 2.0` about the middle of both. */
function textUnder(run: Segment[], y: number): PlacedText {
  const [first, last] = [run[0] as Segment, run.at(-1) as Segment];
  return {
    text: run.map(({ name, printed }) => `${name} ${printed}`).join(' · '),
    x: (first.left + last.left + last.width) / 2,
    y,
    anchor: 'center',
    style: UNDER,
    datum: [...new Set(run.flatMap(({ datum }) => datum.split(' ')))].join(' '),
  };
}

/** Moves texts apart, and between the axis's foot and the edge of the sheet, as little as need be. */
function spread(texts: PlacedText[], left: number, { width, measure }: Sheet): void {
  const half = ({ text, style }: PlacedText) => measure(text, style) / 2;
  let free = left;
  for (const text of texts) {
    text.x = Math.max(text.x, free + half(text));
    free = text.x + half(text) + AIR.under;
  }
  free = width;
  for (const text of texts.toReversed()) {
    text.x = Math.min(text.x, free - half(text));
    free = text.x - half(text) - AIR.under;
  }
}
