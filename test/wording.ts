/** Phrases that do not read as plain English here, each with the better word. */
const banned: readonly (readonly [pattern: RegExp, better: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/gi, 'fix'],
  [/\b(?:tells?|told|telling)\b/gi, 'report, show, state or distinguish'],
  [/\b(?:stands?|stood|standing)\b/gi, 'is, appears, replaces or blocks'],
  [/\b(?:holds?|held|holding)\b/gi, 'contains, keeps or has'],
  [/\bwhoever\b/gi, 'the caller, the process, the reader'],
  [/\bhaving said\b/gi, 'after printing'],
  [/\bless than (?:none|nothing)\b/gi, 'negative'],
  [/\bin the midst of\b/gi, 'while'],
  [/\bis done already\b/gi, 'is a no-op'],
  [/\bwhom nothing\b/gi, 'no + noun'],
  [/(?<=(?:^|[.;:]|\/\*\*?|\/\/|['"`]) )of (?:whom|which|what|whatever)\b/gim, 'begin with the subject'],
  [/(?<=, )of (?:whom|which) (?:nothing|none|others)\b/gi, 'without, none of which'],
];

/** Idiomatic uses of a banned word, each with the reason. */
const allowed: readonly (readonly [phrase: RegExp, reason: string])[] = [
  [/\bholds? what was (?:measured|randomised)/gi, 'a term of trial conduct'],
  [/\b(?:hold|holds|held|holding) (?:the|a|this) lock\b/gi, 'a process holds a lock'],
  [/\bheld back\b/gi, 'delayed on purpose'],
  [/\banother process holds it\b/gi, 'of a lock'],
  [/\bheld to\b/gi, 'a price others are held to'],
  [/\bholds a position\b/gi, 'owns shares, in disclosures'],
  [/\b(?:that|effect|hazards?|assumption) holds?\b/gi, 'remains true'],
  [/\bstanding[- ]alone\b|\bstood without support\b/gi, 'an endpoint in neurology'],
];

/** Whether an idiomatic use covers the characters from `start` to `end` of `words`. */
function isAllowed(words: string, start: number, end: number): boolean {
  const from = Math.max(0, start - 40);
  const around = words.slice(from, end + 40);
  return allowed.some(([pattern]) =>
    [...around.matchAll(spaced(pattern))].some(
      ({ 0: phrase, index }) => from + index <= start && from + index + phrase.length >= end,
    ),
  );
}

/** `file:line: “phrase”: write “better”` for every banned phrase in the words of a file. */
export function findings(file: string, text: string): string[] {
  const words = wordsOf(file, text);
  return banned
    .flatMap(([pattern, better]) =>
      [...words.matchAll(spaced(pattern))].map(({ 0: phrase, index }) => ({
        phrase: phrase.replace(/\s+/g, ' '),
        length: phrase.length,
        index,
        better,
      })),
    )
    .filter(({ length, index }) => !isAllowed(words, index, index + length))
    .sort((a, b) => a.index - b.index)
    .map(
      ({ phrase, index, better }) =>
        `${file}:${words.slice(0, index).split('\n').length}: “${phrase}”: write “${better}”`,
    );
}

function wordsOf(file: string, text: string): string {
  if (file.endsWith('.md')) return text;
  return file.endsWith('.hbs') ? text.replace(/\{\{[^}]*\}\}|class="[^"]*"/g, blank) : wordsOfCode(text);
}

/**
 * Comments and string literals with a space, without interpolated code and sources of patterns; every other
 * character but line ends is a blank of the same length.
 */
function wordsOfCode(text: string): string {
  const pieces = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  let [words, end] = ['', 0];
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    words += blank(text.slice(end, index)) + (isWords(piece) ? plain(piece) : blank(piece));
    end = index + piece.length;
  }
  return words + blank(text.slice(end));
}

function isWords(piece: string): boolean {
  return piece.startsWith('/') || (piece.includes(' ') && !piece.includes('(?'));
}

/** The stars at the line starts of a comment are not part of its words. */
function plain(piece: string): string {
  return piece
    .replace(/\n\s*\* /g, (start) => start.replace('*', ' '))
    .replace(/\$\{[^}]*\}/g, blank)
    .replace(/\\n/g, '  ');
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** A pattern in which a space matches any white space. */
function spaced(pattern: RegExp): RegExp {
  return new RegExp(pattern.source.replaceAll(' ', '\\s+'), pattern.flags);
}
