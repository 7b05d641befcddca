import { createRequire } from 'node:module';
import { fromCsl } from './csl.ts';
import { fromPubmed } from './pubmed.ts';
import type { Reference } from './reference.ts';

const require = createRequire(import.meta.url);

/** The works in a file of PubMed XML, Crossref or CSL JSON, BibTeX or RIS, which is recognised by what it contains. */
export function referencesIn(text: string): Reference[] {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('<')) return fromPubmed(start);
  if (start.startsWith('{') || start.startsWith('[')) return fromJson(JSON.parse(start));
  if (/^\s*@\w+\s*[{(]/m.test(start)) return cited(start, '@bibtex/text');
  if (/^TY {2}- /m.test(start)) return cited(start, '@ris/file');
  throw new Error('this is neither PubMed XML, Crossref or CSL JSON, BibTeX nor RIS');
}

/** A work, an answer of Crossref, a list of works, or a mapping of lists. */
function fromJson(data: unknown): Reference[] {
  if (Array.isArray(data)) return data.flatMap(fromJson);
  if (typeof data !== 'object' || data === null) return [];
  const { message, items } = data as { message?: unknown; items?: unknown };
  if (message !== undefined) return fromJson(message);
  if (Array.isArray(items)) return fromJson(items);
  if ('title' in data || 'DOI' in data)
    return [fromCsl(data as Record<string, unknown>)].filter((one) => one !== undefined);
  return Object.values(data).flatMap((one) => (Array.isArray(one) ? fromJson(one) : []));
}

interface CitationJs {
  plugins: { input: { chain(text: string, options: object): Record<string, unknown>[] } };
}

function cited(text: string, forceType: string): Reference[] {
  const core = require('@citation-js/core') as CitationJs;
  require('@citation-js/plugin-bibtex');
  require('@citation-js/plugin-ris');
  const items = core.plugins.input.chain(text, { forceType, generateGraph: false });
  return items.flatMap((item) => fromCsl(item) ?? []);
}
