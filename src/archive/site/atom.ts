import type { FeedEntry, FeedInput } from './feed-entries.ts';
import { addressOf, feedEntries, momentOf, urnOf } from './feed-entries.ts';
import { sitePaths } from './site-files.ts';

/** feed.atom, RFC 4287. */
export function atomFeed(source: FeedInput): string {
  const { house, editions } = source;
  const entries = feedEntries(source);
  const chain = editions.map(({ first }) => first.sealed);
  const oldest = chain.toSorted((a, b) => a.manifest.sequence - b.manifest.sequence)[0];
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(house.language)}">`,
    element('id', feedName(oldest?.hash ?? '0'.repeat(64))),
    element('title', house.publication),
    element('updated', entries[0]?.updated ?? momentOf('1970-01-01', 1)),
    element('author', '', [element('name', house.publication)]),
    ...(house.site === undefined
      ? []
      : [link('self', addressOf(sitePaths.atom, house), 'application/atom+xml')]),
    link('alternate', addressOf(sitePaths.index, house), 'text/html'),
    '<generator>trialbrief</generator>',
    ...entries.map(writeEntry),
    '</feed>',
  ].join('\n')}\n`;
}

/** From the half of the first hash that names no entry. */
function feedName(hash: string): string {
  return urnOf(hash.slice(32));
}

function writeEntry(entry: FeedEntry): string {
  return [
    `<entry xml:lang="${escaped(entry.language)}">`,
    element('id', entry.id),
    element('title', entry.title),
    element('published', entry.published),
    element('updated', entry.updated),
    ...entry.authors.map((name) => element('author', '', [element('name', name)])),
    ...entry.tags.map((tag) => `<category term="${escaped(tag)}"/>`),
    link('alternate', entry.page, 'text/html'),
    ...(entry.pdf ? [link('enclosure', entry.pdf.address, 'application/pdf', entry.pdf.bytes)] : []),
    element('summary', entry.paragraphs.join('\n')),
    '</entry>',
  ].join('\n');
}

function element(name: string, text: string, inner: string[] = []): string {
  return `<${name}>${escaped(text)}${inner.join('')}</${name}>`;
}

function link(rel: string, href: string, type: string, bytes?: number): string {
  const length = bytes === undefined ? '' : ` length="${bytes}"`;
  return `<link rel="${rel}" type="${type}" href="${escaped(href)}"${length}/>`;
}

/** Also `>`, which must not stand after `]]`. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
