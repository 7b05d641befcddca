import { createHash } from 'node:crypto';
import { shortSlug } from '../../model/slug.ts';
import type { Author, Notice } from '../../model/source.ts';
import type { Tree } from '../tree.ts';

export type ReferenceAuthor = Author;

/** A work as an importer read it. */
export interface Reference {
  title: string;
  /** Journal of a paper, else its publisher. */
  publisher: string;
  isPaper: boolean;
  authors: ReferenceAuthor[];
  /** Of the issue, else online: a year, month or day. */
  published?: string;
  abbreviation?: string;
  volume?: string;
  issue?: string;
  pages?: string;
  /** As it is published; two are the same in any case of letters. */
  doi?: string;
  pmid?: string;
  url?: string;
  /** NCT numbers. */
  trials: string[];
  notices: Notice[];
}

/** A field of a reference, where it has a value. */
export function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}

/** Those of some registry numbers that are of ClinicalTrials.gov, each once. */
export function nctNumbers(numbers: readonly string[]): string[] {
  return [...new Set(numbers.filter((number) => /^NCT\d{8}$/.test(number)))];
}

/** A reference as an entry of sources. Nobody read more than the citation, which is what `access` says. */
export function sourceTree(reference: Reference, bytes: Uint8Array, retrieved: string): Tree {
  const { authors, published, abbreviation, volume, issue, pages, doi, pmid, url, trials, notices } =
    reference;
  const fields: Record<string, Tree | undefined> = {
    title: reference.title,
    publisher: reference.publisher,
    authors: authors.length > 0 ? authors.map((one) => ({ ...one }) as Tree) : undefined,
    abbreviation,
    volume,
    issue,
    pages,
    type: reference.isPaper ? 'paper' : 'dataset',
    year: published?.slice(0, 4),
    date: published?.length === 10 ? published : undefined,
    doi,
    pmid,
    url: doi === undefined ? url : undefined,
    access: 'citation only',
    retrieved,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    trials: trials.length > 0 ? trials : undefined,
    notices: notices.length > 0 ? notices.map((one) => ({ ...one }) as Tree) : undefined,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Tree] => field[1] !== undefined),
  );
}

/** `obyrne-nejm-2018`: first author, initials of the journal, year. */
export function keyOf({ authors, abbreviation, publisher, published, title }: Reference): string {
  const [author] = authors;
  const who = author
    ? 'family' in author
      ? author.family
      : author.name
    : title.split(' ').slice(0, 3).join(' ');
  const words = (abbreviation ?? publisher).split(/[\s.]+/).filter((word) => /^\p{Lu}/u.test(word));
  const where = words.length > 2 ? words.map((word) => word.charAt(0)).join('') : words.join('-');
  return (
    shortSlug([who.replaceAll(/['’]/g, ''), where, published?.slice(0, 4)].filter(Boolean).join(' '), 48) ||
    'reference'
  );
}

/** `1865–1876` of `1865-76`, `1865--1876` or `1865–1876`: both numbers in full; anything else as it is. */
export function wholePages(given: string): string {
  const match = /^(\D*?)(\d+)\s*(?:-{1,2}|–|—)\s*(\D*?)(\d+)$/.exec(given.trim());
  if (!match) return given;
  const [, before = '', from = '', own = '', to = ''] = match;
  const whole = to.length < from.length ? `${from.slice(0, from.length - to.length)}${to}` : to;
  return `${before}${from}–${own || before}${whole}`;
}
