import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { isSiteFile } from '../../src/archive/site-files.ts';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { rebuildSite, updateSite } from '../../src/site/site.ts';
import { fact, house, type MadeArchive, makeArchive, sha256 } from './made-archive.ts';

const root = path.join(import.meta.dirname, '../..');
const alpha = { id: 'alpha', name: 'ALPHA' };
const beta = { id: 'beta', name: 'BETA' };
const mended = { kind: 'correction', reason: 'The count was that of the other arm.' } as const;

/** One after another, as an archive grows: with corrections, a series that is left, a trial that is renamed. */
const story: ((archive: MadeArchive) => void)[] = [
  (archive) =>
    archive.seal({
      slug: 'one',
      date: '2025-11-05',
      series: 'Flash',
      trials: [alpha],
      facts: [fact('alpha.orr', '10/20')],
    }),
  (archive) =>
    archive.seal({
      slug: 'two',
      date: '2026-01-05',
      series: 'Flash',
      trials: [alpha, beta],
      facts: [fact('alpha.orr', '12/20')],
    }),
  (archive) => archive.seal({ slug: 'three', date: '2026-01-06', series: 'Notes' }),
  (archive) => archive.seal({ slug: 'four', date: '2025-12-24', series: 'Flash', trials: [alpha] }),
  (archive) =>
    archive.seal({
      slug: 'two',
      date: '2026-01-05',
      revision: 2,
      published: '2026-02-01',
      correction: mended,
      title: 'Two, again',
      series: 'Notes',
      trials: [{ ...alpha, name: 'ALPHA-1' }],
      facts: [fact('alpha.orr', '13/20')],
    }),
  (archive) =>
    archive.seal({
      slug: 'three',
      date: '2026-01-06',
      revision: 2,
      published: '2026-02-02',
      series: 'Other',
      correction: { kind: 'retraction', reason: 'The source was withdrawn.' },
    }),
];

