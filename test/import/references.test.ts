import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runImportDoi, runImportFile, runImportPmid } from '../../src/cli/import-references.ts';
import { worksIn } from '../../src/import/references/read.ts';
import { keyOf, type Reference, sourceTree } from '../../src/import/references/reference.ts';
import { sourceModel } from '../../src/page/caveats.ts';
import { noticesText, referenceWriter } from '../../src/page/citations.ts';
import { complaintsAbout } from '../base-library.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { runIn } from './session.ts';

const real = path.join(import.meta.dirname, '../../../shared/fixtures');

function referencesIn(text: string): Reference[] {
  return worksIn(text).filter((one): one is Reference => !('problem' in one));
}

function only(text: string) {
  const [reference, ...others] = referencesIn(text);
  expect(others).toEqual([]);
  if (!reference) throw new Error('no reference');
  return reference;
}

/** As it prints. */
function printed(text: string): string {
  const tree = sourceTree(only(text), Buffer.from(text), '2026-01-02') as Record<string, never>;
  return (
    referenceWriter()({
      ...tree,
      id: 'x',
      year: tree.year === undefined ? undefined : Number(tree.year),
    } as never)?.text ?? ''
  );
}

describe.skipIf(!existsSync(real))('real records', () => {
  const file = (name: string) => readFileSync(path.join(real, name), 'utf8');

  test.each([
    [
      'pubmed/efetch_29768149.xml',
      {
        pages: '1865–1876',
        volume: '378',
        issue: '20',
        doi: '10.1056/NEJMoa1715274',
        trials: ['NCT02149199'],
      },
      'O’Byrne PM, FitzGerald JM, Bateman ED, et al. Inhaled Combined Budesonide-Formoterol as Needed in Mild Asthma. N Engl J Med. 2018;378(20):1865–1876.',
    ],
    [
      'pubmed/efetch_38738473.xml',
      { published: '2024-08', pages: '543–551' },
      /Xenobiotica\. 2024;54\(8\):543–551\.$/,
    ],
    [
      'pubmed/efetch_38856741.xml',
      { pages: '1712–1724', volume: '15', issue: '3' },
      /^Zijlstra H, Te Velde JP, .* Global Spine J\. 2025;15\(3\):1712–1724\.$/,
    ],
    [
      'crossref/works_10.1002_jor.1100150407.json',
      { published: '1997-07', pages: '519–527' },
      /Journal of Orthopaedic Research\. 1997;15\(4\):519–527\.$/,
    ],
    [
      'crossref/works_10.1038_srep16696.json',
      { pages: '16696', volume: '5' },
      /Sci Rep\. 2015;5\(1\):16696\.$/,
    ],
    [
      'crossref/works_10.1371_journal.pone.0033693.json',
      {
        pages: 'e33693',
        notices: [
          {
            kind: 'correction',
            doi: '10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda',
            date: '2012-05-08',
          },
        ],
      },
      /PLoS ONE\. 2012;7\(3\):e33693\.$/,
    ],
  ] as const)('%s', (name, expected, entry) => {
    expect(only(file(name))).toMatchObject(expected);
    expect(printed(file(name))).toEqual(typeof entry === 'string' ? entry : expect.stringMatching(entry));
    expect(printed(file(name))).not.toMatch(/Portico|Borlongan/);
  });

  test('a mapping of DOIs to items, with a footnote mark in a title', () => {
    const all = referencesIn(file('crossref/csl_doi_citationjs.json'));
    expect(all.find(({ doi }) => /ja01577a030/i.test(doi ?? ''))).toMatchObject({
      title: 'Correlation of the Base Strengths of Amines¹',
      authors: [{ family: 'Hall', suffix: 'Jr.' }],
    });
  });
});

