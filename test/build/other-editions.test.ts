import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  amongDrafts,
  inArchive,
  type NamedEdition,
  previousKey,
  previousOf,
  sealedEditions,
} from '../../src/archive/release.ts';
import { sitePaths } from '../../src/archive/site-files.ts';
import { composeEdition, nameEdition } from '../../src/build.ts';
import type { SealedRevision } from '../../src/outputs/sealed.ts';
import { Desk } from '../pages/proofed.ts';
import { runTool } from '../tool.ts';

const root = path.join(import.meta.dirname, '../..');

const named = (id: string, series?: string): NamedEdition => ({
  id,
  title: `What ${id.slice(11)} showed`,
  date: id.slice(0, 10),
  series,
});
const a = named('2026-01-01-a', 'Flash');
const b = named('2026-01-02-b');
const c = named('2026-01-03-c', 'Flash');

describe('the edition before', () => {
  test.each([
    ['of its series', { id: '2026-01-04-x', series: 'Flash' }, c],
    ['of its series, though another is newer', { id: '2026-01-03-b', series: 'Flash' }, a],
    ['of the publication where its series has none', { id: '2026-01-04-x', series: 'Notes' }, c],
    ['of the publication without a series', { id: '2026-01-03-a' }, b],
    ['is never a later one', { id: '2026-01-01-a', series: 'Flash' }, undefined],
  ])('%s', (_, own, expected) => {
    expect(previousOf(own, [c, a, b])).toBe(expected);
  });

  test('is told as its newest revision has it', () => {
    const sealed = [1, 3, 2].map((revision) => ({
      manifest: { id: a.id, revision, title: `r${revision}`, date: a.date },
    })) as SealedRevision[];
    expect(sealedEditions(sealed).map(({ title }) => title)).toEqual(['r3']);
  });
});

describe('the links of a page', () => {
  const own = { slug: 'car-t', date: '2026-04-21', revision: 2 };
  const at = (page: string, href: string) => new URL(href, `file:///${page}`).pathname.slice(1);

  test('that lies among drafts', () => {
    const page = '2026-04-21-car-t/index.html';
    const others = amongDrafts(a);
    expect(at(page, others.list)).toBe('index.html');
    expect(at(page, others.previous?.href ?? '')).toBe('2026-01-01-a/index.html');
    expect(amongDrafts(undefined)).toEqual({ list: '../index.html' });
  });

  test('that is sealed stay within its archive', () => {
    const page = 'car-t/2026-04-21/r2/index.html';
    const others = inArchive(own, {}, a);
    expect(at(page, others.list)).toBe(sitePaths.index);
    expect(at(page, others.previous?.href ?? '')).toBe(sitePaths.latest({ slug: 'a', date: '2026-01-01' }));
  });

  test('that is sealed for a site are addresses for good', () => {
    expect(inArchive(own, { site: 'https://example.com/notes' }, a)).toEqual({
      list: 'https://example.com/notes/',
      previous: {
        href: 'https://example.com/notes/a/2026-01-01/',
        title: 'What a showed',
        date: '2026-01-01',
        series: 'Flash',
      },
    });
  });

  test('change with what they say of the edition before', () => {
    const keys = [undefined, a, { ...a, title: 'Another' }, { ...a, series: 'Notes' }].map((one) =>
      previousKey(amongDrafts(one).previous),
    );
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toBe('');
  });
});

