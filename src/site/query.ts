import { isSingleSign, searchWords } from '../../templates/archive/words.js';
import { suggest } from '../suggest.ts';
import { type SiteEdition, seriesKey } from './editions.ts';

/** Words in a row, folded, the last of which may be only the beginning of a word. */
interface Wording {
  words: string[];
  isBeginning: boolean;
}

/** What was asked for: every group of `all` must be found, by one of its parts; nothing of `none`. */
export interface SearchQuery {
  all: Wording[][];
  none: Wording[];
}

/** A quoted phrase, or a word, each with a minus before it. */
const part = /(-)?"([^"]*)"?|(\S+)/g;

/**
 * Reads what a person typed: words that must all occur, "phrases", `-word` or `NOT word` for what must not,
 * `OR` between alternatives, `word*` for beginnings. Nothing is an error: what cannot be read as one of these
 * is looked for unchanged.
 */
export function readQuery(typed: string): SearchQuery {
  const query: SearchQuery = { all: [], none: [] };
  let [joins, excludes] = [false, false];
  for (const [, minus, phrase, word] of typed.replace(/[“”„]/g, '"').matchAll(part)) {
    if (word === 'AND') continue;
    if (word === 'OR' || word === 'NOT') {
      [joins, excludes] = [word === 'OR' && query.all.length > 0, word === 'NOT'];
      continue;
    }
    const dashed = word !== undefined && /^-[\p{L}\p{N}]/u.test(word);
    const found = wordingOf(phrase ?? (dashed ? word.slice(1) : (word as string)));
    if (found !== undefined) {
      if (excludes || dashed || minus) query.none.push(found);
      else if (joins) query.all.at(-1)?.push(found);
      else query.all.push([found]);
    }
    [joins, excludes] = [false, false];
  }
  return query;
}

function wordingOf(text: string): Wording | undefined {
  const words = searchWords(text, true).map(({ word }) => word);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  return { words, isBeginning: /[\p{L}\p{N}]\*$/u.test(text) || isSingleSign(last) };
}

/** The query as FTS5 reads it; undefined when nothing is left to look for. */
export function toFts({ all, none }: SearchQuery): string | undefined {
  if (all.length === 0) return undefined;
  const wanted = all
    .map((group) => group.map(toMatch))
    .map((group) => (group.length > 1 ? `(${group.join(' OR ')})` : group[0]))
    .join(' AND ');
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(toMatch).join(' OR ')})`;
}

/** Quoted, a text is but words in a row to FTS5: `"cilta cel"`. */
function toMatch({ words, isBeginning }: Wording): string {
  return `"${words.join(' ')}"${isBeginning ? ' *' : ''}`;
}

/** Words of a query that can be misspelt, as the index has them: those of scripts with spaces. */
export function wordsAsked({ all }: SearchQuery): string[] {
  return all
    .flat()
    .flatMap(({ words }) => words)
    .flatMap((word) => word.split(/[.,]/))
    .filter((word) => /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]+$/u.test(word));
}

/** Words of a text that is shown of what was found. */
const shown = 24;

/**
 * The part of a text with most words of the query, marked by ‹ and ›; the beginning if there are none.
 */
export function snippetOf(text: string, { all }: SearchQuery): string {
  const wordings = all.flat();
  const exact = new Set(
    wordings.flatMap(({ words, isBeginning }) => (isBeginning ? words.slice(0, -1) : words)),
  );
  const beginnings = wordings.flatMap(({ words, isBeginning }) => (isBeginning ? words.slice(-1) : []));
  const words = searchWords(text);
  const isHit = ({ word }: { word: string }) =>
    exact.has(word) || beginnings.some((beginning) => word.startsWith(beginning));
  const [from, to] = densest(
    words.flatMap((one, index) => (isHit(one) ? [{ ...one, index }] : [])),
    words.length,
  );
  const [first, last] = [words[from], words[to - 1]];
  const [start, end] = [
    from === 0 || !first ? 0 : first.start,
    to === words.length || !last ? text.length : last.end,
  ];
  const marked = mark(text, start, end, words.slice(from, to).filter(isHit));
  return `${start > 0 ? '… ' : ''}${marked}${end < text.length ? ' …' : ''}`.replaceAll('\n', ' ');
}

/** Indices of the first and behind the last word of what is shown: the first part with the most different hits. */
function densest(hits: { word: string; index: number }[], count: number): [number, number] {
  let best = { from: 0, different: 0 };
  for (const [at, { index }] of hits.entries()) {
    const within = hits.slice(at, at + shown).filter((one) => one.index < index + shown);
    const different = new Set(within.map(({ word }) => word)).size;
    if (different > best.different) best = { from: index, different };
  }
  const from = Math.max(0, Math.min(best.from - 6, count - shown));
  return [from, Math.min(count, from + shown)];
}

/** Hits next to each other, as in `cilta-cel`, are marked as one. */
function mark(text: string, start: number, end: number, hits: { start: number; end: number }[]): string {
  const spans: [number, number][] = [];
  for (const hit of hits) {
    const open = spans.at(-1);
    if (open && /^[^\s]?$/u.test(text.slice(open[1], hit.start))) open[1] = Math.max(open[1], hit.end);
    else spans.push([hit.start, hit.end]);
  }
  const parts = spans.map(([from, to], index) => {
    const before = text.slice(spans[index - 1]?.[1] ?? start, from);
    return `${before}‹${text.slice(from, Math.min(to, end))}›`;
  });
  return `${parts.join('')}${text.slice(spans.at(-1)?.[1] ?? start, end)}`;
}

/** Which editions are wanted. */
export interface SearchFilters {
  /** Name of a series, in any spelling that differs in capitals and punctuation only. */
  series?: string;
  /** Id or name of a trial. */
  trial?: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  since?: string;
}

/** What an edition can be asked for by, and which spellings of it are one. */
interface Way {
  namesOf(edition: SiteEdition): string[];
  keyOf(name: string): string;
}

const ways: Record<'series' | 'trial', Way> = {
  series: { namesOf: ({ series }) => (series === undefined ? [] : [series]), keyOf: seriesKey },
  trial: {
    namesOf: ({ trials }) => trials.flatMap(({ id, name }) => [id, name]),
    keyOf: (name) => name.toLowerCase(),
  },
};

/** The editions that are wanted, or what is wrong with how they were asked for. */
export function narrow(
  editions: readonly SiteEdition[],
  wanted: SearchFilters,
): { editions: SiteEdition[] } | { problem: string } {
  const { since = '' } = wanted;
  if (!/^(?:\d{4}(?:-\d{2}){0,2})?$/.test(since))
    return { problem: `--since takes a date such as 2026, 2026-04 or 2026-04-21, not ‘${since}’` };
  const left = { editions: editions.filter(({ date }) => date >= since) };
  for (const what of ['series', 'trial'] as const) {
    const name = wanted[what];
    if (name === undefined) continue;
    const { namesOf, keyOf } = ways[what];
    const answers = (one: SiteEdition) => namesOf(one).some((own) => keyOf(own) === keyOf(name));
    if (!editions.some(answers)) return { problem: noneOf(what, name, editions.flatMap(namesOf)) };
    left.editions = left.editions.filter(answers);
  }
  return left;
}

function noneOf(what: string, name: string, known: string[]): string {
  return [`no edition is of the ${what} ‘${name}’`, ...suggest(name, [...new Set(known)].sort())].join('; ');
}
