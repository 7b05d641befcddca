import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** In points from a sheet's lower left corner. */
export interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** Letters in a row, or a shape (whose text is empty), as far as it was painted at all. */
export interface Ink {
  /** From 1. */
  page: number;
  text: string;
  /** Of letters from their baseline to their capitals' height; of shapes as painted. */
  box: Box;
  /** Size of letters in points; 0 of shapes. */
  size: number;
  /** Points to a CSS pixel: 0.75 unless the page, or this part of it, is shrunk. */
  scale: number;
  /** How much of its height and width lies inside what clips it and inside the sheet, 0 to 1. */
  inSight: number;
}

export interface Drawn {
  sheets: Box[];
  /** By `page:mark`, the number of the marked content on its page; `page:` of what has no tag. */
  ink: Map<string, Ink[]>;
}

type Matrix = readonly [number, number, number, number, number, number];

interface State {
  matrix: Matrix;
  clip: Box;
}

interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

const CAPITALS = 0.66;
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** What the sheets of a PDF show, by running their painting operators. Knows those that Chromium writes. */
export async function readDrawn(bytes: Uint8Array): Promise<Drawn> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  try {
    const document = await task.promise;
    const drawn: Drawn = { sheets: [], ink: new Map() };
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      const sheet = { left, bottom, right, top };
      drawn.sheets.push(sheet);
      readSheet(await page.getOperatorList(), number, sheet, drawn.ink);
    }
    return drawn;
  } finally {
    await task.destroy();
  }
}

function readSheet({ fnArray, argsArray }: Operators, page: number, sheet: Box, all: Drawn['ink']): void {
  const saved: State[] = [];
  const marks: (number | undefined)[] = [];
  let state: State = { matrix: IDENTITY, clip: sheet };
  let line: Matrix = IDENTITY;
  let size = 0;
  let clips = false;
  let run: { text: string; box: Box } | undefined;

  const put = (text: string, box: Box) => {
    const scale = Math.hypot(state.matrix[2], state.matrix[3]);
    const key = `${page}:${marks.findLast((mark) => mark !== undefined) ?? ''}`;
    const ink = {
      page,
      text,
      box,
      size: text ? size * scale : 0,
      scale,
      inSight: shareInside(box, state.clip),
    };
    all.set(key, [...(all.get(key) ?? []), ink]);
  };
  const operations: Record<number, (args: never) => void> = {
    [OPS.save]: () => saved.push(state),
    [OPS.restore]: () => {
      state = saved.pop() ?? state;
    },
    [OPS.transform]: (args: Matrix) => {
      state = { ...state, matrix: multiply(state.matrix, args) };
    },
    [OPS.clip]: () => {
      clips = true;
    },
    [OPS.eoClip]: () => {
      clips = true;
    },
    [OPS.constructPath]: ([operation, , extent]: [number, unknown, ArrayLike<number> | null]) => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from(extent ?? []);
      const box = boxOf(state.matrix, x0, y0, x1, y1);
      if (clips) state = { ...state, clip: overlap(state.clip, box) };
      else if (operation !== OPS.endPath) put('', box);
      clips = false;
    },
    [OPS.beginMarkedContent]: () => marks.push(undefined),
    [OPS.beginMarkedContentProps]: ([, mark]: [string, number | null]) =>
      marks.push(typeof mark === 'number' ? mark : undefined),
    [OPS.endMarkedContent]: () => marks.pop(),
    [OPS.setFont]: ([, points]: [string, number]) => {
      size = points;
    },
    [OPS.beginText]: () => {
      run = undefined;
    },
    [OPS.setTextMatrix]: (args: readonly [ArrayLike<number>] | ArrayLike<number>) => {
      const values = Array.from(
        args.length === 1 ? (args[0] as ArrayLike<number>) : (args as ArrayLike<number>),
      );
      line = values as unknown as Matrix;
    },
    [OPS.moveText]: ([x, y]: [number, number]) => {
      line = multiply(line, [1, 0, 0, 1, x, y]);
    },
    [OPS.showText]: ([glyphs]: [({ unicode: string; width: number } | number)[]]) => {
      let advance = 0;
      let text = '';
      for (const glyph of glyphs) {
        advance += ((typeof glyph === 'number' ? -glyph : glyph.width) * size) / 1000;
        if (typeof glyph !== 'number') text += glyph.unicode;
      }
      const box = boxOf(multiply(state.matrix, line), 0, 0, advance, size * CAPITALS);
      run = run ? { text: run.text + text, box: around(run.box, box) } : { text, box };
    },
    [OPS.endText]: () => {
      if (run) put(run.text, run.box);
    },
  };
  for (const [index, operator] of fnArray.entries()) operations[operator]?.(argsArray[index] as never);
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function boxOf(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const [, , , , a, b] = multiply(matrix, [1, 0, 0, 1, x0, y0]);
  const [, , , , c, d] = multiply(matrix, [1, 0, 0, 1, x1, y1]);
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

export function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
    top: Math.max(a.top, b.top),
  };
}

function overlap(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
}

/** Of a box's width or of its height, whichever is cut more. */
function shareInside(box: Box, clip: Box): number {
  const inside = overlap(box, clip);
  const share = (part: number, whole: number) => (whole <= 0 ? Number(part >= 0) : part / whole);
  const across = share(inside.right - inside.left, box.right - box.left);
  return Math.max(0, Math.min(across, share(inside.top - inside.bottom, box.top - box.bottom)));
}
