import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { editionsOf, imprintOf } from '../../src/site/editions.ts';
import { atomFeed, jsonFeed, momentOf, urnOf } from '../../src/site/feeds.ts';
import { type MadeArchive, makeArchive } from './made-archive.ts';

const hostile = 'CR ]]> <b>&amp; "x"\u0000\u000b \ud83d\ude00 \ud800 \uffff end';

function feedsOf(fill: (archive: MadeArchive) => void, site?: string) {
  using archive = makeArchive();
  fill(archive);
  const house = imprintOf({ publication: hostile, ...(site !== undefined && { site }) });
  const source = { house, editions: editionsOf(readArchive(archive.folder)) };
  return { atom: atomFeed(source), json: JSON.parse(jsonFeed(source)) };
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** The tree of a namespace-aware, validating XML parser; throws where it is not well-formed. */
function parse(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [top];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== 'http://www.w3.org/2005/Atom') throw new Error(`<${local}> is not of Atom`);
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    const element = { name: local, attributes: Object.fromEntries(values), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    (open.at(-1) as Element).text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return top.children[0] as Element;
}

function all({ children }: Element, name: string): Element[] {
  return children.filter((child) => child.name === name);
}

function textOf(element: Element, name: string): string | undefined {
  return all(element, name)[0]?.text;
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const urn = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function sealTwo(archive: MadeArchive): void {
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    title: hostile,
    dek: hostile,
    keywords: [hostile],
    authors: [hostile],
  });
  archive.seal({
    slug: 'two',
    date: '2026-02-05',
    series: 'Flash',
    trials: [{ id: 'alpha', name: 'ALPHA' }],
  });
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    title: hostile,
    revision: 2,
    published: '2026-03-01',
    correction: { kind: 'retraction', reason: 'The source was <withdrawn> ]]>' },
  });
}

describe('feed.atom', () => {
  const { atom } = feedsOf(sealTwo, 'https://example.com/notes');
  const feed = parse(atom);
  const entries = all(feed, 'entry');

  // RFC 4287, 4.1.1 and 4.1.2.
  test('holds what a feed and an entry must, once', () => {
    for (const element of [feed, ...entries]) {
      for (const name of ['id', 'title', 'updated']) expect(all(element, name)).toHaveLength(1);
      expect(textOf(element, 'id')).toMatch(urn);
      expect(textOf(element, 'updated')).toMatch(moment);
      expect(all(element, 'author').every((author) => textOf(author, 'name'))).toBe(true);
    }
    expect(all(feed, 'author').length + entries.filter((entry) => all(entry, 'author').length).length).toBe(
      3,
    );
    expect(feed.name).toBe('feed');
    expect(new Set([feed, ...entries].map((one) => textOf(one, 'id'))).size).toBe(3);
  });

  test('has one self, and one alternate for each', () => {
    const linksOf = (element: Element, rel: string) =>
      all(element, 'link').filter(({ attributes }) => attributes.rel === rel);
    expect(linksOf(feed, 'self').map(({ attributes }) => attributes.href)).toEqual([
      'https://example.com/notes/feed.atom',
    ]);
    const alternates = [feed, ...entries].flatMap((one) => linksOf(one, 'alternate'));
    expect(alternates.map(({ attributes }) => attributes.href)).toEqual([
      'https://example.com/notes/',
      'https://example.com/notes/one/2026-01-05/',
      'https://example.com/notes/two/2026-02-05/',
    ]);
    const [pdf] = linksOf(entries[0] as Element, 'enclosure');
    expect(pdf?.attributes).toMatchObject({
      href: 'https://example.com/notes/one/2026-01-05/r2/briefing.pdf',
      type: 'application/pdf',
      length: '17',
    });
  });

  test('a correction is the entry that it corrects, updated, and says so', () => {
    expect(entries).toHaveLength(2);
    const [one, two] = entries as [Element, Element];
    const cleaned = 'CR ]]> <b>&amp; "x" \ud83d\ude00 end';
    expect(textOf(one, 'title')).toBe(`Retraction: ${cleaned}`);
    expect([textOf(one, 'published'), textOf(one, 'updated')]).toEqual([
      '2026-01-05T00:00:00Z',
      '2026-03-01T00:00:01Z',
    ]);
    expect(textOf(one, 'summary')).toContain('Retraction of 1 March 2026: The source was <withdrawn> ]]>.');
    expect(textOf(two, 'title')).toBe('What two showed');
    expect(textOf(two, 'summary')).toContain('Trials: ALPHA.');
    expect(textOf(feed, 'updated')).toBe('2026-03-01T00:00:01Z');
    expect(all(two, 'category').map(({ attributes }) => attributes.term)).toEqual(['Flash', 'myeloma']);
  });

  test('keeps its ids when the edition is corrected and when the site moves', () => {
    const idsOf = (xml: string) => all(parse(xml), 'entry').map((entry) => textOf(entry, 'id'));
    const before = feedsOf((archive) =>
      archive.seal({
        slug: 'one',
        date: '2026-01-05',
        title: hostile,
        dek: hostile,
        keywords: [hostile],
        authors: [hostile],
      }),
    );
    expect(idsOf(atom)).toContain(idsOf(before.atom)[0]);
    expect(textOf(parse(before.atom), 'id')).toBe(textOf(feed, 'id'));
  });

  test('without a site its links are relative to it, and none claims to be its address', () => {
    const { atom: plain } = feedsOf(sealTwo);
    expect(all(parse(plain), 'link').map(({ attributes }) => attributes.rel)).toEqual(['alternate']);
    const hrefs = all(parse(plain), 'entry').map((entry) => all(entry, 'link')[0]?.attributes.href);
    expect(hrefs).toEqual(['one/2026-01-05/index.html', 'two/2026-02-05/index.html']);
  });

  test('an empty archive gives a valid feed', () => {
    const empty = parse(atomFeed({ house: imprintOf({}), editions: [] }));
    expect(textOf(empty, 'updated')).toMatch(moment);
    expect(textOf(empty, 'id')).toMatch(urn);
  });
});

