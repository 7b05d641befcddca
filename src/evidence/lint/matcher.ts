/**
 * An expression and the text it is for. Case is folded in the text and not by the `i` flag, and `\p{L}` in a
 * source stands for the letters of Western text: both make compiling ten times faster.
 */
export interface Matcher {
  regex: RegExp;
  folded: boolean;
}

export interface Found {
  start: number;
  end: number;
}

const letters = 'a-zß-öø-ÿα-ω';

/** Reads without regard to case. Inside a source, `\p{L}` stands within a class. */
export function anyCase(source: string): Matcher {
  const lower = source.replace(/\\[pP]\{[^}]*\}|\\.|\p{Lu}/gu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  );
  return { regex: new RegExp(lower.replaceAll('\\p{L}', letters), 'gmu'), folded: true };
}

/**
 * An expression that is compiled when first used. It is for text whose case is folded, and written in lower case;
 * `\p{L}` stands within a class.
 */
export function lazily(source: string): Pick<RegExp, 'test' | 'exec'> {
  let regex: RegExp | undefined;
  const compiled = () => (regex ??= new RegExp(source.replaceAll('\\p{L}', letters), 'u'));
  return { test: (text) => compiled().test(text), exec: (text) => compiled().exec(text) };
}

export function exactCase(source: string): Matcher {
  const all = `${letters}A-ZÀ-ÖØ-ÞΑ-Ω`;
  return { regex: new RegExp(source.replaceAll('\\p{L}', all), 'gmu'), folded: false };
}

/** Matches without the spaces around them. `lower` is the text with its case folded, where it is at hand. */
export function findAll(text: string, { regex, folded }: Matcher, lower?: string): Found[] {
  return [...(folded ? (lower ?? foldCase(text)) : text).matchAll(regex)].map(({ index, 0: found }) => {
    const start = index + (found.length - found.trimStart().length);
    return { start, end: start + found.trim().length };
  });
}

/** Every character keeps its place. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** What begins at an offset. */
export function beginsAt(text: string, at: number, { regex, folded }: Matcher): boolean {
  const after = text.slice(at, at + 120);
  return (folded ? foldCase(after) : after).search(regex) === 0;
}
