import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runImportFile } from '../../src/cli/import-references.ts';
import { fromCsl } from '../../src/import/references/csl.ts';
import { worksIn } from '../../src/import/references/read.ts';
import { wholePages } from '../../src/import/references/reference.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { runIn } from './session.ts';

const work = {
  type: 'journal-article',
  title: ['A trial of zorvex'],
  'container-title': ['Journal of Examples'],
  'short-container-title': ['J Examples'],
  author: [{ given: 'Ada', family: 'Example', suffix: 'Jr.' }, { name: 'The Group' }],
  issued: { 'date-parts': [[2021, 5, 6]] },
  volume: '3',
  page: '10-2',
  DOI: '10.1000/zorvex',
  'clinical-trial-number': [{ 'clinical-trial-number': 'NCT00000001' }],
  'updated-by': [{ type: 'correction', DOI: '10.1000/notice', updated: { 'date-parts': [[2022, 1]] } }],
};

const oddities: unknown[] = [null, 0, -1, 1e21, '', 'x', [], {}, [[]], [null], { a: 1 }, [['x']], true];

/** The same with one value anywhere in it replaced. */
function replaced(value: unknown, random: () => number): unknown {
  const isLeaf = typeof value !== 'object' || value === null || random() < 0.2;
  if (isLeaf) return oddities[wholeBelow(oddities.length, random)];
  const entries = Object.entries(value);
  const at = wholeBelow(entries.length, random);
  const changed = entries.map(([key, one], index) => [key, index === at ? replaced(one, random) : one]);
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

describe('a work', () => {
  test('with a value of the wrong kind anywhere is read without it, or left out', () => {
    const random = seededRandom(8);
    for (let round = 0; round < 2000; round += 1) {
      const text = JSON.stringify({ message: replaced(work, random) });
      for (const one of worksIn(text))
        expect(JSON.stringify(one), text).not.toMatch(/NaN|undefined|\[object/);
    }
  });

  test('without a title is named by its place', () => {
    expect(worksIn(JSON.stringify({ message: { items: [work, { DOI: '10.1000/none' }, 7] } }))).toEqual([
      expect.objectContaining({ title: 'A trial of zorvex' }),
      { place: '/message/items/1', problem: 'the work has no title' },
      { place: '/message/items/2', problem: 'this is no work' },
    ]);
    expect(worksIn('{"10.1000/a~b": [{}]}')).toEqual([
      { place: '/10.1000~1a~0b/0', problem: 'the work has no title' },
    ]);
    expect(
      worksIn(
        '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>',
      ),
    ).toEqual([{ place: 'PubMed 7', problem: 'the work has no title' }]);
    expect(worksIn('@misc{x, year=2018}')).toEqual([{ place: 'entry 1', problem: 'the work has no title' }]);
  });

  test.each([
    ['Scientific Notes', 'Sci Notes', 'Sci Notes'],
    ['Journal of the Example Society', 'J. Ex. Soc.', 'J Ex Soc'],
    ['Journal of Orthopaedic Notes', 'Journal Orthopaedic Notes', undefined],
    ['NOTES ONE', 'Notes One', undefined],
    ['Notes', undefined, undefined],
  ])('in %s, shortened as %s, is abbreviated as %s', (title, short, expected) => {
    const item = { title: 'A', 'container-title': title, 'short-container-title': [short] };
    expect(fromCsl(item)?.abbreviation).toBe(expected);
  });

  test.each([
    ['https://doi.org/10.1000/Abc', '10.1000/Abc'],
    ['doi: 10.1000/abc', '10.1000/abc'],
    ['10.1002/(SICI)1097<1::AID-X1>3.0.CO;2-#', '10.1002/(SICI)1097<1::AID-X1>3.0.CO;2-#'],
    ['abc', undefined],
  ])('has of %s the DOI %s', (given, expected) => {
    expect(fromCsl({ title: 'A', DOI: given })?.doi).toBe(expected);
  });

  test.each([
    ['101-9', '101–109'],
    ['1865--1876', '1865–1876'],
    ['S12-S15', 'S12–S15'],
    ['e17', 'e17'],
    ['99-101', '99–101'],
    ['1, 3-4', '1, 3-4'],
  ])('on pages %s is on %s', (given, expected) => {
    expect(wholePages(given)).toBe(expected);
  });
});

describe('import file', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-references-'));
    mkdirSync(path.join(cwd, 'content/sources'), { recursive: true });
    const house = path.join(import.meta.dirname, '../cases/base/content/house.yaml');
    cpSync(house, path.join(cwd, 'content/house.yaml'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const sources = (name: string) => path.join(cwd, 'content/sources', name);

  function importing(data: unknown, options: object = {}) {
    writeFileSync(path.join(cwd, 'in.json'), JSON.stringify(data));
    return runIn({ cwd }, (session) =>
      runImportFile(['in.json'], { content: 'content', ...options }, session),
    );
  }

  test('writes a work once that a file contains twice, and names of one sound apart', async () => {
    const { DOI: _, ...unnamed } = work;
    const { code, out } = await importing([work, { ...work, DOI: '10.1000/ZORVEX' }, unnamed]);
    expect([code, out]).toEqual([0, expect.stringMatching(/example-j-examples-2021: .*, nothing changed/)]);
    expect(readFileSync(sources('references.yaml'), 'utf8').match(/^\S+:$/gm)).toEqual([
      'example-j-examples-2021:',
      'example-j-examples-2021-2:',
    ]);
  });

  test('takes the sound works and names the others', async () => {
    const wrong = { ...work, DOI: '10.1000/b', issued: { 'date-parts': [[2021, 2, 31]] } };
    const { code, out, err } = await importing([{}, wrong, work]);
    expect([code, out]).toEqual([
      3,
      'example-j-examples-2021: content/sources/references.yaml, written\n  correction 10.1000/notice, 2022-01\n  about NCT00000001',
    ]);
    expect(err).toBe(
      'error in.json /0: the work has no title\nerror in.json, “A trial of zorvex”: date: no such day in the calendar',
    );
  });

  test('keeps remarks in a file that has no source yet', async () => {
    writeFileSync(sources('references.yaml'), '# papers of the register\n');
    await importing(work);
    expect(readFileSync(sources('references.yaml'), 'utf8')).toMatch(
      /^# papers of the register\nexample-j-examples-2021:\n/,
    );
  });

  test('writes nothing where a file of sources cannot be read', async () => {
    writeFileSync(sources('references.yaml'), 'a: [1\n');
    expect(await importing(work)).toMatchObject({
      code: 3,
      err: 'content/sources/references.yaml cannot be read; see npm run check-content',
    });
    expect(readFileSync(sources('references.yaml'), 'utf8')).toBe('a: [1\n');
  });

  test('makes accepted changes of one file from several works', async () => {
    const entry = (key: string, doi: string) =>
      `${key}:\n  title: Ours\n  publisher: Notes\n  type: paper # kept\n  doi: ${doi}\n  access: abstract\n`;
    writeFileSync(sources('mine.yaml'), entry('a', '10.1000/a') + entry('b', '10.1000/b'));
    const two = [
      { ...work, DOI: '10.1000/a' },
      { ...work, DOI: '10.1000/b', volume: '4' },
      { ...work, DOI: '10.1000/b', volume: '4' },
    ];
    const { out } = await importing(two, { accept: ['a.volume', 'b.volume'] });
    expect(out.match(/: content.*/g)).toEqual([
      ': content/sources/mine.yaml, changes made',
      ': content/sources/mine.yaml, changes made',
      ': content/sources/mine.yaml, changes proposed',
    ]);
    expect(readFileSync(sources('mine.yaml'), 'utf8')).toBe(
      `${entry('a', '10.1000/a')}  volume: 3\n${entry('b', '10.1000/b')}  volume: 4\n`,
    );
  });

  test('takes hundreds of works in one go', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...work, DOI: `10.1000/${index}` }));
    expect((await importing(many)).code).toBe(0);
    expect(readFileSync(sources('references.yaml'), 'utf8').match(/^example-/gm)).toHaveLength(300);
  }, 30_000);
});
