/**
 * Characters of a number that are no plain digit, sign or letter: digits of other scripts, full-width, mathematical,
 * subscript, circled and bracketed numbers, Roman numerals of one character, other signs of per cent and of fractions.
 * Superscripts and vulgar fractions stay: a raised digit may be a power or a reference.
 */
const disguised = /[\p{Nd}\p{No}\p{Nl}\u066a-\u066c\u2044\u2215\uff05\ufe6a\ufe50-\ufe52\uff0c\uff0e\uff0f]/u;
const kept = /[\d¼-¾⁰¹²³⁴-⁹⅐-⅞]/;

export function isDisguised(char: string): boolean {
  return char > '~' && disguised.test(char) && !kept.test(char);
}

/** Whether a text may read as other characters than it has. */
export function hasDisguise(text: string): boolean {
  return disguised.test(text.replace(/[\d¼-¾⁰¹²³⁴-⁹⅐-⅞]+/g, ''));
}

const signs: Record<string, string> = {
  '\u066a': '%',
  '\u066b': '.',
  '\u066c': ',',
  '\u2044': '/',
  '\u2215': '/',
};

/** First and last character of the numbered signs that have no plain form, and the number of the first. */
const numbered: [first: number, last: number, number: number][] = [
  [0x2474, 0x2487, 1],
  [0x2488, 0x249b, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
];

/** `7` of `７`, `𝟕`, `٧`, `₇` and `⑦`; `VIII` of `Ⅷ`; `%` of `％`. */
export function plainNumber(char: string): string {
  const sign = signs[char];
  if (sign !== undefined) return sign;
  const code = char.codePointAt(0) ?? 0;
  const row = numbered.find(([first, last]) => code >= first && code <= last);
  if (row) return String(code - row[0] + row[2]);
  const plain = char.normalize('NFKC');
  return plain !== char || !/\p{Nd}/u.test(char) ? plain : String(digitOf(code));
}

/** Digits of a script are contiguous from zero to nine, and two scripts' are adjacent only in mathematics. */
function digitOf(code: number): number {
  let digit = 0;
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - digit - 1))) digit += 1;
  return digit;
}