const crossref = {
  message: {
    type: 'journal-article',
    title: ['Depth of <i>response</i> at 10<sup>-5</sup> &amp; <scp>IgG</scp> in H<sub>2</sub>O.'],
    'container-title': ['', 'Journal of Examples &amp; Trials'],
    'short-container-title': ['Journal Examples Trials'],
    author: [{ given: 'Ada B.', family: 'Example' }, { name: 'The Example Group' }],
    editor: [{ given: 'No', family: 'Editor' }],
    issued: { 'date-parts': [[1997, 5]] },
    'published-online': { 'date-parts': [[2005, 1, 2]] },
    volume: '12',
    issue: '3',
    'article-number': 'e17',
    archive: ['Portico'],
    DOI: '10.1000/Example.1',
    'clinical-trial-number': [{ 'clinical-trial-number': 'nct00000001', registry: 'x' }],
    'updated-by': [
      { type: 'new_version', DOI: '10.1000/example.1' },
      { type: 'retraction', DOI: '10.1000/notice', updated: { 'date-parts': [[2020, 2, 3]] } },
    ],
  },
};

const pubmed = (more = '', cited = '') => `<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>123</PMID><Article>
<Journal><JournalIssue><Volume>9</Volume><Issue>2</Issue><PubDate><MedlineDate>2019 Nov-Dec</MedlineDate></PubDate></JournalIssue><Title>Annals of examples</Title><ISOAbbreviation>Ann Ex</ISOAbbreviation></Journal>
<ArticleTitle>A trial of <i>alpha</i> in 10<sup>6</sup> cells.</ArticleTitle>
<Pagination><MedlinePgn>865-76</MedlinePgn></Pagination>
<AuthorList><Author><LastName>Te Example</LastName><ForeName>Ada B</ForeName></Author><Author><CollectiveName>Example Group</CollectiveName></Author></AuthorList>
${more}</Article>
<CommentsCorrectionsList>${cited}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/own</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>`;

