/** Words that begin with an apostrophe for what was left out. */
const shortened = 'tis|twas|twere|twill|twould|til|tween|em|cause|bout|round|neath|nother|n|sup';
const decades = 'twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties';

/** Not where another mark follows the word, which then stands in quotation marks. */
const leading = new RegExp(
  `(?<![\\p{L}\\p{N}'’])'(?=(?:(?:${shortened}|${decades})\\b|\\d\\ds?\\b)(?!'(?![\\p{L}])))`,
  'giu',
);

/** Apostrophes at the beginning of a word, which look like opening quotation marks: `'Tis`, `the '90s`. */
export function withApostrophes(text: string): string {
  return text.replace(/(?<=\s)'n'(?=\s)/gi, (both) => both.replaceAll("'", '’')).replace(leading, '’');
}
