/** Phrases that do not read as plain English here, each with the better word. */
const banned: readonly (readonly [pattern: RegExp, better: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/gi, 'fix'],
  [/\b(?:tells?|told|telling) of\b/gi, 'reported'],
  [/\bunless it is told\b/gi, 'by default'],
  [/\b(?:now stands?|as (?:it|they) stands?)\b/gi, 'unchanged, or is now'],
  [/\bstands? (?:under|beside|at|between|before|behind)\b/gi, 'is, appears, goes or blocks'],
  [/\bholds? (?:no|what|it|them)\b/gi, 'contains'],
  [/\bhaving (?:said|told)\b/gi, 'after printing'],
  [/\bless than (?:none|nothing)\b/gi, 'negative'],
  [/\bin the midst of\b/gi, 'while'],
  [/\bwhoever holds\b/gi, 'the caller'],
  [/\bis done already\b/gi, 'is a no-op'],
];

/** Domain phrases that a pattern above would report, each with the reason. */
const allowed: readonly (readonly [phrase: RegExp, reason: string])[] = [
  [/^holds? what was (?:measured|randomised)/i, 'a term of trial conduct'],
];

function isAllowed(phrase: string): boolean {
  return allowed.some(([pattern]) => pattern.test(phrase));
}

/** `file:line: “phrase”: write “better”` for every banned phrase in the words of a file. */
export function findings(file: string, text: string): string[] {
  const words = file.endsWith('.md') ? text : wordsOfCode(text);
  return banned
    .flatMap(([pattern, better]) =>
      [...words.matchAll(spaced(pattern))].map(({ 0: phrase, index }) => ({
        phrase: phrase.replace(/\s+/g, ' '),
        index,
        better,
      })),
    )
    .filter(({ phrase, index }) => !isAllowed(words.slice(index, index + phrase.length + 20)))
    .sort((a, b) => a.index - b.index)
    .map(
      ({ phrase, index, better }) =>
        `${file}:${words.slice(0, index).split('\n').length}: “${phrase}”: write “${better}”`,
    );
}

/** Comments and string literals with a space; every other character but line ends is a blank of the same length. */
function wordsOfCode(text: string): string {
  const pieces = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  let [words, end] = ['', 0];
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    words += blank(text.slice(end, index)) + (piece.includes(' ') ? plain(piece) : blank(piece));
    end = index + piece.length;
  }
  return words + blank(text.slice(end));
}

/** The stars at the line starts of a comment are no part of its words. */
function plain(piece: string): string {
  return piece.replace(/\n\s*\* /g, (start) => start.replace('*', ' ')).replace(/\\n/g, '  ');
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** A pattern in which a space matches any white space. */
function spaced(pattern: RegExp): RegExp {
  return new RegExp(pattern.source.replaceAll(' ', '\\s+'), pattern.flags);
}