/** Bytes of every file by its path, but for the search database. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    paths
      .filter((file) => !file.startsWith('.search.sqlite'))
      .sort()
      .map((file) => [file, sha256(readFileSync(path.join(folder, file)))]),
  );
}

async function grown() {
  const archive = makeArchive();
  for (const seal of story) {
    seal(archive);
    await updateSite(openArchiveReader(archive.folder), root);
  }
  return archive;
}

const isSealed = (file: string) => /\/r\d+\//.test(file);

describe('the site of an archive', () => {
  test('is the same bytes at each step whether it grew or was made at once', async () => {
    using byAndBy = makeArchive();
    for (const seal of story) {
      seal(byAndBy);
      await updateSite(openArchiveReader(byAndBy.folder), root);
      const { written, removed } = await rebuildSite(openArchiveReader(byAndBy.folder), root);
      expect({ written, removed }).toEqual({ written: [], removed: [] });
    }
    using atOnce = makeArchive();
    for (const seal of story) seal(atOnce);
    await rebuildSite(openArchiveReader(atOnce.folder), root);
    expect(contentOf(byAndBy.folder)).toEqual(contentOf(atOnce.folder));
  });

  test('leads from every page to the series once there is one, and no more when there is none', async () => {
    using archive = makeArchive();
    const isComplete = async () => {
      await updateSite(openArchiveReader(archive.folder), root);
      const { written, removed } = await rebuildSite(openArchiveReader(archive.folder), root);
      expect({ written, removed }).toEqual({ written: [], removed: [] });
      return readFileSync(path.join(archive.folder, 'one/2026-01-05/index.html'), 'utf8').includes(
        '>Series<',
      );
    };
    archive.seal({ slug: 'one', date: '2026-01-05' });
    expect(await isComplete()).toBe(false);
    archive.seal({ slug: 'two', date: '2026-01-06', series: 'Flash' });
    expect(await isComplete()).toBe(true);
    archive.seal({ slug: 'two', date: '2026-01-06', revision: 2, correction: mended });
    expect(await isComplete()).toBe(false);
  });

  test('consists of files that verify knows, beside what is sealed', async () => {
    using archive = await grown();
    const files = Object.keys(contentOf(archive.folder));
    expect(files.filter((file) => !isSealed(file) && !isSiteFile(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['two/2026-01-05/latest/index.html', 'trials/alpha/index.html']),
    );
  });

  test('leaves what is sealed as it is', async () => {
    using archive = makeArchive();
    for (const seal of story) seal(archive);
    const sealed = contentOf(archive.folder);
    await rebuildSite(openArchiveReader(archive.folder), root);
    const after = Object.entries(contentOf(archive.folder)).filter(([file]) => isSealed(file));
    expect(Object.fromEntries(after)).toEqual(sealed);
  });

  test('writes only what a new revision touches', async () => {
    using archive = makeArchive();
    story[0]?.(archive);
    await updateSite(openArchiveReader(archive.folder), root);
    story[2]?.(archive);
    const { written, removed } = await updateSite(openArchiveReader(archive.folder), root);
    expect(removed).toEqual([]);
    expect(written).toEqual([
      'feed.atom',
      'feed.json',
      'index.html',
      'one/2025-11-05/index.html',
      'search.js',
      'search/1.js',
      'series/index.html',
      'series/notes/index.html',
      'three/2026-01-06/citation.bib',
      'three/2026-01-06/citation.csl.json',
      'three/2026-01-06/index.html',
      'three/2026-01-06/latest/index.html',
      'years/2025/index.html',
      'years/2026/index.html',
    ]);
    expect(await updateSite(openArchiveReader(archive.folder), root)).toMatchObject({
      written: [],
      removed: [],
    });
  });

  test('removes the page of a series that the last edition left', async () => {
    using archive = await grown();
    expect(existsSync(path.join(archive.folder, 'series/other/index.html'))).toBe(true);
    expect(existsSync(path.join(archive.folder, 'series/flash/index.html'))).toBe(true);
    archive.seal({
      slug: 'three',
      date: '2026-01-06',
      revision: 3,
      published: '2026-02-03',
      correction: mended,
    });
    const { removed } = await updateSite(openArchiveReader(archive.folder), root);
    expect(removed).toEqual(['series/other/index.html']);
    expect(existsSync(path.join(archive.folder, 'series/other'))).toBe(false);
  });

  test('is made whole from a copy without it, and mended where it was damaged', async () => {
    using archive = await grown();
    const content = contentOf(archive.folder);
    using copy = makeArchive();
    for (const file of Object.keys(content).filter(isSealed)) {
      cpSync(path.join(archive.folder, file), path.join(copy.folder, file));
    }
    await updateSite(openArchiveReader(copy.folder), root);
    expect(contentOf(copy.folder)).toEqual(content);
    rmSync(path.join(copy.folder, 'trials'), { recursive: true });
    writeFileSync(path.join(copy.folder, 'feed.atom'), 'torn');
    writeFileSync(path.join(copy.folder, 'years/2026/.index.html.new-99999'), 'half');
    writeFileSync(path.join(copy.folder, 'notes.txt'), 'not the site’s');
    const { written, removed } = await rebuildSite(openArchiveReader(copy.folder), root);
    expect(written).toEqual([
      'feed.atom',
      'trials/alpha/index.html',
      'trials/beta/index.html',
      'trials/index.html',
    ]);
    expect(removed).toEqual(['years/2026/.index.html.new-99999']);
    expect(contentOf(copy.folder)).toEqual({ ...content, 'notes.txt': sha256('not the site’s') });
  });

  test('that was taken away while its search index stayed is made whole with the next edition', async () => {
    using archive = await grown();
    const content = contentOf(archive.folder);
    for (const file of Object.keys(content).filter(isSiteFile)) rmSync(path.join(archive.folder, file));
    await updateSite(openArchiveReader(archive.folder), root);
    expect(contentOf(archive.folder)).toEqual(content);
  });

  test('takes another house in as a whole', async () => {
    using archive = makeArchive();
    archive.seal({ slug: 'one', date: '2026-01-05' });
    await updateSite(openArchiveReader(archive.folder), root);
    archive.seal({
      slug: 'two',
      date: '2026-01-06',
      house: house.replace('The Invented Gazette', 'Another Name'),
    });
    const { written } = await updateSite(openArchiveReader(archive.folder), root);
    expect(written).toEqual(expect.arrayContaining(['one/2026-01-05/index.html', 'assets/site.css']));
    expect(readFileSync(path.join(archive.folder, 'one/2026-01-05/index.html'), 'utf8')).toContain(
      'Another Name',
    );
  });

  test('of an empty archive says so', async () => {
    using archive = makeArchive();
    await updateSite(openArchiveReader(archive.folder), root);
    expect(readFileSync(path.join(archive.folder, 'index.html'), 'utf8')).toContain(
      'Nothing has been published yet.',
    );
  });
});

test('an update that was cut short anywhere is ended by the next one', async () => {
  using whole = await grown();
  const expected = contentOf(whole.folder);
  for (let at = 1, isCut = true; isCut; at += 1) {
    using archive = makeArchive();
    for (const seal of story.slice(0, -2)) seal(archive);
    await updateSite(openArchiveReader(archive.folder), root);
    for (const seal of story.slice(-2)) seal(archive);
    isCut = !(await updateOf(archive.folder, at));
    if (isCut) await updateSite(openArchiveReader(archive.folder), root);
    expect(contentOf(archive.folder)).toEqual(expected);
  }
});

/** Brings a site up to date unless that takes `at` writes: whether it came to an end. */
async function updateOf(folder: string, at: number): Promise<boolean> {
  const shelf = openArchiveReader(folder);
  let count = 0;
  const write = async (file: string, content: string) => {
    count += 1;
    if (count >= at) throw new Error('cut short');
    return shelf.write(file, content);
  };
  return updateSite({ ...shelf, write }, root).then(
    () => true,
    () => false,
  );
}