describe('feed.json', () => {
  const { json } = feedsOf(sealTwo, 'https://example.com/notes');

  // JSON Feed 1.1: version, title and items; of an item an id and a content.
  test('is JSON Feed 1.1', () => {
    expect(json.version).toBe('https://jsonfeed.org/version/1.1');
    expect(json.title).toBeTypeOf('string');
    expect(json.feed_url).toBe('https://example.com/notes/feed.json');
    for (const item of json.items) {
      expect(item.id).toMatch(urn);
      expect(item.content_text).toBeTypeOf('string');
      expect(item.url).toMatch(/^https:/);
      for (const key of ['date_published', 'date_modified']) expect(item[key]).toMatch(moment);
      expect(item.authors.every(({ name }: { name: unknown }) => typeof name === 'string')).toBe(true);
      expect(item.tags.every((tag: unknown) => typeof tag === 'string')).toBe(true);
      for (const attachment of item.attachments) {
        expect(attachment).toEqual({
          url: expect.stringMatching(/^https:.*\.pdf$/),
          mime_type: 'application/pdf',
          size_in_bytes: 17,
        });
      }
    }
  });

  test('has no address where there is none that is absolute', () => {
    const { json: plain } = feedsOf(sealTwo);
    expect(plain.items).toHaveLength(2);
    expect(JSON.stringify(plain)).not.toMatch(/"(?:url|home_page_url|feed_url|attachments)":/);
    for (const { id, content_text } of plain.items) {
      expect([id, content_text]).toEqual([expect.stringMatching(urn), expect.stringContaining('data as of')]);
    }
  });

  test('tells what Atom tells', () => {
    const entries = all(parse(feedsOf(sealTwo, 'https://example.com/notes').atom), 'entry');
    expect(
      json.items.map(({ id, title, date_modified }: Record<string, string>) => [id, title, date_modified]),
    ).toEqual(entries.map((entry) => ['id', 'title', 'updated'].map((name) => textOf(entry, name))));
    expect(json.items[0].title).toBe('Retraction: CR ]]> <b>&amp; "x" \ud83d\ude00 end');
    expect(JSON.stringify(json)).not.toMatch(/\\ud[89a-f]/);
  });
});

test('revisions of one day are told apart by seconds', () => {
  expect([1, 2, 61, 3601].map((revision) => momentOf('2026-01-05', revision))).toEqual([
    '2026-01-05T00:00:00Z',
    '2026-01-05T00:00:01Z',
    '2026-01-05T00:01:00Z',
    '2026-01-05T01:00:00Z',
  ]);
});

test('a name for good is a UUID made of the hash', () => {
  expect(urnOf('0123456789abcdef0123456789abcdef'.repeat(2))).toBe(
    'urn:uuid:01234567-89ab-8def-8123-456789abcdef',
  );
  expect(urnOf('f'.repeat(64))).toMatch(urn);
});
