import type { Line } from '../model/scalars.ts';

/** How something is written: `text` for alternative texts, mail and files, `html` for the page. */
export interface Written {
  text: string;
  html: string;
}

export const nbsp = '\u00a0';
const plain = '0123456789+\u2212-';
const superscripts = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b';

/** `⁻⁵` of `−5` and of `-5`: figures and signs as superscript characters, the rest as it is. */
export function raised(text: string): string {
  return text.replaceAll(/[-0-9+\u2212]/g, (char) => superscripts.charAt(plain.indexOf(char)));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export function written(text: string): Written {
  return { text, html: escapeHtml(text) };
}

/** 10⁻⁵: a superscript element in HTML, because Source Serif has no superscript minus. */
export function writePower(exponent: number): Written {
  return {
    text: `10${raised(String(exponent))}`,
    html: `10<sup>${String(exponent).replace('-', '\u2212')}</sup>`,
  };
}

/** The same of every power of ten in a text. */
export function withPowers(text: string): string {
  return escapeHtml(text).replaceAll(
    /\b10(\u207b[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)/g,
    (_, exponent: string) => writePower(Number(unraised(exponent))).html,
  );
}

function unraised(text: string): string {
  return [...text].map((char) => '0123456789+--'.charAt(superscripts.indexOf(char))).join('');
}

const forms: readonly (readonly [RegExp, string])[] = [
  [/^about /, '~'],
  [/percentage points?$/, 'pp'],
  [/months$/, 'mo'],
  [/billion$/, 'bn'],
  [/million$/, 'm'],
];

/** A number as short as it is in the margin of a line: `~90%`, `61.9 mo`. */
export function inShort(text: string): string {
  return forms.reduce((shorter, [long, short]) => shorter.replace(long, short), text);
}

const names: Record<string, string> = {
  '\u0085': 'a next line',
  '\u00a0': 'a no-break space',
  '\u1680': 'an Ogham space mark',
  '\u2000': 'an en quad',
  '\u2001': 'an em quad',
  '\u2002': 'an en space',
  '\u2003': 'an em space',
  '\u2004': 'a three-per-em space',
  '\u2005': 'a four-per-em space',
  '\u2006': 'a six-per-em space',
  '\u2007': 'a figure space',
  '\u2008': 'a punctuation space',
  '\u2009': 'a thin space',
  '\u200a': 'a hair space',
  '\u200b': 'a zero width space',
  '\u2028': 'a line separator',
  '\u2029': 'a paragraph separator',
  '\u202f': 'a narrow no-break space',
  '\u205f': 'a medium mathematical space',
  '\u2060': 'a word joiner',
  '\u3000': 'an ideographic space',
  '\ufeff': 'a zero width no-break space',
  '\u000b': 'a line tabulation',
  '\u000c': 'a form feed',
};

/** White space that neither YAML nor Markdown reads as such, although it looks it. */
export const oddSpaces = Object.keys(names).join('');

const anyOdd = new RegExp(`[${oddSpaces}]`);

/** The first of these in a text, and its name with its code point. */
export function findWhiteSpace(text: string): { at: number; name: string } | undefined {
  const at = text.search(anyOdd);
  const char = text.charAt(at);
  const point = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return at < 0 ? undefined : { at, name: `${names[char]} (U+${point})` };
}

const exhibit = /^(?:figure|table) ./;

/** Whether the name of a part of a briefing is that of a figure or table: `figure depth`, not `text`. */
export function isExhibit(part: string): boolean {
  return exhibit.test(part);
}

/** `the text`, but `figure depth`, which is a name. */
export function namePart(part: string): string {
  return isExhibit(part) ? part : `the ${part}`;
}

/** Words that begin with an apostrophe for what was left out. */
const shortened = 'tis|twas|twere|twill|twould|til|tween|em|cause|bout|round|neath|nother|n|sup';
const decades = 'twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties';

/** Not where another mark follows the word, which is then in quotation marks. */
const leading = new RegExp(
  `(?<![\\p{L}\\p{N}'’])'(?=(?:(?:${shortened}|${decades})\\b|\\d\\ds?\\b)(?!'(?![\\p{L}])))`,
  'giu',
);

/** Apostrophes at the beginning of a word, which look like opening quotation marks: `'Tis`, `the '90s`. */
export function withApostrophes(text: string): string {
  return text.replace(/(?<=\s)'n'(?=\s)/gi, (both) => both.replaceAll("'", '’')).replace(leading, '’');
}

/** `untreated`, `line 1`, `lines 2–4`, `line 4+`. */
export function writeLines(lines: readonly Line[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return '';
  const end = `${last.from}${last.openEnded ? '+' : ''}`;
  if (first.from === 0 && lines.length === 1) return 'untreated';
  return lines.length === 1 ? `line${nbsp}${end}` : `lines${nbsp}${first.from}–${end}`;
}

const subscripts = '₀₁₂₃₄₅₆₇₈₉₊₋₋';

/** `₂` of `2`: figures and signs as subscript characters, the rest as it is. */
export function lowered(text: string): string {
  return text.replaceAll(/[-0-9+\u2212]/g, (char) => subscripts.charAt(plain.indexOf(char)));
}
