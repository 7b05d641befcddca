import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/adapters/chromium.ts';
import { sealPdf } from '../../src/outputs/pdf.ts';
import type { Browser } from '../../src/ports.ts';
import { galleryOnPaper } from '../gallery/paper.ts';
import { composeTables } from '../gallery/tables-page.ts';
import { Desk, type Edit } from '../pages/proofed.ts';
import { openScreen, type Screen } from '../screen/screen.ts';
import { asFiles, shippedPages } from '../screen/shipped-pages.ts';
import { briefingPage } from './briefing-page.ts';
import { layoutFaults } from './layout-faults.ts';
import { type Printed, readPrinted } from './printed.ts';
import { structureFaults } from './structure-faults.ts';
import { lostWords, wordsInPrint } from './words.ts';

const GALLERY = 'the gallery';
const TABLES = 'the tables of the gallery';

let browser: Browser;
let screen: Screen;
let pages: Record<string, string>;
let files: ReturnType<typeof asFiles>;

beforeAll(async () => {
  const { index: _, ...briefings } = await shippedPages();
  pages = {
    ...briefings,
    [GALLERY]: await galleryOnPaper(),
    [TABLES]: (await composeTables()).composed.html,
  };
  files = asFiles(pages);
  [browser, screen] = await Promise.all([launchBrowser(), openScreen()]);
});

afterAll(async () => {
  await Promise.all([browser[Symbol.asyncDispose](), screen[Symbol.asyncDispose]()]);
  files[Symbol.dispose]();
});

async function finished(html: string, paper: 'A4' | 'Letter'): Promise<Printed> {
  const printed = await browser.print({ html: html.replace('size:A4', `size:${paper}`), paper });
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
  const seal = { title, author: 'A', subject: 'S', keywords: [], attachments: [] };
  return readPrinted(await sealPdf(printed, { ...seal, date: '2026-04-21', language: 'en-GB' }));
}

describe.each([
  '2026-04-21-car-t-moves-upstream',
  '2026-04-14-aquila-delays-myeloma',
  '2026-04-28-daratumumab-added-to-vrd',
  GALLERY,
  TABLES,
])('%s', (name) => {
  test.each(['A4', 'Letter'] as const)('is set and tagged without a fault on %s', async (paper) => {
    const printed = await finished(pages[name] ?? '', paper);
    expect(Math.round(printed.sheets[0]?.right ?? 0)).toBe(paper === 'A4' ? 595 : 612);
    expect([...layoutFaults(printed), ...structureFaults(printed)]).toEqual([]);
  });

  test('prints every letter that its styles for print show', async () => {
    const page = await screen.open(files.addresses[name] ?? '', { width: 1440 });
    const words = await wordsInPrint(page);
    await page.close();
    expect(words.length).toBeGreaterThan(2000);
    expect(lostWords(words, await finished(pages[name] ?? '', 'A4'))).toEqual([]);
  });
});

test.each([
  ['.figure, .table { break-inside: auto !important }', /^Figure \d+ is split/],
  ['.drawing svg { max-height: none !important }', /^drawing is split/],
  [
    '.prose > :is(.figure, .table) + p { orphans: 1; widows: 1; break-inside: auto !important }',
    /^(?:widow|orphan) line/,
  ],
  ['h2 { clip-path: none !important; line-height: 0.7 !important }', /^bookmark /],
  ['.prose > p { width: 20mm; min-height: 0 !important } .prose > h2 { width: 3mm }', / lies on /],
  ['.table table { width: 190mm }', /^the text is shrunk/],
  ['.prose { margin-left: -4mm }', /^in the margin/],
  ['thead { display: table-row-group !important }', /^a table on page \d+ has no head/],
])('the gallery with %s is not without a fault', async (css, fault) => {
  const broken = (pages[GALLERY] ?? '').replace('</style>', `${css}</style>`);
  const printed = await finished(broken, 'Letter');
  expect([...layoutFaults(printed), ...structureFaults(printed)]).toContainEqual(
    expect.stringMatching(fault),
  );
});

test.each([205, 209, 211, 213])(
  'a tall heading of an opinion %s mm down its page stays whole',
  async (down) => {
    const opinion = `<section class="opinion" aria-label="View">
<h2>What would change the author’s view of the benchmark soon</h2><p>One line only.</p></section>`;
    const body = `<p>First.</p><div style="height: ${down}mm"></div>${opinion}<p>End.</p>`;
    const printed = await finished(briefingPage(body), 'A4');
    expect([...layoutFaults(printed), ...structureFaults(printed)]).toEqual([]);
  },
);

const SENTENCE = 'Words of a paragraph that run on until the line is full of them all. ';
const tall = 'What the populations have in common, and what they do not share at any of the times shown';
const following: [string, string][] = [
  ['one line', '<p>One line only.</p>'],
  ['two lines', '<p>One line.</p><p>Another.</p>'],
  ['one item', '<ul><li>One item.</li></ul>'],
  ['three lines', `<p class="short">${SENTENCE.repeat(3)}</p>`],
  ['many lines', `<p>${SENTENCE.repeat(7)}</p>`],
];

test.each(following)('a hanging heading of four lines over %s stays with its text', async (_, text) => {
  const found: string[] = [];
  for (let down = 196; down <= 232; down += 4) {
    const section = `<h2 data-lines="5">${tall}</h2>${text}<h2>Next</h2><p class="short">${SENTENCE.repeat(3)}</p>`;
    const body = `<p>First.</p><div style="height: ${down}mm"></div>${section}<p>End.</p>`;
    const printed = await finished(briefingPage(body), 'A4');
    found.push(...[...layoutFaults(printed), ...structureFaults(printed)].map((one) => `${down} mm: ${one}`));
  }
  expect(found).toEqual([]);
});

/** As authors change single files of the templates. */
const overrides: [string, Edit[]][] = [
  [
    'a stylesheet of larger, looser prose',
    [
      [
        'templates/styles/24-prose.css',
        '.prose h2 {',
        '.prose > p { font-size: 1.06rem; line-height: 1.6rem; --line: 1.6rem }\n.prose h2 {',
      ],
    ],
  ],
  [
    'a narrower text and a heavier table',
    [
      ['templates/styles/10-base.css', '--hang: 12.8rem;', '--hang: 10.5rem;'],
      [
        'templates/styles/40-tables.css',
        'border-block: 1.5px solid var(--ink);',
        'border-block: 3px double var(--accent-ink);',
      ],
    ],
  ],
  [
    'a masthead and a figure of its own',
    [
      [
        'templates/partials/masthead.hbs',
        '<header class="masthead">',
        '<header class="masthead"><p>A house of our own</p>',
      ],
      [
        'templates/partials/figure.hbs',
        '<p class="source">{{source}}</p>',
        '<p class="source"><b>Read in</b> {{source}}</p>',
      ],
    ],
  ],
];

describe.each(overrides)('%s', (_, edits) => {
  test.each(['car-t', 'aquila'])('sets %s without a fault', async (name) => {
    const { html } = await new Desk(edits).finished(name);
    const printed = await finished(html, 'A4');
    expect([...layoutFaults(printed), ...structureFaults(printed)]).toEqual([]);
  });
});