describe('a page', async () => {
  const desk = new Desk([
    [
      'content/briefings/2026-04-14-aquila-delays-myeloma.md',
      'title: "AQUILA: early',
      'title: "AQUILA in 2 & 7.5%: early',
    ],
  ]);
  const { library, context } = desk.opened();
  const [aquila, flagship] = library.briefings;
  if (!aquila || !flagship) throw new Error('no briefings');
  const others = amongDrafts(nameEdition(aquila, library));
  const { html, obstacles } = await composeEdition(flagship, context, { revision: 1, others });

  test('leads to all editions, and at its end to the one before', () => {
    expect(html).toContain(
      '<a class="brand" href="../index.html">Myeloma Notes<span class="aside">: all editions</span></a>',
    );
    const end = html.slice(html.lastIndexOf('</details>'));
    expect(end).toContain('Previous · <time datetime="2026-04-14">14 April 2026</time> · Readout flash');
    expect(end).toMatch(
      /<a href="\.\.\/2026-04-14-aquila-delays-myeloma\/index\.html">AQUILA in 2 &amp; 7\.5%: early [^<]*<\/a>/,
    );
  });

  test('need not trace the numbers of another one’s title', () => {
    expect(obstacles.filter(({ code }) => code === 'unsourced-number')).toEqual([]);
  });

  test('says so when it is the first', async () => {
    const first = await composeEdition(aquila, context, { revision: 1 });
    expect(first.html).not.toContain('Previous · ');
    expect(first.html).toContain('<p class="all"><a href="../index.html">All editions</a></p>');
  });
});

test('a title with numbers is named as it is printed', () => {
  const { library } = new Desk([
    [
      'content/briefings/2026-04-14-aquila-delays-myeloma.md',
      'title: "AQUILA: early daratumumab delays myeloma, and the question becomes whom to treat"',
      `title: 'HR {{value "aquila.pfs.hr" show="full"}} in AQUILA'`,
    ],
  ]).opened();
  const [aquila] = library.briefings;
  expect(aquila && nameEdition(aquila, library).title).toMatch(
    /^HR HR\s0\.49\s\(95%\sCI\s0\.36–0\.67\) in AQUILA$/,
  );
});

describe('a build', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-others-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [flash, flagship, brief] = [
    '2026-04-14-aquila-delays-myeloma',
    '2026-04-21-car-t-moves-upstream',
    '2026-04-28-daratumumab-added-to-vrd',
  ] as const;
  const build = (...named: string[]) => {
    const { status, stdout, stderr } = runTool(['build', ...named], { cwd: folder });
    expect(status, stderr).toBe(0);
    return [...stdout.matchAll(/^built +out\/(\S+)\//gm)].map(([, id]) => id);
  };
  const previousIn = (id: string) => {
    const page = readFileSync(path.join(folder, 'out', id, 'index.html'), 'utf8');
    return /<p class="earlier">.*<a href="([^"]*)">([^<]*)<\/a>/.exec(page)?.slice(1);
  };
  const edit = (id: string, from: string, to: string) => {
    const file = path.join(folder, `content/briefings/${id}.md`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };

  test('leads to no edition that is not there', () => {
    cpSync(path.join(root, 'content'), path.join(folder, 'content'), { recursive: true });
    expect(build(flagship)).toEqual([flagship]);
    expect(previousIn(flagship)).toBeUndefined();
  });

  test('makes a page anew when there is one before it', () => {
    expect(build()).toEqual([flash, flagship, brief]);
    expect(previousIn(flash)).toBeUndefined();
    expect(previousIn(flagship)?.[0]).toBe(`../${flash}/index.html`);
    expect(previousIn(brief)?.[0]).toBe(`../${flagship}/index.html`);
    expect(existsSync(path.join(folder, 'out', brief, '..', flagship, 'index.html'))).toBe(true);
    expect(build()).toEqual([]);
  });

  test('makes the page after anew when an edition is named otherwise, and no other', () => {
    edit(flash, 'title: "AQUILA: early', 'title: "AQUILA again: early');
    expect(build()).toEqual([flash, flagship]);
    expect(previousIn(flagship)?.[1]).toMatch(/^AQUILA again: early /);
  });

  test('leaves the page after as it is when only its text is another', () => {
    edit(flash, 'A background note', 'Another note');
    expect(build()).toEqual([flash]);
  });

  test('leads past an edition that is gone', () => {
    rmSync(path.join(folder, `content/briefings/${flagship}.md`));
    expect(build()).toEqual([brief]);
    expect(previousIn(brief)?.[0]).toBe(`../${flash}/index.html`);
  });
});