describe('the permanent page of an edition', () => {
  test('tells what a correction changed, and leads to the newest revision', async () => {
    using archive = await grown();
    const page = readFileSync(path.join(archive.folder, 'two/2026-01-05/index.html'), 'utf8');
    expect(page).toContain('Correction, 1 February 2026');
    expect(page).toContain('The count was that of the other arm.');
    expect(page).toMatch(/<td>12\/20<\/td><td>13\/20<\/td>/);
    expect(page).toContain('<a class="primary" href="r2/index.html">');
    expect(page).toContain('href="r1/index.html"');
    const [r1, r2] = readArchive(archive.folder).filter(({ manifest }) => manifest.slug === 'two');
    expect(page).toContain(r1?.hash);
    expect(page).toContain(r2?.hash);
    const latest = readFileSync(path.join(archive.folder, 'two/2026-01-05/latest/index.html'), 'utf8');
    expect(latest).toContain('<meta http-equiv="refresh" content="0; url=../r2/index.html">');
  });

  test.each([
    ['no value', { 'briefings/2026-01-05-one.md': 'b' }, 'No value changed; the words did.'],
    ['no value, but what is said of one,', { 'trials/alpha.yaml': 'c' }, 'No value changed.'],
    ['nothing', {}, 'Neither values nor words changed.'],
  ])('of a correction that changed %s says that', async (_, after, told) => {
    using archive = makeArchive();
    const before = { 'briefings/2026-01-05-one.md': 'a', 'trials/alpha.yaml': 'a' };
    const toInputs = (hashes: Record<string, string>) =>
      Object.entries(hashes).map(([file, hash]) => ({ path: file, sha256: hash.repeat(64) }));
    const edition = { slug: 'one', date: '2026-01-05', trials: [alpha], facts: [fact('alpha.orr', '10/20')] };
    archive.seal({ ...edition, inputs: toInputs(before) });
    archive.seal({ ...edition, inputs: toInputs({ ...before, ...after }), revision: 2, correction: mended });
    await updateSite(openArchiveReader(archive.folder), root);
    const page = readFileSync(path.join(archive.folder, 'one/2026-01-05/index.html'), 'utf8');
    expect(page).toContain(`>${told}<`);
  });
});

test('the page of a trial shows its values over time, with the editions that used them', async () => {
  using archive = await grown();
  const page = readFileSync(path.join(archive.folder, 'trials/alpha/index.html'), 'utf8');
  expect(page).toContain('<h1 class="medium">ALPHA-1</h1>');
  const cells = [...page.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell?.replace(/<[^>]+>/g, ''));
  expect(cells).toEqual(['10/20 primary', '12/20 primary changed', '13/20 primary changed']);
  expect(page).toContain('href="../../two/2026-01-05/r2/index.html"');
});

