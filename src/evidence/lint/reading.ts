import { isDisguised, plainNumber } from './digits.ts';

/** Replaces a bound or waived part of a text: one character, which authors cannot write. */
export const boundMark = '\ue002';

/** Replaces a character that a rule has taken. */
export const takenMark = '\ue003';

/** A text as the rules read it, and where each of its characters is in the original. */
export interface PlainText {
  text: string;
  /** Offset in the original of every character, and of the end. */
  offsets: number[];
}

/** Emphasis marks, joiners and soft hyphens: invisible, but able to split a number. */
const unseen = new Set(['*', '`', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']);

const hyphens = /[\u2010\u2011]/;

/** A line that begins a heading, a list item or a paragraph of its own. */
const freshLine = /^\n[ \t]*(?:\n|#|[-*+>] |\d{1,2}[.)] |:::)/;

/**
 * Takes emphasis out, joins the lines of a paragraph, makes every space one plain space and every digit of any
 * script or style a plain one, so that `**71**\u00a0%`, `𝟕𝟏 ％` and `٧١ ٪` read as `71 %`.
 */
export function readPlainly(original: string): PlainText {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (let at = 0, length = 1; at < original.length; at += length) {
    length = lengthAt(original, at);
    const read = readOne(original, at, parts.at(-1));
    if (read === '') continue;
    parts.push(read);
    for (let unit = 0; unit < read.length; unit += 1) offsets.push(at);
  }
  offsets.push(original.length);
  return { text: parts.join(''), offsets };
}

/** How many units of a text the character at an offset takes: two beyond the basic plane. */
export function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function readOne(original: string, at: number, before: string | undefined): string {
  const char = original.slice(at, at + lengthAt(original, at));
  if (isUnseen(original, at)) return '';
  if (isDisguised(char)) return plainNumber(char);
  if (hyphens.test(char)) return '-';
  if (char === '\n') return freshLine.test(original.slice(at, at + 40)) ? '\n' : spaceAfter(before);
  return /\s/.test(char) ? spaceAfter(before) : char;
}

function isUnseen(original: string, at: number): boolean {
  const char = original.charAt(at);
  if (char !== '_') return unseen.has(char) && !isStarOfName(original, at);
  const around = [original.charAt(at - 1), original.charAt(at + 1)];
  return around.some((one) => !/[\p{L}\p{Nd}]/u.test(one));
}

/** The star of `HLA-A*02` is part of a name. */
function isStarOfName(original: string, at: number): boolean {
  return original.charAt(at) === '*' && /^[A-Z]\*\d$/.test(original.slice(at - 1, at + 2));
}

function spaceAfter(before: string | undefined): string {
  return before === ' ' || before === '\n' ? '' : ' ';
}
