import { readFileSync } from 'node:fs';
import { charactersOf, type FontFile, fontFiles } from './characters.ts';

/** A font for characters that the page's own fonts lack. */
interface FallbackFace {
  /** A name of its own for drawings. */
  family: string;
  /** Those that it is used for, each with the marks that combine with it. */
  characters: string[];
  /** The whole font of one weight, as TrueType. */
  font: Uint8Array;
}

export interface Fallbacks {
  /** In the order in which they are asked for a character. */
  faces: FallbackFace[];
  /** Characters that no font has. */
  lacking: string[];
}

/** Fonts of texts, asked for what the page's own fonts lack. */
export interface Typefaces {
  /** Characters of a text, each once, that the page's own fonts lack, with the marks that combine with them. */
  foreignIn(text: string): string[];
  /** Which fonts have them. */
  find(characters: readonly string[]): Promise<Fallbacks>;
  /** The @font-face rules of a family that has just these characters, with the fonts inside. */
  css(fallbacks: Fallbacks, family: string): Promise<string>;
}

/** Signs are the same on many pages, and their fonts are kept; words of a script differ from page to page. */
const mostSigns = 16;

/** White space, and what is there to be obeyed and not to be seen: joiners, selectors, marks of direction, slots. */
const unseen = /[\s\p{Cc}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** `own`: the page's own fonts as TrueType, one of which sets every text. */
export function createTypefaces(own: readonly Uint8Array[]): Typefaces {
  const [first = new Set<number>(), ...others] = own.map(charactersOf);
  const known = new Set([...first].filter((point) => others.every((one) => one.has(point))));
  const opened = new Map<string, Promise<OpenedFont>>();
  const open = (file: FontFile) => {
    const found = opened.get(file.name) ?? openFont(file);
    opened.set(file.name, found);
    return found;
  };
  let files: FontFile[] | undefined;
  const listed = () => {
    files ??= fontFiles();
    return files;
  };
  const kept = new Map<string, Promise<string>>();
  const ruleOf = (face: FallbackFace, family: string) => {
    const key = [family, face.family, ...face.characters].join(' ');
    const rule = kept.get(key) ?? fontRule(face, family);
    if (face.characters.length <= mostSigns) kept.set(key, rule);
    return rule;
  };
  return {
    foreignIn: (text) => foreignIn(text, known),
    find: (characters) => findFallbacks(characters, listed, open),
    async css({ faces }, family) {
      return (await Promise.all(faces.map((face) => ruleOf(face, family)))).join('\n');
    },
  };
}

/** A mark that combines needs a font that has it and the letter before it, so the two are looked for together. */
function foreignIn(text: string, known: ReadonlySet<number>): string[] {
  const isForeign = (char: string) => !known.has(pointOf(char)) && !unseen.test(char);
  if (!unknownIn(text, known).some(isForeign)) return [];
  const clusters = new Set(text.normalize('NFC').match(/\P{M}\p{M}*|\p{M}/gu));
  const bare = Array.from(clusters, (cluster) => [...cluster].filter((char) => !unseen.test(char)).join(''));
  return [...new Set(bare)].filter((cluster) => [...cluster].some(isForeign)).sort();
}

/** Each once. A text of a page is long and has almost nothing that is not known, so no character of it is copied. */
function unknownIn(text: string, known: ReadonlySet<number>): string[] {
  const unknown = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) at += 1;
    if (!known.has(point)) unknown.add(point);
  }
  return Array.from(unknown, (point) => String.fromCodePoint(point));
}

function pointOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

interface OpenedFont {
  family: string;
  font: Uint8Array;
  points: ReadonlySet<number>;
}

async function openFont(file: FontFile): Promise<OpenedFont> {
  // Harfbuzz takes a tenth of a second to load, and most briefings never need it.
  const { default: subsetFont } = await import('subset-font');
  const font = await subsetFont(readFileSync(file.path), '', {
    keepAllGlyphs: true,
    targetFormat: 'truetype',
    ...(file.variable && { variationAxes: { wght: 400 } }),
  });
  return { family: file.name, font, points: charactersOf(font) };
}

async function findFallbacks(
  characters: readonly string[],
  listed: () => readonly FontFile[],
  open: (file: FontFile) => Promise<OpenedFont>,
): Promise<Fallbacks> {
  let left = [...characters];
  const faces: FallbackFace[] = [];
  for (const file of left.length > 0 ? listed() : []) {
    if (!left.some((cluster) => [...cluster].some((char) => file.mayHave(pointOf(char))))) continue;
    const { family, font, points } = await open(file);
    const own = left.filter((cluster) => [...cluster].every((char) => points.has(pointOf(char))));
    if (own.length === 0) continue;
    faces.push({ family, font, characters: own });
    left = left.filter((cluster) => !own.includes(cluster));
  }
  return { faces, lacking: left };
}

async function fontRule({ font, characters }: FallbackFace, family: string): Promise<string> {
  const { default: subsetFont } = await import('subset-font');
  const bytes = await subsetFont(Buffer.from(font), characters.join(''), {
    targetFormat: 'woff2',
    noHinting: true,
  });
  const points = new Set(Array.from(characters.join(''), pointOf));
  const range = Array.from(points, (point) => `U+${point.toString(16)}`).join(',');
  const source = `url(data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}) format("woff2")`;
  return `@font-face{font-family:"${family}";src:${source};unicode-range:${range}}`;
}
