/** What was asked for: every group of `all` must be found, by one of its parts; nothing of `none`. */
export interface SearchQuery {
  all: string[][];
  none: string[];
}

/** A quoted phrase, or a word, each with a minus before it. */
const part = /(-)?"([^"]*)"?|(\S+)/g;

/**
 * Reads what a person typed: words that must all occur, "phrases", `-word` or `NOT word` for what must not,
 * `OR` between alternatives, `word*` for beginnings. Nothing is an error: what cannot be read as one of these
 * is looked for as it stands.
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
    const found = toMatch(phrase ?? (dashed ? word.slice(1) : (word as string)));
    if (found !== undefined) {
      if (excludes || dashed || minus) query.none.push(found);
      else if (joins) query.all.at(-1)?.push(found);
      else query.all.push([found]);
    }
    [joins, excludes] = [false, false];
  }
  return query;
}

/** The query as FTS5 reads it; undefined when nothing is left to look for. */
export function toFts({ all, none }: SearchQuery): string | undefined {
  if (all.length === 0) return undefined;
  const wanted = all.map((group) => (group.length > 1 ? `(${group.join(' OR ')})` : group[0])).join(' AND ');
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.join(' OR ')})`;
}

/** Quoted, a text is but words in a row to FTS5: `"cilta-cel"`. */
function toMatch(text: string): string | undefined {
  const isBeginning = /[\p{L}\p{N}]\*$/u.test(text);
  const words = text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return words === '' ? undefined : `"${words}"${isBeginning ? ' *' : ''}`;
}

/** The words of a query, as typed, for hints on words that occur nowhere. */
export function wordsAsked(typed: string): string[] {
  return typed
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && !['AND', 'OR', 'NOT'].includes(word));
}
