import { createRequire } from 'node:module';
import { fromCsl } from './csl.ts';
import { fromPubmed } from './pubmed.ts';
import type { Reference } from './reference.ts';

/** A work that cannot be a source, by its place in the file. */
interface LeftOut {
  place: string;
  problem: string;
}

type Work = Reference | LeftOut;

const require = createRequire(import.meta.url);

/**
 * The works in a file of PubMed XML, Crossref or CSL JSON, BibTeX or RIS, which is recognised by what it contains.
 * Throws an error when it is none of these or its syntax is wrong.
 */
export function worksIn(text: string): Work[] {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('<')) return fromPubmed(start).map(({ place, work }) => work ?? untitled(place));
  if (start.startsWith('{') || start.startsWith('[')) return fromJson(JSON.parse(start), '');
  if (/^\s*@\w+\s*[{(]/m.test(start)) return cited(start, '@bibtex/text');
  if (/^TY {2}- /m.test(start)) return cited(start, '@ris/file');
  throw new Error('this is neither PubMed XML, Crossref or CSL JSON, BibTeX nor RIS');
}

function untitled(place: string): LeftOut {
  return { place, problem: 'the work has no title' };
}

/** A work, an answer of Crossref, a list of works, or a mapping of lists; `place` is its JSON pointer. */
function fromJson(data: unknown, place: string): Work[] {
  if (Array.isArray(data)) return data.flatMap((one, index) => fromJson(one, `${place}/${index}`));
  if (typeof data !== 'object' || data === null) return [{ place, problem: 'this is no work' }];
  const { message, items } = data as { message?: unknown; items?: unknown };
  if (message !== undefined) return fromJson(message, `${place}/message`);
  if (Array.isArray(items)) return fromJson(items, `${place}/items`);
  if ('title' in data || 'DOI' in data) return [fromCsl(data as Record<string, unknown>) ?? untitled(place)];
  const lists = Object.entries(data).filter(([, one]) => Array.isArray(one));
  if (lists.length === 0) return [untitled(place)];
  return lists.flatMap(([key, one]) => fromJson(one, `${place}/${pointerPart(key)}`));
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

interface CitationJs {
  plugins: { input: { chain(text: string, options: object): Record<string, unknown>[] } };
}

function cited(text: string, forceType: string): Work[] {
  const core = require('@citation-js/core') as CitationJs;
  require('@citation-js/plugin-bibtex');
  require('@citation-js/plugin-ris');
  const items = core.plugins.input.chain(text, { forceType, generateGraph: false });
  return items.map((item, index) => fromCsl(item) ?? untitled(`entry ${index + 1}`));
}
