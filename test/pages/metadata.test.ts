import { describe, expect, test } from 'vitest';
import { toScriptData } from '../../src/page/page.ts';
import { checkTemplates } from '../../src/page/template-check.ts';
import { Desk } from './proofed.ts';

/** Contents of the meta elements with a name or property, in order. */
function contentsOf(html: string, name: string): string[] {
  const found = html.matchAll(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`, 'g'));
  return [...found].map(([, content = '']) => content);
}

/** Its link elements but for the icon. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/<link(?! rel="icon")[^>]*>/g)].map(([link]) => link);
}

function structuredData(html: string) {
  return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
}

const title = 'CAR-T moves upstream, and asks daratumumab a question of depth';

describe('what the flagship tells those who do not open it', async () => {
  const { html, briefing } = await new Desk([]).finished('car-t');
  const [description = ''] = contentsOf(html, 'description');

  test('is its title and dek, as they stand on it', () => {
    expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toBe(title);
    expect(contentsOf(html, 'citation_title')).toEqual([title]);
    expect(contentsOf(html, 'og:title')).toEqual([title]);
    expect(contentsOf(html, 'og:description')).toEqual([description]);
    expect(structuredData(html)).toMatchObject({ name: title, description });
    expect(description).toMatch(
      /^A single infusion of cilta-cel .* 20\u00a0of\u00a020 people, .* best-known rate\.$/,
    );
  });

  test('is who published it, and when', () => {
    const told = (name: string) => contentsOf(html, name);
    expect(told('citation_author')).toEqual(['The editor']);
    expect(told('citation_publication_date')).toEqual(['2026/04/21']);
    expect(told('citation_online_date')).toEqual(['2026/04/21']);
    expect(told('citation_language')).toEqual(['en']);
    expect(told('citation_publisher')).toEqual(['Myeloma Notes']);
    expect(told('citation_technical_report_institution')).toEqual(['Myeloma Notes']);
    expect(told('citation_keywords')).toEqual(briefing.keywords);
    expect(told('og:type')).toEqual(['article']);
    expect(told('og:site_name')).toEqual(['Myeloma Notes']);
    expect(told('og:locale')).toEqual(['en_GB']);
    expect(told('article:published_time')).toEqual(['2026-04-21']);
    expect(told('article:tag')).toEqual(briefing.keywords);
  });

  test('is a Report with its sources', () => {
    const { citation, description: _, ...report } = structuredData(html);
    expect(report).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Report',
      name: title,
      inLanguage: 'en-GB',
      datePublished: '2026-04-21',
      contentReferenceTime: '2026-04-20',
      version: 'r1',
      genre: 'Myeloma commentary',
      keywords: briefing.keywords,
      author: [{ '@type': 'Person', name: 'The editor' }],
      publisher: { '@type': 'Organization', name: 'Myeloma Notes' },
    });
    const listed = [...html.matchAll(/<li id="source-\d+"/g)];
    expect(citation).toHaveLength(listed.length);
    expect(citation[0]).toEqual({
      '@type': 'CreativeWork',
      name: 'CAR-T is moving upstream — and Darzalex-era benchmarks are starting to look structurally capped',
      publisher: { '@type': 'Organization', name: 'Allka Research' },
      datePublished: '2026',
      url: 'https://www.allkaresearch.com/p/car-t-is-moving-upstream-and-darzalex',
    });
  });

  test('is no address where the house names no site', () => {
    expect(linksOf(html)).toEqual([]);
    expect(html).not.toMatch(/canonical|og:url|og:image|twitter:|citation_p(?:df|ublic)_url/);
  });
});

describe('the address of an edition', () => {
  const addressAt = async (site: string) => {
    const desk = new Desk([['content/house.yaml', 'locale: en-GB', `locale: en\nsite: '${site}'`]]);
    return (await desk.finished('aquila')).html;
  };

  test.each([
    ['https://notes.example.org', 'https://notes.example.org/aquila-delays-myeloma/2026-04-14/'],
    ['https://example.org/a/notes/', 'https://example.org/a/notes/aquila-delays-myeloma/2026-04-14/'],
    ['https://example.org/a?b=c#d', 'https://example.org/a/aquila-delays-myeloma/2026-04-14/'],
  ])('under %s is %s', async (site, address) => {
    const html = await addressAt(site);
    expect(linksOf(html)).toEqual([`<link rel="canonical" href="${address}">`]);
    expect(contentsOf(html, 'og:url')).toEqual([address]);
    expect(contentsOf(html, 'citation_public_url')).toEqual([address]);
    expect(contentsOf(html, 'citation_pdf_url')).toEqual([`${address}r1/briefing.pdf`]);
    expect(structuredData(html)).toMatchObject({ '@id': address, url: address, publisher: { url: site } });
    expect(contentsOf(html, 'og:locale')).toEqual([]);
  });
});

describe('under a site', async () => {
  const site = 'https://example.org/notes';
  const desk = new Desk([
    ['content/house.yaml', 'name: The editor', 'name: The editor\n    affiliation: University of Nowhere'],
    ['content/house.yaml', 'locale: en-GB', `locale: en-GB\nsite: '${site}'`],
  ]);
  const { html } = await desk.finished('car-t');

  test('its own picture stands for the edition, with all that it says in words', () => {
    const picture = `${site}/car-t-moves-upstream/2026-04-21/r1/social.png`;
    expect(contentsOf(html, 'og:image')).toEqual([picture]);
    expect(contentsOf(html, 'og:image:type')).toEqual(['image/png']);
    expect(contentsOf(html, 'og:image:width')).toEqual(['1200']);
    expect(contentsOf(html, 'og:image:height')).toEqual(['630']);
    expect(contentsOf(html, 'twitter:card')).toEqual(['summary_large_image']);
    const [alt = ''] = contentsOf(html, 'og:image:alt');
    expect(contentsOf(html, 'twitter:image:alt')).toEqual([alt]);
    expect(alt.startsWith(`${title}. 20\u00a0of\u00a020: `)).toBe(true);
    expect(alt).toMatch(/CAR-PRISM; .*unconfirmed; /);
    expect(structuredData(html).image).toBe(picture);
  });

  test('each briefing has one of its own', async () => {
    const bare = await desk.finished('aquila');
    expect(contentsOf(bare.html, 'og:image')).toEqual([
      `${site}/aquila-delays-myeloma/2026-04-14/r1/social.png`,
    ]);
  });

  test('an author is told with the institution', () => {
    const pair =
      '<meta name="citation_author" content="The editor">\n<meta name="citation_author_institution" content="University of Nowhere">';
    expect(html).toContain(pair);
    expect(structuredData(html).author[0].affiliation).toEqual({
      '@type': 'Organization',
      name: 'University of Nowhere',
    });
  });

  test('the list of editions has its own address', async () => {
    const page = await desk.index();
    expect(linksOf(page)).toEqual([`<link rel="canonical" href="${site}/">`]);
    expect(contentsOf(page, 'og:url')).toEqual([`${site}/`]);
    expect(contentsOf(page, 'og:type')).toEqual(['website']);
    expect(contentsOf(page, 'og:title')).toEqual(['Myeloma Notes']);
    expect(contentsOf(page, 'og:locale')).toEqual(['en_GB']);
    expect(contentsOf(page, 'description')).toEqual(['The editions of Myeloma Notes, newest first.']);
  });
});

test('the list of editions has no address without a site', async () => {
  const page = await new Desk([]).index();
  expect(linksOf(page)).toEqual([]);
  expect(page).not.toContain('og:url');
});

describe('data in a script element', () => {
  test.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]> &lt;/script&gt; &amp;',
    'quote " apostrophe \' backslash \\ line\nend',
    'separators \u2028 \u2029 and a lone \ud800',
    '{{7*7}} $& $1 \\u003c',
  ])('reads back as %j, and closes nothing', (text) => {
    const data = toScriptData({ name: text, [text]: [text] });
    expect(JSON.parse(data)).toEqual({ name: text, [text]: [text] });
    expect(data).not.toMatch(/[<>&\u2028\u2029\n]/);
  });
});

describe('a template that tells more than the page', () => {
  const tell = (more: string) =>
    new Desk([
      ['templates/partials/metadata.hbs', '<meta property="og:type"', `${more}\n<meta property="og:type"`],
    ]);

  test.each([
    ['<meta property="og:description" content="A rate of 42%">', '‘42%’'],
    ['<meta name="citation_abstract" content="In 17 patients">', '‘17’'],
  ])('is told of its numbers: %s', async (more, told) => {
    const [found = '', ...others] = await tell(more).unsourcedIn('aquila');
    expect(others).toEqual([]);
    expect(found).toContain('templates/partials/metadata.hbs:');
    expect(found).toContain(told);
  });

  test('may name only what the page model has', () => {
    const { templates } = tell('<meta name="citation_doi" content="{{metadata.doi}}">');
    expect(checkTemplates(templates).map(({ message }) => message)).toEqual([
      'the page has no ‘metadata.doi’',
    ]);
  });
});