describe('a record', () => {
  test('of Crossref: markup, year of print, article number, updates, and nothing of archives or editors', () => {
    expect(only(JSON.stringify(crossref))).toEqual({
      title: 'Depth of response at 10⁻⁵ & IgG in H₂O',
      publisher: 'Journal of Examples & Trials',
      isPaper: true,
      authors: [{ family: 'Example', given: 'Ada B.' }, { name: 'The Example Group' }],
      published: '1997-05',
      volume: '12',
      issue: '3',
      pages: 'e17',
      doi: '10.1000/Example.1',
      trials: ['NCT00000001'],
      notices: [{ kind: 'retraction', doi: '10.1000/notice', date: '2020-02-03' }],
    });
  });

  test('of PubMed: pages in full, seasons as years, own identifiers, notices', () => {
    const correction =
      '<CommentsCorrections RefType="ErratumIn"><RefSource>Ann Ex. 2020;1. doi: 10.1000/erratum.</RefSource><PMID>124</PMID></CommentsCorrections>';
    expect(only(pubmed('', correction))).toEqual({
      title: 'A trial of alpha in 10⁶ cells',
      publisher: 'Annals of examples',
      isPaper: true,
      authors: [{ family: 'Te Example', given: 'Ada B' }, { name: 'Example Group' }],
      published: '2019',
      abbreviation: 'Ann Ex',
      volume: '9',
      issue: '2',
      pages: '865–876',
      doi: '10.1000/own',
      pmid: '123',
      trials: [],
      notices: [{ kind: 'correction', doi: '10.1000/erratum', pmid: '124' }],
    });
    const retracted = pubmed(
      '<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>',
    );
    expect(only(retracted).notices).toEqual([{ kind: 'retraction' }]);
    expect(referencesIn('<PubmedArticleSet></PubmedArticleSet>')).toEqual([]);
  });

  test('of BibTeX and RIS', () => {
    expect(
      only(
        '@article{x, title={On $10^{-5}$ {MRD}}, author={Example, Ada and {The Group}}, journal={Annals}, year=2018, volume=3, pages={18--76}, doi={10.1000/x}}',
      ),
    ).toMatchObject({
      title: 'On 10⁻⁵ MRD',
      authors: [{ family: 'Example', given: 'Ada' }, {}],
      pages: '18–76',
      published: '2018',
    });
    expect(
      only(
        'TY  - JOUR\nTI  - A title.\nAU  - Example, Ada\nJO  - Annals\nPY  - 2020\nVL  - 1\nSP  - 10\nEP  - 20\nDO  - 10.1000/y\nER  - \n',
      ),
    ).toMatchObject({ title: 'A title', pages: '10–20', doi: '10.1000/y' });
  });

  test.each(['hello', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', '{"title": ', ''])('%j is refused', (text) => {
    expect(() => referencesIn(text)).toThrow();
  });

  test('has its entities decoded once, and no markup where signs only look like it', () => {
    expect(only(pubmed().replace('Annals of examples', 'A &amp;amp; B &amp;lt; C'))).toMatchObject({
      publisher: 'A &amp; B &lt; C',
    });
    expect(only('{"title": "Risk at p<a and b>c, <scp>TP53</scp>"}').title).toBe('Risk at p<a and b>c, TP53');
  });

  test('that is cut off within an article is refused, not read in part', () => {
    const text = pubmed();
    expect(() => referencesIn(text.slice(0, text.indexOf('<AuthorList>')))).toThrow('ends within an article');
  });

  test('has each notice once, by whomever it was reported', () => {
    const update = crossref.message['updated-by'][1];
    const again = { ...update, DOI: '10.1000/NOTICE', updated: { 'date-parts': [[2020, 2, 9]] } };
    const twice = { message: { ...crossref.message, 'updated-by': [update, again] } };
    expect(only(JSON.stringify(twice)).notices).toEqual([
      { kind: 'retraction', doi: '10.1000/notice', date: '2020-02-03' },
    ]);
  });

  test('has a key of author, journal and year', () => {
    expect(keyOf(only(JSON.stringify(crossref)))).toBe('example-jet-1997');
    expect(keyOf(only(pubmed()))).toBe('te-example-ann-ex-2019');
  });

  test('that is damaged is read or refused, and never half understood', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 500; round += 1) {
      const text = round % 2 === 0 ? JSON.stringify(crossref) : pubmed();
      const at = wholeBelow(text.length, random);
      const damaged = `${text.slice(0, at)}${['', '"', '<', '&', 'null', '[]', '\u0000'][wholeBelow(7, random)]}${text.slice(at + wholeBelow(30, random))}`;
      try {
        for (const one of referencesIn(damaged))
          expect(JSON.stringify(sourceTree(one, Buffer.from(damaged), '2026-01-02'))).not.toMatch(
            /NaN|undefined|\[object/,
          );
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(error).not.toBeInstanceOf(TypeError);
      }
    }
  });
});

describe('in print', () => {
  const source = {
    id: 'x',
    title: 'A & B <i>not markup</i>',
    publisher: 'Annals of Examples',
    type: 'paper',
    access: 'abstract',
    year: 2020,
    volume: '3',
    pages: '1–2',
    authors: [{ family: 'Example', given: 'Ada B' }, { name: 'The Group' }],
  } as const;

  test('a reference follows the style, and its words are no markup', () => {
    const { html, text } =
      referenceWriter()({ ...source, title: 'A & B < C', authors: [...source.authors] }) ?? {};
    expect(text).toBe('Example AB, The Group. A & B < C. Annals of Examples. 2020;3:1–2.');
    expect(String(html)).toBe(
      'Example AB, The Group. A &amp; B &lt; C. <i>Annals of Examples</i>. 2020;3:1–2.',
    );
  });

  test('a DOI is linked with its signs percent-encoded, and printed as it is', () => {
    const doi = '10.1002/(SICI)1097-0142(1996)77:10<2064::AID-X>3.0.CO;2-#';
    expect(sourceModel({ ...source, authors: undefined, doi }, 1, referenceWriter())).toMatchObject({
      href: 'https://doi.org/10.1002/(SICI)1097-0142(1996)77:10%3C2064::AID-X%3E3.0.CO;2-%23',
      linkLabel: doi,
    });
  });

  test('a source leads to the record of the trial that it is about', () => {
    const trials = ['NCT00000001', 'NL1234'];
    expect(sourceModel({ ...source, authors: undefined, trials }, 1, referenceWriter()).trials).toEqual([
      { id: 'NCT00000001', href: 'https://clinicaltrials.gov/study/NCT00000001' },
      { id: 'NL1234' },
    ]);
  });

  test('notices are named, with the reason why a retracted work is cited', () => {
    const notices = [{ kind: 'retraction', doi: '10.1000/notice', date: '2020-02-03' }] as const;
    expect(
      noticesText({
        ...source,
        authors: undefined,
        notices: [...notices],
        acknowledge: 'The retraction is the subject.',
      }),
    ).toBe('Retracted (3 February 2020, 10.1000/notice). Cited because: The retraction is the subject.');
  });

  test('a retracted source is an error unless it is acknowledged', () => {
    const entry =
      'withdrawn:\n  title: Withdrawn\n  publisher: Annals\n  type: paper\n  access: abstract\n  notices: [{ kind: retraction }]\n';
    expect(complaintsAbout({ 'sources/more.yaml': entry })).toEqual([
      'retracted-source content/sources/more.yaml:6:13',
    ]);
    expect(complaintsAbout({ 'sources/more.yaml': `${entry}  acknowledge: It is the subject.\n` })).toEqual(
      [],
    );
  });
});

