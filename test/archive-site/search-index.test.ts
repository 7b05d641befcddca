import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { editionsOf } from '../../src/site/editions.ts';
import { narrow, readQuery, snippetOf, toFts } from '../../src/site/query.ts';
import { withSearchIndex } from '../../src/site/search-document.ts';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { mainMatterOf } from '../../src/site/template-model.ts';
import { shippedPages } from '../screen/shipped-pages.ts';
import { makeArchive } from './made-archive.ts';

const archive = makeArchive();
archive.seal({
  slug: 'infusion',
  date: '2026-01-05',
  title: 'One infusion of cilta-cel',
  series: 'Flash',
  trials: [{ id: 'alpha-1', name: 'ALPHA-1' }],
  text: 'MRD negativity was 32.1% at 10<sup>−5</sup>; PFS was not reached.<sup class="cite"><a>7777</a></sup>',
});
archive.seal({
  slug: 'quarter',
  date: '2026-02-05',
  title: 'Sales of a quarter',
  text: 'Médian growth, cel by cel; MRD was not looked at, and neuropathy was rare.',
});
const file = path.join(archive.folder, '.search.sqlite');
afterAll(() => archive[Symbol.dispose]());

const editions = () => editionsOf(readArchive(archive.folder));

function find(typed: string): Promise<string[]> {
  const all = editions();
  return withSearchIndex(openArchiveReader(archive.folder), all, (index) => {
    const match = toFts(readQuery(typed));
    if (match === undefined) return [];
    return index
      .find({ match, among: all.map(({ id }) => id), limit: 10 })
      .map(({ edition }) => edition.slice(11));
  });
}

describe('what is found', () => {
  test.each([
    ['cilta-cel MRD', ['infusion']],
    ['MRD', ['infusion', 'quarter']],
    ['sales', ['quarter']],
    ['32.1', ['infusion']],
    ['"not reached"', ['infusion']],
    ['"not reached', ['infusion']],
    ['“not reached”', ['infusion']],
    ['reached not', ['infusion']],
    ['"reached not"', []],
    ['median', ['quarter']],
    ['neuro*', ['quarter']],
    ['neuro', []],
    ['MRD NOT sales', ['infusion']],
    ['MRD -sales', ['infusion']],
    ['MRD -"one infusion"', ['quarter']],
    ['infusion OR sales', ['infusion', 'quarter']],
    ['MRD AND sales', ['quarter']],
    ['alpha-1', ['infusion']],
    ['flash', ['infusion']],
    ['Ada Invented', ['quarter', 'infusion']],
    ['7777', []],
    ['backmatter', []],
    ['masthead', []],
  ])('%s', async (typed, expected) => {
    expect((await find(typed)).sort()).toEqual(expected.toSorted());
  });

  test.each([
    '',
    '"',
    '""',
    "'",
    'AND',
    'OR',
    'NOT',
    'NOT MRD',
    '-MRD',
    'MRD AND',
    'OR MRD',
    'MRD OR',
    '(',
    'NEAR(a b, 2)',
    'title:MRD',
    '^MRD',
    '{title dek}: MRD',
    '*',
    'a*b*',
    '%',
    "'; DROP TABLE texts; --",
    '\\',
    '\u0000',
    '\ud800',
    '😀',
    '-',
    '--',
    'cilta - cel',
    '"a" "b" OR NOT "c',
  ])('%j never fails', async (typed) => {
    await expect(find(typed)).resolves.toBeInstanceOf(Array);
  });

  test('a word in the title counts for more than in the text', async () => {
    const only = await find('quarter OR mrd');
    expect(only[0]).toBe('quarter');
  });

  test('a snippet shows where', async () => {
    const [hit, texts] = await withSearchIndex(openArchiveReader(archive.folder), editions(), (index) => {
      const [first] = index.find({ match: '"32 1"', among: editions().map(({ id }) => id), limit: 1 });
      return [first, index.documents(first ? [first.edition] : [])] as const;
    });
    const text = texts.get(hit?.edition ?? '')?.text ?? '';
    expect(snippetOf(text, readQuery('32.1'))).toContain('‹32.1›% at 10−5');
    expect(hit?.score).toBeGreaterThan(0);
  });
});

