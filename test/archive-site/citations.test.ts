import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { bibtexOf, cslOf, plainCitationOf, toTex } from '../../src/site/citations.ts';
import { editionsOf, imprintOf, type SiteEdition } from '../../src/site/editions.ts';
import { personOf } from '../../src/site/feeds.ts';
import { type Making, makeArchive } from './made-archive.ts';

function cited(making: Partial<Making> = {}, house: object = {}) {
  using archive = makeArchive();
  archive.seal({ slug: 'car-t', date: '2026-04-21', ...making });
  const [edition] = editionsOf(readArchive(archive.folder));
  return { edition: edition as SiteEdition, house: imprintOf({ publication: 'Notes & Queries', ...house }) };
}

test.each([
  ['50% of $5 & #1_a', '50\\% of \\$5 \\& \\#1\\_a'],
  ['{a} \\b ~ ^', '\\{a\\} {\\textbackslash}b {\\textasciitilde} {\\textasciicircum}'],
  [
    'Müller, José, Łukasz, Ångström',
    '{M}'.replace('{M}', 'M{\\"{u}}ller, Jos{\\\'{e}}, {\\L}ukasz, {\\r{A}}ngstr{\\"{o}}m'),
  ],
  ['naïve Čapek Şahin straße', 'na{\\"{\\i}}ve {\\v{C}}apek {\\c{S}}ahin stra{\\ss}e'],
  ['10⁻⁵ and ≥VGPR — “quoted”', "10$^{-5}$ and $\\geq$VGPR --- ``quoted''"],
  ['u\u0308ber', '{\\"{u}}ber'],
  ['骨髄腫 \u{1f600}', '骨髄腫 \u{1f600}'],
])('LaTeX of %s', (text, expected) => {
  expect(toTex(text)).toBe(expected);
});

test.each([
  ['Ada Lovelace', { given: 'Ada', family: 'Lovelace' }],
  ['Anna Maria van der Berg', { given: 'Anna Maria', family: 'van der Berg' }],
  ['The editor', { literal: 'The editor' }],
  ['The Editors', { literal: 'The Editors' }],
  ['Plato', { literal: 'Plato' }],
  ['Invented Group 3', { literal: 'Invented Group 3' }],
  ['Smith and Sons', { literal: 'Smith and Sons' }],
])('%s by parts', (name, expected) => {
  expect(personOf(name)).toEqual(expected);
});

/** Fields of the one entry, read by counting braces as BibTeX does. */
function readBibtex(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const match of text.matchAll(/^ {2}(\w+) = \{/gm)) {
    let [end, depth] = [match.index + match[0].length, 1];
    const start = end;
    for (; depth > 0; end += 1) {
      if (end >= text.length) throw new Error(`${match[1]} does not end`);
      if (text[end] === '{' && text[end - 1] !== '\\') depth += 1;
      if (text[end] === '}' && text[end - 1] !== '\\') depth -= 1;
    }
    fields[match[1] as string] = text.slice(start, end - 1);
    expect(text.slice(end, end + 2)).toBe(',\n');
  }
  return fields;
}

describe('BibTeX', () => {
  test('names the newest revision, and the address where the house has one', () => {
    const text = bibtexOf(
      cited(
        {
          title: 'Who responds at 10⁻⁵? {50%}',
          authors: ['Ada Müller', 'The editor'],
          series: 'Flash & more',
          revision: 2,
          published: '2026-05-03',
          correction: { kind: 'erratum', reason: 'x' },
        },
        { site: 'https://example.com/notes' },
      ),
    );
    expect(text).toMatch(/^@techreport\{car-t-2026-04-21,\n/);
    expect(readBibtex(text)).toEqual({
      title: '{Who responds at 10$^{-5}$? \\{50\\%\\}}',
      author: 'M{\\"{u}}ller, Ada and {The editor}',
      institution: 'Notes \\& Queries',
      type: 'Flash \\& more',
      number: 'r2',
      year: '2026',
      month: '4',
      day: '21',
      url: 'https://example.com/notes/car-t/2026-04-21/',
      keywords: 'myeloma',
      note: 'Erratum of 3 May 2026',
    });
  });

  test('without a site there is no address', () => {
    expect(readBibtex(bibtexOf(cited()))).not.toHaveProperty('url');
  });
});

test('CSL JSON is a list of one report', () => {
  const [item, ...more] = JSON.parse(
    cslOf(cited({ title: 'A "quoted" <b>title</b>', authors: ['Ada van Müller'] })),
  );
  expect(more).toEqual([]);
  expect(item).toEqual({
    id: 'car-t-2026-04-21',
    type: 'report',
    title: 'A "quoted" <b>title</b>',
    author: [{ given: 'Ada', family: 'van Müller' }],
    issued: { 'date-parts': [[2026, 4, 21]] },
    publisher: 'Notes & Queries',
    genre: 'Briefing',
    version: 'r1',
    language: 'en-GB',
    abstract: 'The line under car-t',
    keyword: 'myeloma',
  });
});

test('for those who type', () => {
  expect(plainCitationOf(cited({ title: 'Who responds?' }, { site: 'https://example.com' }))).toBe(
    'Ada Invented. Who responds? Notes & Queries, 21 April 2026, r1. https://example.com/car-t/2026-04-21/',
  );
});