describe('the commands', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-references-'));
    mkdirSync(path.join(cwd, 'content/sources'), { recursive: true });
    cpSync(
      path.join(import.meta.dirname, '../cases/base/content/house.yaml'),
      path.join(cwd, 'content/house.yaml'),
    );
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  function run(command: typeof runImportFile, names: string[], options: object = {}) {
    return runIn({ cwd }, (session) => command(names, { content: 'content', ...options }, session));
  }

  test('write what is new, and propose what a known source lacks', async () => {
    writeFileSync(
      path.join(cwd, 'content/sources/mine.yaml'),
      '# mine\nours:\n  title: Our title\n  publisher: JET\n  type: paper\n  doi: 10.1000/example.1\n  access: full text # read\n',
    );
    writeFileSync(path.join(cwd, 'one.json'), JSON.stringify(crossref));
    writeFileSync(path.join(cwd, 'two.xml'), pubmed());
    const first = await run(runImportFile, ['one.json', 'two.xml']);
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringContaining('te-example-ann-ex-2019: content/sources/references.yaml, written'),
    ]);
    expect(first.out).toContain('ours: content/sources/mine.yaml, changes proposed');
    expect(first.out).toContain('added   ours.volume: 12');
    expect(first.out).not.toContain('ours.title');
    const second = await run(runImportFile, ['one.json'], { accept: ['ours.volume', 'ours.pages'] });
    expect(second.out).toContain('changes made');
    expect(readFileSync(path.join(cwd, 'content/sources/mine.yaml'), 'utf8')).toBe(
      '# mine\nours:\n  title: Our title\n  publisher: JET\n  type: paper\n  doi: 10.1000/example.1\n  access: full text # read\n  volume: 12\n  pages: e17\n',
    );
    expect((await run(runImportFile, ['two.xml'])).out).toContain('nothing changed');
  });

  test('ask nobody and write nothing where there is no content', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end(JSON.stringify(crossref));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, err } = await run(runImportDoi, ['10.1000/x'], { content: 'nowhere', api });
    server.close();
    expect([code, err]).toEqual([2, expect.stringContaining('there is no folder nowhere')]);
    expect([asked, existsSync(path.join(cwd, 'nowhere'))]).toEqual([0, false]);
  });

  test('refuse what is no DOI or number, and name a file that is nothing', async () => {
    expect(await run(runImportDoi, ['hello'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected DOIs'),
    });
    expect(await run(runImportPmid, ['x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected PubMed numbers'),
    });
    writeFileSync(path.join(cwd, 'no.txt'), 'hello');
    expect(await run(runImportFile, ['no.txt'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('no.txt: this is neither PubMed XML'),
    });
    expect(await run(runImportDoi, ['https://doi.org/10.1000/x'], { offline: true })).toMatchObject({
      code: 3,
      err: expect.stringContaining('there is no answer in the cache'),
    });
  });
});
