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
