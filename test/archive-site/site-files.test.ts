import { describe, expect, test } from 'vitest';
import { isUnsealed } from '../../src/archive/files.ts';
import { addressOn, isSiteFile, linkFrom } from '../../src/archive/site-files.ts';

describe('which files of an archive are the site’s', () => {
  test.each([
    'index.html',
    'feed.atom',
    'feed.json',
    'search.js',
    'search/1.js',
    'search/20.js',
    'assets/site.css',
    'assets/licences.txt',
    'years/2026/index.html',
    'series/index.html',
    'series/myeloma-commentary/index.html',
    'trials/index.html',
    'trials/maia/index.html',
    'car-t/2026-04-21/index.html',
    'car-t/2026-04-21/latest/index.html',
    'car-t/2026-04-21/citation.bib',
    'car-t/2026-04-21/citation.csl.json',
    'trials/maia/.index.html.new-4711',
    '.feed.atom.new-1',
  ])('%s is', (file) => {
    expect(isSiteFile(file)).toBe(true);
    expect(isUnsealed(file)).toBe(true);
  });

  test.each([
    'notes.txt',
    'other.html',
    'feed.xml',
    'search/0.js',
    'search/1.html',
    'search/x/1.js',
    'assets/other.js',
    'years/26/index.html',
    'trials/maia/notes.html',
    'trials/Maia/index.html',
    'trials/maia/x/index.html',
    'car-t/index.html',
    'car-t/2026-04-21/extra.html',
    'car-t/2026-04-21/r1/index.html',
    'car-t/2026-04-21/r1/extra.txt',
    'car-t/2026-04-21/latest/briefing.pdf',
    'car-t/2026-4-21/index.html',
    '../index.html',
    'a/../index.html',
    '/index.html',
    'index.html/x',
    '.index.html',
    'notes.txt.new-1',
  ])('%s is not', (file) => {
    expect(isSiteFile(file)).toBe(false);
    expect(isUnsealed(file)).toBe(false);
  });
});

describe('addresses', () => {
  test.each([
    ['index.html', 'feed.atom', 'feed.atom'],
    ['trials/maia/index.html', 'car-t/2026-04-21/index.html', '../../car-t/2026-04-21/index.html'],
    ['car-t/2026-04-21/index.html', 'car-t/2026-04-21/r2/index.html', 'r2/index.html'],
  ])('from %s to %s', (from, to, expected) => {
    expect(linkFrom(from, to)).toBe(expected);
  });

  test.each([
    ['https://example.com', 'index.html', 'https://example.com/'],
    [
      'https://example.com/notes',
      'car-t/2026-04-21/index.html',
      'https://example.com/notes/car-t/2026-04-21/',
    ],
    ['https://example.com/notes/?a=1#b', 'feed.atom', 'https://example.com/notes/feed.atom'],
  ])('under %s: %s', (site, file, expected) => {
    expect(addressOn(site, file)).toBe(expected);
  });
});