describe('the database', () => {
  const hashOf = async () =>
    withSearchIndex(openArchiveReader(archive.folder), editions(), (index) => [...index.indexed().values()]);

  test('is made when it is absent', async () => {
    rmSync(file, { force: true });
    expect(await find('MRD')).toHaveLength(2);
    expect(existsSync(file)).toBe(true);
  });

  test.each([
    ['no database', Buffer.from('this is no database, and long enough to be looked at as one '.repeat(20))],
    ['empty', Buffer.alloc(0)],
  ])('is made anew when it is %s', async (_, bytes) => {
    writeFileSync(file, bytes);
    expect(await find('MRD')).toHaveLength(2);
  });

  test.each([0.3, 0.6, 0.9])('is made anew when it is torn at %d of its length', async (part) => {
    await find('MRD');
    const whole = readFileSync(file);
    const torn = whole.subarray(0, Math.floor(whole.length * 0.95));
    writeFileSync(file, torn.fill(0xa5, Math.floor(torn.length * part)));
    expect((await find('MRD')).sort()).toEqual(['infusion', 'quarter']);
  });

  test('of another version is made anew', async () => {
    rmSync(file, { force: true });
    const { DatabaseSync } = await import('node:sqlite');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE texts (x); PRAGMA user_version = 99');
    other.close();
    expect(await find('MRD')).toHaveLength(2);
  });

  test('that lacks a table is made anew', async () => {
    await find('MRD');
    const { DatabaseSync } = await import('node:sqlite');
    const other = new DatabaseSync(file);
    other.exec('DROP TABLE texts');
    other.close();
    expect(await find('MRD')).toHaveLength(2);
  });

  test('is in memory where it cannot be written', async () => {
    rmSync(file, { force: true });
    mkdirSync(file);
    expect(await find('MRD')).toHaveLength(2);
    rmSync(file, { recursive: true });
  });

  test('holds the newest revision, and nothing that is gone', async () => {
    const before = await hashOf();
    archive.seal({
      slug: 'quarter',
      date: '2026-02-05',
      revision: 2,
      correction: { kind: 'erratum', reason: 'x' },
      text: 'Nothing of that disease.',
    });
    expect(await find('neuropathy')).toEqual([]);
    expect(await find('erratum')).toEqual(['quarter']);
    const after = await hashOf();
    expect(after).toHaveLength(2);
    expect(after).not.toEqual(before);
    const [kept] = editions();
    await withSearchIndex(openArchiveReader(archive.folder), kept ? [kept] : [], (index) => {
      expect([...index.indexed().keys()]).toEqual(['2026-01-05-infusion']);
    });
  });

  test('is left alone when nothing changed', async () => {
    await find('MRD');
    const { mtimeMs } = statSync(file);
    await find('MRD');
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });
});

describe('which editions are looked at', () => {
  const idsOf = (wanted: object) => {
    const found = narrow(editions(), wanted);
    return 'problem' in found ? found.problem : found.editions.map(({ slug }) => slug);
  };

  test.each([
    [{}, ['infusion', 'quarter']],
    [{ series: 'flash' }, ['infusion']],
    [{ trial: 'alpha-1' }, ['infusion']],
    [{ trial: 'Alpha-1' }, ['infusion']],
    [{ since: '2026' }, ['infusion', 'quarter']],
    [{ since: '2026-02' }, ['quarter']],
    [{ since: '2026-02-06' }, []],
    [{ since: 'yesterday' }, '--since takes a date such as 2026, 2026-04 or 2026-04-21, not ‘yesterday’'],
    [{ series: 'flsh' }, 'no edition is of the series ‘flsh’; did you mean ‘Flash’?'],
    [{ trial: 'alpha-2' }, 'no edition is of the trial ‘alpha-2’; did you mean ‘alpha-1’?'],
  ])('%j', (wanted, expected) => {
    expect(idsOf(wanted)).toEqual(expected);
  });
});

test('the main matter is what stands in main, without its dates, margin, drawings and end', () => {
  const page = `<html><head><title>head</title></head><body><nav class="bar">bar</nav><main>
    <header class="masthead">Series, date</header><h1>Title</h1><p class="byline">By somebody</p>
    <div class="block"><p>10<sup>−5</sup> is a\u00ad \u200bpower.</p><p class="evidence">e1 · [<a>1</a>]</p></div>
    <svg><text>drawn</text></svg><table><tr><th>Arm</th><td>7/9</td></tr></table>
    <p>All 3 differences<span class="leaf">: page 2</span></p>
    <div class="end-matter"><p>ledger</p></div></main></body></html>`;
  expect(mainMatterOf(page)).toEqual(['Title', '10−5 is a power.', 'Arm', '7/9', 'All 3 differences']);
});

test('of an edition of long ago it has no raised citations and marks, and no back matter', () => {
  const page = `<main><h1>Title</h1><p>10<sup>−5</sup><sup class="cite"><a>1</a></sup><sup class="mark">§</sup>.</p>
    <div class="back-matter"><p>ledger</p></div></main>`;
  expect(mainMatterOf(page)).toEqual(['Title', '10−5.']);
});

test('of a shipped briefing it is what readers read, and not its apparatus', async () => {
  const pages = await shippedPages();
  const matter = mainMatterOf(pages['2026-04-21-car-t-moves-upstream'] ?? '');
  const text = matter.join('\n');
  expect(matter[0]).toBe('CAR-T moves upstream, and asks daratumumab a question of depth');
  expect(text).toContain('cleared high-risk smoldering myeloma in 20 of 20 people');
  expect(text).toContain('MRD-negative at 10−6');
  expect(text).not.toMatch(/Disclosures:|numbers: \d+ traced|Made with trialbrief|minute read|By The editor/);
  expect(text).not.toMatch(/\be\d+(?:, e?\d+)*\b|All \d+ differences: page/);
  expect(text.length).toBeGreaterThan(4000);
  expect(text.length).toBeLessThan(8000);
});
