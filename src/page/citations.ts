import { createRequire } from 'node:module';
import { Parser } from 'htmlparser2';
import type { Author, Notice, Source } from '../model/source.ts';
import { writeDate } from '../notation/dates.ts';
import { lowered, raised } from '../notation/written.ts';
import { ama, english } from './ama.ts';
import { type Html, html } from './renderer.ts';

/** What citeproc needs and gives; it has no types of its own. */
interface Citeproc {
  Engine: new (
    system: { retrieveLocale: () => string; retrieveItem: (id: string) => object },
    style: string,
    language?: string,
  ) => {
    updateItems(ids: string[]): void;
    setOutputFormat(name: string): void;
    makeBibliography(): [unknown, string[]];
  };
}

const require = createRequire(import.meta.url);

/**
 * Whether the bibliographic record of a source is known, so that it prints in a citation style. Others print with
 * title, publisher and year.
 */
export function hasRecord({ authors, volume, pages }: Source): boolean {
  return authors !== undefined || volume !== undefined || pages !== undefined;
}

/** A reference in a CSL style, by default one after AMA. Throws an error when the style is none. */
export function writeReference(source: Source, style: string = ama): { html: Html; text: string } {
  const { Engine } = require('citeproc') as Citeproc;
  const engine = new Engine(
    { retrieveLocale: () => english, retrieveItem: () => itemOf(source) },
    style,
    'en-US',
  );
  engine.setOutputFormat('html');
  engine.updateItems([source.id]);
  const [entry = ''] = engine.makeBibliography()[1];
  return written(entry);
}

function itemOf({
  id,
  title,
  publisher,
  type,
  authors,
  abbreviation,
  volume,
  issue,
  pages,
  year,
  date,
  doi,
  pmid,
}: Source): object {
  const isPaper = type === 'paper' || type === 'abstract';
  const parts = date === undefined ? (year === undefined ? [] : [year]) : date.split('-').map(Number);
  return {
    id,
    type: isPaper ? 'article-journal' : 'document',
    title,
    ...(isPaper
      ? { 'container-title': publisher, 'container-title-short': abbreviation ?? publisher }
      : { publisher }),
    ...(authors && { author: authors.map(nameOf) }),
    ...(parts.length > 0 && { issued: { 'date-parts': [parts] } }),
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue }),
    ...(pages !== undefined && { page: pages }),
    ...(doi !== undefined && { DOI: doi }),
    ...(pmid !== undefined && { PMID: pmid }),
  };
}

function nameOf(author: Author): object {
  return 'name' in author ? { literal: author.name } : { ...author, given: author.given ?? '' };
}

const kept = new Set(['i', 'b', 'sup', 'sub']);

/** The entry as markup of which only italics, bold, raised and lowered letters are left, and as text. */
function written(entry: string): { html: Html; text: string } {
  let markup = '';
  let text = '';
  let shift = (words: string) => words;
  const parser = new Parser({
    onopentag: (name) => {
      if (kept.has(name)) markup += `<${name}>`;
      if (name === 'sup') shift = raised;
      if (name === 'sub') shift = lowered;
    },
    ontext: (words) => {
      text += shift(words);
      markup += words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    },
    onclosetag: (name) => {
      if (kept.has(name)) markup += `</${name}>`;
      if (name === 'sup' || name === 'sub') shift = (words) => words;
    },
  });
  parser.end(entry);
  return { html: html(markup.trim().replaceAll(/\s+/g, ' ')), text: text.trim().replaceAll(/\s+/g, ' ') };
}

const names: Record<Notice['kind'], string> = {
  correction: 'Corrected',
  'expression of concern': 'An expression of concern was published',
  retraction: 'Retracted',
};

/** What was published about a source afterwards, in a sentence or two; undefined when nothing was. */
export function noticesText({ notices = [], acknowledge }: Source): string | undefined {
  if (notices.length === 0) return undefined;
  const sentences = notices.map(({ kind, doi, pmid, date }) => {
    const where = doi ?? (pmid === undefined ? undefined : `PubMed ${pmid}`);
    const details = [date === undefined ? undefined : date.length === 10 ? writeDate(date) : date, where];
    const said = details.filter(Boolean).join(', ');
    return `${names[kind]}${said === '' ? '' : ` (${said})`}.`;
  });
  return [...sentences, acknowledge && `Cited because: ${acknowledge}`].filter(Boolean).join(' ');
}