describe('a list of editions', async () => {
  using archive = await grown();
  const read = (file: string) => readFileSync(path.join(archive.folder, file), 'utf8');
  const [index, directory] = [read('index.html'), read('series/index.html')];
  const pages = ['index.html', 'years/2026/index.html', 'series/notes/index.html', 'trials/alpha/index.html'];

  test.each(pages.map((file) => [file, read(file)] as const))(
    '%s leads to each briefing in one step',
    (_, page) => {
      const titles = [...page.matchAll(/<h3><a href="([^"]*)">/g)].map(([, href]) => href);
      expect(titles.length).toBeGreaterThan(0);
      for (const href of titles)
        expect(href).toMatch(/^(?:\.\.\/)*(?:one|two|three|four)\/[\d-]+\/r[12]\/index\.html$/);
      expect(titles.filter((href) => href?.includes('two/'))).toEqual(
        titles.filter((href) => href?.endsWith('two/2026-01-05/r2/index.html')),
      );
    },
  );

  test('leads to what is to be known of each beside it', () => {
    expect(index).toContain(
      '<a href="two/2026-01-05/index.html">About this edition<span class="aside">: Two, again</span></a>',
    );
  });

  test('names the date of the edition, whenever it was corrected', () => {
    const own = index.split('<li>').find((item) => item.includes('>Two, again</a>'));
    expect(own).toContain('<time datetime="2026-01-05">5 January 2026</time>');
  });

  test('of all series leads to the latest briefing of each', () => {
    expect(directory).toContain('latest: <a href="../two/2026-01-05/r2/index.html">Two, again</a>');
  });
});

describe('the neighbours of an edition', () => {
  const neighbours = (page: string) =>
    [...page.matchAll(/<p class="(earlier|later)">.*?<\/span> <a href="([^"]*)">([^<]*)<\/a>/g)].map(
      ([, way, href, title]) => [way, href, title],
    );
  const sealed: { slug: string; date: string; title: string; series?: string }[] = [
    { slug: 'a', date: '2026-01-01', title: 'A', series: 'Flash' },
    { slug: 'b', date: '2026-01-02', title: 'B' },
    { slug: 'd', date: '2026-01-04', title: 'D', series: 'Flash' },
    // Sealed after D, dated before it.
    { slug: 'c', date: '2026-01-03', title: 'C', series: 'Notes' },
    { slug: 'e', date: '2026-01-05', title: 'E', series: 'Notes' },
  ];

  test('are those of its series by date, else those of the publication, each with its title', async () => {
    using archive = makeArchive();
    for (const making of sealed) {
      archive.seal(making);
      await updateSite(openArchiveReader(archive.folder), root);
    }
    expect((await rebuildSite(openArchiveReader(archive.folder), root)).written).toEqual([]);
    const of = ({ slug, date }: { slug: string; date: string }) =>
      neighbours(readFileSync(path.join(archive.folder, slug, date, 'index.html'), 'utf8'));
    const [a, b, d, c, e] = sealed.map(of);
    const to = (slug: string, date: string) => `../../${slug}/${date}/index.html`;
    expect(a).toEqual([['later', to('d', '2026-01-04'), 'D']]);
    expect(b).toEqual([
      ['earlier', to('a', '2026-01-01'), 'A'],
      ['later', to('c', '2026-01-03'), 'C'],
    ]);
    expect(c).toEqual([
      ['earlier', to('b', '2026-01-02'), 'B'],
      ['later', to('e', '2026-01-05'), 'E'],
    ]);
    expect(d).toEqual([
      ['earlier', to('a', '2026-01-01'), 'A'],
      ['later', to('e', '2026-01-05'), 'E'],
    ]);
    expect(e).toEqual([['earlier', to('c', '2026-01-03'), 'C']]);
  });

  test('are said with date and series', async () => {
    using archive = makeArchive();
    for (const making of sealed) archive.seal(making);
    await rebuildSite(openArchiveReader(archive.folder), root);
    const page = readFileSync(path.join(archive.folder, 'b/2026-01-02/index.html'), 'utf8');
    expect(page).toContain('Previous · <time datetime="2026-01-01">1 January 2026</time> · Flash');
    expect(page).toContain('Next · <time datetime="2026-01-03">3 January 2026</time> · Notes');
  });
});

