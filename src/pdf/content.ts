import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { readStream, toPdfStream } from './objects.ts';

const packed = promisify(deflate);

/**
 * Objects of a PDF whose pages are drawn in fewer words. Chromium places every letter by itself and gives every curve
 * its place on the page: 600 KB of a briefing of five pages, 80 when compressed. As lines of letters, and as curves
 * from where they begin, they are 42. No letter moves by more than 0.05 px, and no curve
 * changes its form by more than 1/6000. Other objects stay as they are.
 */
export async function withShortPages(objects: ReadonlyMap<number, string>): Promise<Map<number, string>> {
  const shortened = await Promise.all(
    [...objects.values()].map(async (page): Promise<[number, string][]> => {
      const number = Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]);
      const drawing = /\/Type \/Page\b/.test(page) ? readStream(objects.get(number)) : undefined;
      if (drawing === undefined) return [];
      const short = withShortPaths(withShortLines(drawing, fontsOf(page, objects)));
      const bytes = await packed(Buffer.from(short, 'latin1'), { level: 9 });
      return [[number, toPdfStream('/Filter /FlateDecode', bytes)]];
    }),
  );
  return new Map([...objects, ...shortened.flat()]);
}

/** Of glyphs, by their numbers, in thousandths of the letters' size. */
export type Widths = (glyph: number) => number;

/** The numbers of glyphs, each written in so many digits. */
export function glyphsOf(hexadecimal: string, digits: number): number[] {
  const glyphs: number[] = [];
  for (let at = 0; at + digits <= hexadecimal.length; at += digits) {
    glyphs.push(Number.parseInt(hexadecimal.slice(at, at + digits), 16));
  }
  return glyphs;
}

/** By their names on a page; fonts of other kinds than Chromium's own are left out. */
export function fontsOf(page: string, objects: ReadonlyMap<number, string>): Map<string, Widths> {
  const fonts = [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].flatMap(([, name = '', number]) => {
    const descendant = /\/DescendantFonts \[(\d+) 0 R\]/.exec(objects.get(Number(number)) ?? '')?.[1];
    const font = descendant === undefined ? undefined : objects.get(Number(descendant));
    return font?.includes('/CIDFontType2') ? [[name, widthsOf(font)] as const] : [];
  });
  return new Map(fonts);
}

/** `/W [0 [628 200] 284 296 242] /DW 480`: each glyph's own from the first on, or one of several. */
function widthsOf(font: string): Widths {
  const usual = Number(/\/DW (-?[\d.]+)/.exec(font)?.[1] ?? 1000);
  const own = new Map<number, number>();
  const all = /\/W \[((?:[^[\]]|\[[^\]]*\])*)\]/.exec(font)?.[1] ?? '';
  for (const [, first, each, from, to, one] of all.matchAll(/(\d+) \[([^\]]*)\]|(\d+) (\d+) (-?[\d.]+)/g)) {
    const widths = each?.trim().split(/\s+/) ?? [];
    for (const [index, width] of widths.entries()) own.set(Number(first) + index, Number(width));
    for (let glyph = Number(from); glyph <= Number(to); glyph += 1) own.set(glyph, Number(one));
  }
  return (glyph) => own.get(glyph) ?? usual;
}

/** Letters on one line, of which all but the first are placed by their distance from the one before. */
const LINE = /\/(F\d+) ([\d.]+) Tf\n([^\n]* Tm)\n((?:(?:-?[\d.]+ 0 Td )?<[\dA-F]+> Tj\n)+)(?=ET\n)/g;
const LETTERS = /(?:(-?[\d.]+) 0 Td )?<([\dA-F]+)> Tj\n/g;

/** How far a letter may move: in thousandths of its size, and in pixels. */
const slack = { share: 5, pixels: 0.05 };

function withShortLines(drawing: string, fonts: ReadonlyMap<string, Widths>): string {
  return drawing.replace(LINE, (line, font: string, size: string, start: string, letters: string) => {
    const widths = fonts.get(font);
    if (!widths) return line;
    const shown = inOneRun(letters, Number(size), widths);
    return `/${font} ${size} Tf\n${start}\n${shown}`;
  });
}

/** `[<00040002>-16<0013>] TJ`: letters that follow each other by their widths, and how much closer the next one is. */
function inOneRun(letters: string, size: number, widths: Widths): string {
  const thousandth = size / 1000;
  const most = Math.min(slack.share, slack.pixels / thousandth);
  const parts: string[] = [''];
  let wanted = 0;
  let reached = 0;
  for (const [, distance, glyphs = ''] of letters.matchAll(LETTERS)) {
    wanted += distance === undefined ? 0 : Number(distance) / thousandth;
    const nearer = Math.round(reached - wanted);
    if (distance !== undefined && Math.abs(reached - wanted) > most) {
      parts.push(`${nearer}`, '');
      reached -= nearer;
    }
    for (const glyph of glyphsOf(glyphs, 4)) reached += widths(glyph);
    parts[parts.length - 1] += glyphs;
  }
  const run = parts.map((part, index) => (index % 2 === 0 ? `<${part}>` : part));
  return run.length === 1 ? `${run[0]} Tj\n` : `[${run.join('')}] TJ\n`;
}

/** A shape that is painted and does not clip. */
const PATH = /^(-?[\d.]+) (-?[\d.]+) m\n((?:(?:-?[\d.]+ )+[mlc]\n|h\n)+)(f\*?|S|B\*?)\n/gm;

/** Thousandths of what is smaller would be seen. */
const smallest = 3;

/** Shapes with curves, drawn from where they begin: marks of one kind are alike then, and take next to nothing. */
function withShortPaths(drawing: string): string {
  return drawing.replace(PATH, (path, left: string, top: string, rest: string, paint: string) => {
    if (!rest.includes(' c\n')) return path;
    const [x, y] = [Number(left), Number(top)];
    let isAcross = false;
    let reach = 0;
    const moved = rest.replace(/-?[\d.]+/g, (number) => {
      isAcross = !isAcross;
      const from = Number(number) - (isAcross ? x : y);
      reach = Math.max(reach, Math.abs(from));
      return `${Math.round(from * 1000) / 1000}`;
    });
    return reach < smallest ? path : `q\n1 0 0 1 ${left} ${top} cm\n0 0 m\n${moved}${paint}\nQ\n`;
  });
}
