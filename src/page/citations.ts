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
    language: string,
  ) => Engine;
}

interface Engine {
  updateItems(ids: string[]): void;
  setOutputFormat(name: string): void;
  /** `false` of a style that describes no references. */
  makeBibliography(): [unknown, string[]] | false;
}

const require = createRequire(import.meta.url);

/** A reference as it prints: as markup, and as text. */
interface Printed {
  html: Html;
  text: string;
}

/**
 * Sets the reference of a source; undefined of a source without a bibliographic record, and where the style prints
 * nothing of it: such a source prints with title, publisher and year. Throws an error when the style is wrong.
 */
export type WriteReference = (source: Source) => Printed | undefined;

/**
 * What sets references in a CSL style, by default in one after AMA. The style is read with the first reference, and
 * each reference is set once.
 */
export function referenceWriter(style: string = ama): WriteReference {
  const set = new Map<Source, Printed | undefined>();
  let wanted: Source | undefined;
  let engine: Engine | undefined;
  return (source) => {
    if (!hasRecord(source)) return undefined;
    if (set.has(source)) return set.get(source);
    wanted = source;
    engine ??= startEngine(style, (id) => ({ id, ...itemOf(wanted as Source) }));
    engine.updateItems([String(set.size)]);
    const [, entries = []] = engine.makeBibliography() || [];
    const entry = entries.join(' ');
    set.set(source, entry.includes('[CSL STYLE ERROR') ? undefined : written(entry));
    return set.get(source);
  };
}

/** Whether anything is known of a source that only a citation style has a place for. */
function hasRecord({ authors, volume, pages }: Source): boolean {
  return authors !== undefined || volume !== undefined || pages !== undefined;
}

function startEngine(style: string, retrieveItem: (id: string) => object): Engine {
  const { Engine } = require('citeproc') as Citeproc;
  const engine = new Engine({ retrieveLocale: () => english, retrieveItem }, style, 'en-US');
  engine.setOutputFormat('html');
  return engine;
}

/** Without DOI and address, which are linked beside the reference. */
function itemOf({
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
}: Source): object {
  const isPaper = type === 'paper' || type === 'abstract';
  const parts = date === undefined ? (year === undefined ? [] : [year]) : date.split('-').map(Number);
  return {
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
  };
}

function nameOf(author: Author): object {
  return 'name' in author ? { literal: author.name } : { ...author, given: author.given ?? '' };
}

const kept = new Set(['i', 'b', 'sup', 'sub']);

/** What of an element of citeproc's stays: of a number before the entry nothing, of others their words. */
function tagOf(name: string, { class: kind, style = '' }: Record<string, string>): Tag {
  if (kind === 'csl-left-margin') return { name, isSilent: true };
  const isSmall = name === 'span' && /font-variant:\s*small-caps/.test(style);
  const open = isSmall ? '<span style="font-variant:small-caps">' : kept.has(name) ? `<${name}>` : undefined;
  return { name, ...(open !== undefined && { open }) };
}

interface Tag {
  name: string;
  /** As it is printed; absent of one that is left out. */
  open?: string;
  isSilent?: true;
}

/**
 * The entry as markup of which only italics, bold, small capitals and raised and lowered letters are left, and as
 * text.
 */
function written(entry: string): Printed {
  let [markup, text] = ['', ''];
  const tags: Tag[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const tag = tagOf(name, attributes);
      tags.push(tag);
      markup += tag.open ?? '';
    },
    ontext: (words) => {
      if (tags.some(({ isSilent }) => isSilent)) return;
      const inner = tags.at(-1)?.name;
      text += inner === 'sup' ? raised(words) : inner === 'sub' ? lowered(words) : words;
      markup += words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    },
    onclosetag: () => {
      const tag = tags.pop();
      if (tag?.open) markup += `</${tag.name}>`;
    },
  });
  parser.end(entry);
  return { html: html(markup.trim().replaceAll(/\s+/g, ' ')), text: text.trim().replaceAll(/\s+/g, ' ') };
}

const names: Record<Notice['kind'], string> = {
  correction: 'Corrected',
  'expression of concern': 'An expression of concern was published',
  retraction: 'Retracted',
  update: 'Updated',
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