describe('an edition that was sealed on another day than its own', async () => {
  using archive = makeArchive();
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    published: '2026-06-30',
    trials: [alpha],
    facts: [fact('alpha.orr', '1/2')],
  });
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    revision: 2,
    published: '2026-07-01',
    correction: mended,
    trials: [alpha],
    facts: [fact('alpha.orr', '2/2')],
  });
  await rebuildSite(openArchiveReader(archive.folder), root);
  const read = (file: string) => readFileSync(path.join(archive.folder, file), 'utf8');
  const [record, trial, feed] = [
    read('one/2026-01-05/index.html'),
    read('trials/alpha/index.html'),
    read('feed.atom'),
  ];

  test('was first published on its own, and says when it was sealed', () => {
    expect(record).toContain(
      'first published, <time datetime="2026-01-05">5 January 2026</time>, sealed <time datetime="2026-06-30">30 June 2026</time>',
    );
    expect(record).toContain('correction, <time datetime="2026-07-01">1 July 2026</time></span>');
  });

  test('dates the values of its trials so', () => {
    expect([...trial.matchAll(/<th scope="col"><time datetime="([^"]*)"/g)].map(([, date]) => date)).toEqual([
      '2026-01-05',
      '2026-07-01',
    ]);
  });

  test('is so in feeds, and updated when it was corrected', () => {
    expect(feed).toContain('<published>2026-01-05T00:00:00Z</published>');
    expect(feed).toContain('<updated>2026-07-01T00:00:01Z</updated>');
  });
});

describe('the permanent page where it is shared', () => {
  const site = 'https://example.com/notes';
  const recordOf = async (files: Record<string, string>, yaml = `${house}site: '${site}'\n`) => {
    using archive = makeArchive();
    archive.seal({ slug: 'one', date: '2026-01-05', title: 'One & <all>', files, house: yaml });
    await rebuildSite(openArchiveReader(archive.folder), root);
    return readFileSync(path.join(archive.folder, 'one/2026-01-05/index.html'), 'utf8');
  };

  test('has the picture of its newest revision', async () => {
    const page = await recordOf({ 'social.png': 'png' });
    expect(page).toContain(`<meta property="og:image" content="${site}/one/2026-01-05/r1/social.png">`);
    expect(page).toContain('content="One &amp; &lt;all&gt;. The Invented Gazette, 5 January 2026. ');
    expect(page).toContain('>Picture for sharing, PNG</a>');
  });

  test.each([
    ['without a site', { 'social.png': 'png' }, house],
    ['that was sealed without one', {}, undefined],
  ])('%s has none', async (_, files, yaml) => {
    expect(await recordOf(files as Record<string, string>, yaml)).not.toContain('og:image');
  });
});

test('values of a trial have the marks of their grades, with what each says', async () => {
  using archive = makeArchive();
  const grades = ['primary', 'secondary', 'unconfirmed'] as const;
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    trials: [alpha],
    facts: [
      ...grades
        .slice(1)
        .map((grade, index) => fact(`alpha.v${index}`, `${index}/20`, { grade, endpoint: `E${index}` })),
      fact('alpha.v9', '9/20', { used: false, endpoint: 'E9' }),
    ],
  });
  await rebuildSite(openArchiveReader(archive.folder), root);
  const page = readFileSync(path.join(archive.folder, 'trials/alpha/index.html'), 'utf8');
  expect(page).toContain('0/20 <span class="grade secondary"></span><span class="aside">secondary</span>');
  expect(page).toContain('1/20 <span class="grade unconfirmed"></span>');
  expect(page).toContain(
    '<p class="remark"><span class="grade unconfirmed"></span> Not confirmed in a primary',
  );
  expect(page).not.toMatch(/[§‡]|<sup class="mark">/);
});
