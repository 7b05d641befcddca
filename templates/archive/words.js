/* How text becomes words to look up: the same for the index, the page's search and the command line. */

/* A sign of a script that is written without spaces, or whose spaces do not part words from their endings. */
const sign =
  '(?=[\\p{L}\\p{N}])[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const startsWithSign = new RegExp('^' + sign, 'u');
/* Words and numbers; `32.1` and `1,234` are one. */
const word = '[\\p{L}\\p{M}\\p{N}]+(?:[.,]\\p{N}+)*';
const piece = new RegExp(
  sign + '[\\p{M}\\uff9e\\uff9f]*|(?:(?!' + sign + ')[\\p{L}\\p{M}\\p{N}\\u00ad\\u200b-\\u200d])+(?:[.,]\\p{N}+)*',
  'gu',
);

/* Without accents, capitals, and raised, lowered, circled, ligated or wide forms (NFKD); voicing of kana stays. */
const fold = (text) =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\u03c2/g, '\u03c3')
    .replace(/(?![\u3099\u309a])\p{M}|\p{Cf}/gu, '')
    .normalize('NFC');

/**
 * The words of a text in a form that all their spellings share, and where each is written: start and end as
 * offsets. Signs of scripts without spaces are indexed in pairs, 骨髄腫 as 骨髄, 髄腫 and 腫, so that every part
 * of a run can be found. Of a text that is `asked` for, the last sign of a run at the end is not given alone.
 * @param {string} text
 * @param {boolean} [asked]
 * @returns {{ word: string, start: number, end: number }[]}
 */
export function searchWords(text, asked) {
  const pieces = [...text.matchAll(piece)].map(({ 0: written, index }) => ({
    folded: fold(written),
    start: index,
    end: index + written.length,
    isSign: startsWithSign.test(written),
  }));
  return pieces.flatMap(({ folded, start, end, isSign }, index) => {
    if (!isSign)
      return (folded.match(new RegExp(word, 'gu')) ?? []).map((one) => ({ word: one, start, end }));
    const [before, next] = [pieces[index - 1], pieces[index + 1]];
    if (next?.isSign && next.start === end)
      return [{ word: folded + next.folded, start, end: next.end }];
    const endsRun = before?.isSign && before.end === start;
    return asked && endsRun && !next ? [] : [{ word: folded, start, end }];
  });
}

/**
 * Whether a word is a single sign, which only the beginning of a pair can answer.
 * @param {string} text
 * @returns {boolean}
 */
export function isSingleSign(text) {
  return startsWithSign.test(text) && [...text].length === 1;
}
