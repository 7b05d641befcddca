/** Words and numbers; `32.1` and `1,234` are one. A source for a RegExp that the page's script makes too. */
export const wordPattern = '[\\p{L}\\p{N}]+(?:[.,]\\p{N}+)*';

/** Words that stand in every edition and find nothing. */
const unsaid = new Set(
  'a an and are as at be been but by for from had has have in is it its no not of on or than that the their there this to was were which with'.split(
    ' ',
  ),
);

const word = new RegExp(wordPattern, 'gu');

/** Text as words to look up. */
export function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

/** A word as it is looked up, without accents; undefined when it is not. The page's script does the same. */
export function foldWord(text: string): string | undefined {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return unsaid.has(folded) ? undefined : folded;
}

/** The words that are not looked up, for the page's script. */
export const unsaidWords: readonly string[] = [...unsaid];
