import { searchWords } from '../../../templates/archive/words.js';

/** Words that stand in every edition and find nothing. */
export const unsaidWords: readonly string[] =
  'a an and are as at be been but by for from had has have in is it its no not of on or than that the their there this to was were which with'.split(
    ' ',
  );

/** The words of a text as they are looked up, in their order. */
export function foldedWords(text: string): string[] {
  return searchWords(text).map(({ word }) => word);
}
