import { fontsOf, glyphsOf } from './content.ts';
import { objectsOf, type PdfFile, pagesOf, readStream, sheetOf, unexpected } from './objects.ts';
import { type PdfPiece, readTags, type TaggedPart } from './tags.ts';

/** Left, bottom, right and top in points from the sheet's lower left corner. */
type Box = readonly [number, number, number, number];

/** As PDFs write it, `a b c d e f`: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [number, number, number, number, number, number];

/** What `q` keeps and `Q` brings back, as far as it decides where ink is. */
interface State {
  matrix: Matrix;
  clip: Box;
  font: string;
  size: number;
  lineWidth: number;
}

interface Reading {
  objects: ReadonlyMap<number, string>;
  /** Marked contents that are asked for. */
  wanted: ReadonlySet<string>;
  /** Marked contents that are open, the innermost last; nothing for those that are not asked for. */
  open: (string | undefined)[];
  boxes: Map<string, Box>;
}

/** A page or a form: its dictionary with its resources, and the number that distinguishes its marks from others. */
interface Drawing {
  dictionary: string;
  content: string;
  form: number | '';
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** How far letters reach below and above their line, and across where a font does not say, in shares of their size. */
const letter = { below: 0.25, above: 1, across: 1 };
/** The thinnest line that a page shows, in points. */
const HAIRLINE = 0.1;

/**
 * Around what each of the `wanted` marked contents shows on a page (the number of its object), by `form:mark`; by `:mark` where its number
 * counts on the page itself. It is found by running the page's painting operators as Chromium writes them, inside
 * the sheet and inside what clips them. A box may be larger than its ink: curves count with their control
 * points, lines with half their width on all sides, clips with the box around them, letters with their font's size.
 */
function readInk(
  page: number,
  objects: ReadonlyMap<number, string>,
  wanted: ReadonlySet<string>,
): Map<string, Box> {
  const dictionary = objects.get(page) ?? '';
  const contents = /\/Contents (\d+) 0 R/.exec(dictionary)?.[1];
  const content = readStream(objects.get(Number(contents)));
  if (content === undefined) throw unexpected('a page without a drawing');
  const reading: Reading = { objects, wanted, open: [], boxes: new Map() };
  const state = { matrix: IDENTITY, clip: sheetOf(dictionary), font: '', size: 0, lineWidth: 1 };
  run({ dictionary, content, form: '' }, state, reading);
  return reading.boxes;
}

/** A name, a bracket, a string in digits or in brackets, a number or an operator. */
const TOKEN = /\/[^\s<>[\]()/]+|<<|>>|<[\dA-Fa-f]*>|\((?:\\.|[^\\()])*\)|[[\]]|[^\s<>[\]()/]+/gs;
const OPERAND = /^[-+.\d/<>[\](]/;
/** What follows `BT` where a text is one line of letters, as most are. */
const LINE = /\n\/(F\d+) ([\d.]+) Tf\n[^\n]* Tm\n(?:(?:-?[\d.]+ 0 Td )?<[\dA-F]+> Tj\n)+ET\b/y;

function run(drawing: Drawing, start: State, reading: Reading): void {
  const fonts = fontsOf(drawing.dictionary, reading.objects);
  const resources = resourcesOf(drawing.dictionary);
  const saved: State[] = [];
  let state = start;
  let path: Box | undefined;
  let clips = false;
  let line = IDENTITY;
  let leading = 0;
  let advance = 0;

  const isSeen = () => reading.open.some((mark) => mark !== undefined);
  const put = (box: Box | undefined) => {
    const seen = box && overlap(box, state.clip);
    if (!seen) return;
    for (const mark of reading.open) {
      const own = mark === undefined ? undefined : reading.boxes.get(mark);
      if (mark !== undefined) reading.boxes.set(mark, own ? around(own, seen) : seen);
    }
  };
  const addPoints = (...numbers: readonly number[]) => {
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [x, y] = pointOf(state.matrix, numbers[index] ?? 0, numbers[index + 1] ?? 0);
      path = path ? around(path, [x, y, x, y]) : [x, y, x, y];
    }
  };
  const addRectangle = ([x = 0, y = 0, width = 0, height = 0]: readonly number[]) =>
    addPoints(x, y, x + width, y, x + width, y + height, x, y + height);
  const endPath = () => {
    if (clips) state = { ...state, clip: (path && overlap(state.clip, path)) ?? [0, 0, 0, 0] };
    clips = false;
    path = undefined;
  };
  const fill = () => {
    put(path);
    endPath();
  };
  const stroke = () => {
    const width = Math.max(state.lineWidth * scaleOf(state.matrix), HAIRLINE);
    put(path && grown(path, width / 2));
    endPath();
  };
  const moveText = ([x = 0, y = 0]: readonly number[]) => {
    line = movedBy(line, x, y);
    advance = 0;
  };
  const showText = (strings: readonly string[]) => {
    const widths = fonts.get(state.font);
    const from = advance;
    for (const part of strings) {
      if (/^[-+.\d]/.test(part)) advance -= (Number(part) / 1000) * state.size;
      for (const glyph of part.startsWith('<') ? glyphsOf(part.slice(1, -1), widths ? 4 : 2) : []) {
        advance += (widths ? widths(glyph) / 1000 : letter.across) * state.size;
      }
    }
    const [below, above] = [-letter.below * state.size, letter.above * state.size];
    put(boxOf(multiply(state.matrix, line), [from, below, advance, above]));
  };
  const paintObject = ([name = '']: readonly string[]) => {
    const number = resources.get(name);
    const object = reading.objects.get(number ?? 0);
    if (number === undefined || object === undefined) throw unexpected('an object that it draws');
    const dictionary = object.slice(0, object.indexOf('stream'));
    if (!/\/Subtype \/Form\b/.test(dictionary)) return put(boxOf(state.matrix, [0, 0, 1, 1]));
    const content = readStream(object);
    const box = numbersIn(dictionary, 'BBox');
    if (content === undefined || box.length !== 4) throw unexpected('a form in its drawing');
    const own = numbersIn(dictionary, 'Matrix');
    const matrix = own.length === 6 ? multiply(state.matrix, own as unknown as Matrix) : state.matrix;
    const clip = overlap(state.clip, boxOf(matrix, box as unknown as Box));
    if (clip) run({ dictionary, content, form: number }, { ...state, matrix, clip }, reading);
  };

  const operations: Record<string, (operands: readonly string[]) => void> = {
    q: () => saved.push(state),
    Q: () => {
      state = saved.pop() ?? state;
    },
    cm: (operands) => {
      state = { ...state, matrix: multiply(state.matrix, operands.map(Number) as unknown as Matrix) };
    },
    w: ([width]) => {
      state = { ...state, lineWidth: Number(width) };
    },
    gs: ([name = '']) => {
      const width = /\/LW ([\d.]+)/.exec(reading.objects.get(resources.get(name) ?? 0) ?? '')?.[1];
      if (width !== undefined) state = { ...state, lineWidth: Number(width) };
    },
    W: () => {
      clips = true;
    },
    m: (operands) => addPoints(...operands.map(Number)),
    re: (operands) => addRectangle(operands.map(Number)),
    n: endPath,
    f: fill,
    S: stroke,
    sh: () => put(state.clip),
    Do: paintObject,
    BMC: () => reading.open.push(undefined),
    BDC: (operands) => {
      const at = operands.indexOf('/MCID');
      const mark = `${drawing.form}:${Number(operands[at + 1])}`;
      reading.open.push(at >= 0 && reading.wanted.has(mark) ? mark : undefined);
    },
    EMC: () => reading.open.pop(),
    BT: () => {
      line = IDENTITY;
      advance = 0;
    },
    Tf: ([font = '', size]) => {
      state = { ...state, font: font.slice(1), size: Number(size) };
    },
    TL: ([distance]) => {
      leading = Number(distance);
    },
    Tm: (operands) => {
      line = operands.map(Number) as unknown as Matrix;
      advance = 0;
    },
    Td: (operands) => moveText(operands.map(Number)),
    TD: (operands) => {
      leading = -Number(operands[1]);
      moveText(operands.map(Number));
    },
    'T*': () => moveText([0, -leading]),
    Tj: showText,
    TJ: showText,
    BI: () => {
      throw unexpected('a picture in its drawing');
    },
  };
  const { W, m, f, S } = operations;
  Object.assign(operations, { 'W*': W, l: m, c: m, v: m, y: m, F: f, 'f*': f });
  Object.assign(operations, { s: S, B: S, 'B*': S, b: S, 'b*': S });

  /** Passes over a line that nothing is asked of, but for the font that it leaves set. */
  const skipLine = () => {
    LINE.lastIndex = tokens.lastIndex;
    const [text, font = '', size] = LINE.exec(drawing.content) ?? [];
    if (text === undefined) return;
    state = { ...state, font, size: Number(size) };
    tokens.lastIndex += text.length;
  };

  const tokens = new RegExp(TOKEN);
  let operands: string[] = [];
  for (let found = tokens.exec(drawing.content); found; found = tokens.exec(drawing.content)) {
    const [token] = found;
    if (OPERAND.test(token)) operands.push(token);
    else {
      operations[token]?.(operands);
      operands = [];
      if (token === 'BT' && !isSeen()) skipLine();
    }
  }
}

/** Object numbers of fonts, forms, pictures and graphics states by their names: `/X7 7 0 R`. */
function resourcesOf(dictionary: string): Map<string, number> {
  const found = dictionary.matchAll(/(\/[A-Z]+\d+) (\d+) 0 R/g);
  return new Map([...found].map(([, name = '', number]) => [name, Number(number)]));
}

function numbersIn(dictionary: string, key: 'BBox' | 'Matrix'): number[] {
  const found = new RegExp(`/${key} \\[([^\\]]*)\\]`).exec(dictionary)?.[1];
  return found?.trim().split(/\s+/).map(Number) ?? [];
}

function multiply([a, b, c, d, e, f]: Matrix, inner: Matrix): Matrix {
  const [ia, ib, ic, id, ie, jf] = inner;
  return [
    a * ia + c * ib,
    b * ia + d * ib,
    a * ic + c * id,
    b * ic + d * id,
    a * ie + c * jf + e,
    b * ie + d * jf + f,
  ];
}

function movedBy(matrix: Matrix, x: number, y: number): Matrix {
  const [a, b, c, d] = matrix;
  return [a, b, c, d, ...pointOf(matrix, x, y)];
}

function pointOf([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** By how much a matrix stretches at most. */
function scaleOf([a, b, c, d]: Matrix): number {
  return Math.max(Math.hypot(a, b), Math.hypot(c, d));
}

/** Around a box that a matrix moves or turns. */
function boxOf(matrix: Matrix, [left, bottom, right, top]: Box): Box {
  const corners = [
    pointOf(matrix, left, bottom),
    pointOf(matrix, right, bottom),
    pointOf(matrix, right, top),
    pointOf(matrix, left, top),
  ];
  const [across, up] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)];
}

function around(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function grown([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by];
}

function overlap(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

/**
 * Objects of a PDF in which every figure says what rectangle of its page it takes: `/A <</O /Layout /BBox …>>` of
 * its structure element (PDF 1.7, 14.8.5.4.3; PDF/UA-1, 7.3), in points from the sheet's lower left corner. Chromium
 * leaves that out. A figure on several pages has the rectangle on its first one, and one that shows nothing has none.
 * Other objects stay as they are. Throws when the PDF is not as Chromium prints them.
 */
export function withFigureBoxes({ objects, root }: PdfFile): ReadonlyMap<number, string> {
  if (![...objects.values()].some((object) => FIGURE.test(object))) return objects;
  const pdf = objectsOf({ objects, root });
  const pages = pagesOf(pdf);
  const inks = new Map<number, ReadonlyMap<string, Box>>();
  const { figures } = readTags(pdf);
  const wanted = Map.groupBy(
    figures.flatMap(({ pieces }) => pieces),
    ({ page }) => page,
  );
  const inkOf = (page: number) => {
    const marks = new Set(wanted.get(page)?.map(markOf));
    const ink = inks.get(page) ?? readInk(pages[page - 1] ?? 0, objects, marks);
    inks.set(page, ink);
    return ink;
  };
  const changed = new Map(objects);
  for (const figure of figures) {
    if (/\/A\b/.test(pdf.read(figure.element))) throw unexpected('a figure with attributes');
    const box = boxOfFigure(figure, inkOf);
    const object = objects.get(figure.element);
    if (box && object !== undefined) changed.set(figure.element, withBox(object, box));
  }
  return changed;
}

function markOf({ form, mark }: PdfPiece): string {
  return `${form ?? ''}:${mark}`;
}

const FIGURE = /^<<\/Type \/StructElem\s+\/S \/Figure\b/;

function boxOfFigure(
  { pieces }: TaggedPart,
  inkOf: (page: number) => ReadonlyMap<string, Box>,
): Box | undefined {
  for (const page of new Set(pieces.map((piece) => piece.page))) {
    const boxes = pieces
      .filter((piece) => piece.page === page)
      .map((piece) => inkOf(page).get(markOf(piece)));
    const box = boxes.reduce((all, one) => (all && one ? around(all, one) : (all ?? one)), undefined);
    if (box) return box;
  }
  return undefined;
}

function withBox(element: string, box: Box): string {
  const sides = box.map((side) => Math.round(side * 100) / 100);
  return element.replace(/>>\s*$/, `\n/A <</O /Layout /BBox [${sides.join(' ')}]>>>>`);
}
