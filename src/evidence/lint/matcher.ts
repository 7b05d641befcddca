import { lengthAt } from './reading.ts';

/**
 * An expression and the text it is for. Case is folded in the text and not by the `i` flag, and `\p{L}` in a
 * source means the letters of Western text: both make compiling ten times faster.
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

/** So long a text, of characters wider than a byte, makes V8 compile an expression at once. */
const longText = '\ue000'.repeat(1000);

/**
 * An expression that has been compiled. V8 would interpret it for its first text and compile it for its second, and
 * of expressions as long as ours the first of these takes five times as long as the second.
 */
function compiled(source: string, flags: string): RegExp {
  const regex = new RegExp(source, flags);
  regex.test(longText);
  regex.lastIndex = 0;
  return regex;
}

/** Ignores case. Inside a source, `\p{L}` must be within a class. */
export function anyCase(source: string): Matcher {
  const lower = source.replace(/\\[pP]\{[^}]*\}|\\.|\p{Lu}/gu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  );
  return { regex: compiled(lower.replaceAll('\\p{L}', letters), 'gmu'), folded: true };
}

/**
 * An expression that is compiled when first used. It is for text whose case is folded, and written in lower case;
 * `\p{L}` must be within a class.
 */
export function lazily(source: string): Pick<RegExp, 'test' | 'exec'> {
  let regex: RegExp | undefined;
  const ready = () => (regex ??= compiled(source.replaceAll('\\p{L}', letters), 'u'));
  return { test: (text) => ready().test(text), exec: (text) => ready().exec(text) };
}

export function exactCase(source: string): Matcher {
  const all = `${letters}A-ZÀ-ÖØ-ÞΑ-Ω`;
  return { regex: compiled(source.replaceAll('\\p{L}', all), 'gmu'), folded: false };
}

/** Matches without the spaces around them. `lower` is the text with its case folded, where it is at hand. */
export function findAll(text: string, { regex, folded }: Matcher, lower?: string): Found[] {
  return matchesOf(folded ? (lower ?? foldCase(text)) : text, regex).map(({ index, 0: found }) => {
    const start = index + (found.length - found.trimStart().length);
    return { start, end: start + found.trim().length };
  });
}

/** What `matchAll` gives, of the expression itself: that makes a copy, which V8 may have to compile anew. */
export function matchesOf(text: string, regex: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    found.push(match);
    if (match[0] === '') regex.lastIndex += lengthAt(text, regex.lastIndex);
  }
  return found;
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
