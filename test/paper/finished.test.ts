import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { printPage } from '../../src/page/print.ts';
import { sealPdf } from '../../src/pdf/seal.ts';
import { readPdfText } from '../../src/pdf/text.ts';
import type { Browser } from '../../src/ports.ts';
import { shippedLibrary } from '../evidence/claims/shipped.ts';
import { galleryOnPaper } from '../gallery/paper.ts';
import { composeTables } from '../gallery/tables-page.ts';
import { Desk, type Edit } from '../pages/proofed.ts';
import { openScreen, type Screen } from '../screen/screen.ts';
import { asFiles, shippedEditions, shippedPages } from '../screen/shipped-pages.ts';
import { briefingPage } from './briefing-page.ts';
import { layoutFaults, leastDrawn } from './layout-faults.ts';
import { type Printed, readPrinted } from './printed.ts';
import { structureFaults } from './structure-faults.ts';
import { lostWords, wordsInPrint } from './words.ts';

/** As src/page/style.ts has them: both leave the same width. */
const SIDES = { A4: '20mm', Letter: '23.1mm' };
/** Trials, arms and regimens with a hyphen. */
const names = [...shippedLibrary().trials.values()]
  .flatMap(({ name, arms }) => [name, ...arms.map(({ label }) => label)])
  .flatMap((name) => name.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? []);
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
  const sized = html.replace('size:A4;margin:17mm 20mm', `size:${paper};margin:17mm ${SIDES[paper]}`);
  const { pdf } = await printPage(
    sized,
    (entry, { ledgerPages }) => ledgerPages.get(entry) ?? [],
    (one) => browser.print({ html: one, paper }),
  );
  return sealed(pdf, html);
}

async function sealed(pdf: Uint8Array, html: string): Promise<Printed> {
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
  const seal = { title, author: 'A', subject: 'S', keywords: [], attachments: [] };
  return readPrinted(await sealPdf(pdf, { ...seal, date: '2026-04-21', language: 'en-GB', revision: 'r1' }));
}

describe.each([...shippedEditions, 'corrected', GALLERY, TABLES])('%s', (name) => {
  test.each(['A4', 'Letter'] as const)('is set and tagged without a fault on %s', async (paper) => {
    const printed = await finished(pages[name] ?? '', paper);
    expect(Math.round(printed.sheets[0]?.right ?? 0)).toBe(paper === 'A4' ? 595 : 612);
    expect([...layoutFaults(printed, names), ...structureFaults(printed)]).toEqual([]);
    if (![GALLERY, TABLES].includes(name)) expect(leastDrawn(printed)).toBeGreaterThanOrEqual(7.8);
  });

  test('prints every letter that its styles for print show', async () => {
    const page = await screen.open(files.addresses[name] ?? '', { width: 1440 });
    const words = await wordsInPrint(page);
    await page.close();
    expect(words.length).toBeGreaterThan(2000);
    const html = pages[name] ?? '';
    const pdf = await browser.print({ html, paper: 'A4' });
    expect(lostWords(words, await sealed(pdf, html))).toEqual([]);
  });
});

test.each([
  [
    '.figure, .figure * { break-inside: auto !important; break-before: auto !important; break-after: auto !important }',
    /^Figure \d+ is split/,
  ],
  ['.drawing svg { max-height: none !important }', /^drawing is split/],
  [
    '.prose .block { display: block; break-inside: auto !important } .prose p { orphans: 1; widows: 1 }',
    /^(?:widow|orphan) line/,
  ],
  ['.prose .block { display: block; break-inside: auto !important }', /’ is on pages \d+ and \d+$/],
  ['.unlike { font-size: 7pt }', /^‘≠’ on page \d+ has 7 pt$/],
  [
    '.source { font-size: 9pt } .subtitle { font-size: 9.6pt } .evidence { font-size: 8.2pt }',
    /^\d sizes of letters: 7\.8, /,
  ],
  ['h2 { clip-path: none !important; line-height: 0.7 !important }', /^bookmark /],
  ['.prose .block { height: 14pt }', / lies on /],
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
<h2>What would change the author’s view of the benchmark soon</h2>${block('One line only.')}</section>`;
    const body = `${block('First.')}<div style="height: ${down}mm"></div>${opinion}${block('End.')}`;
    const printed = await finished(briefingPage(body), 'A4');
    expect([...layoutFaults(printed), ...structureFaults(printed)]).toEqual([]);
  },
);

/** A paragraph as pages set it. */
function block(text: string): string {
  return `<div class="block"><p>${text}</p><p class="evidence">e1 · [1]</p></div>`;
}

const SENTENCE = 'Words of a paragraph that run on until the line is full of them all. ';
const tall = 'What the populations have in common, and what they do not share at any of the times shown';
const following: [string, string][] = [
  ['one line', block('One line only.')],
  ['two lines', `${block('One line.')}${block('Another.')}`],
  ['one item', '<ul><li class="block"><div><span>One item.</span></div></li></ul>'],
  [
    'results',
    '<ul class="results"><li class="block"><b class="numeral">9</b> <span class="what">patients</span></li><li class="block"><b class="numeral">8</b> <span class="what">responses</span></li></ul>',
  ],
  ['three lines', block(SENTENCE.repeat(3))],
  ['many lines', block(SENTENCE.repeat(7))],
];

test.each(following)('a heading of four lines over %s stays with its text', async (_, text) => {
  const found: string[] = [];
  for (let down = 196; down <= 232; down += 4) {
    const section = `<h2>${tall}</h2>${text}<h2>Next</h2>${block(SENTENCE.repeat(3))}`;
    const body = `${block('First.')}<div style="height: ${down}mm"></div>${section}${block('End.')}`;
    const printed = await finished(briefingPage(body), 'A4');
    found.push(...[...layoutFaults(printed), ...structureFaults(printed)].map((one) => `${down} mm: ${one}`));
  }
  expect(found).toEqual([]);
});

const figure = (number: number, height: number) => `<div class="figure">
<p class="title">Bars</p><p class="subtitle"><b class="exhibit">Figure ${number}</b> of a height</p>
<div class="drawing"><svg role="img" aria-label="Bars" viewBox="0 0 100 ${height}" style="height: ${height}mm"><rect width="50" height="${height}"/></svg></div>
</div>`;

test('a heading that is the first text below the figures of a page stays with its text and its numbers', async () => {
  const number = '<a class="finding" href="#e1">35.0%</a>';
  const section = `<h2>Next</h2>${block(`${SENTENCE.repeat(2)}${number} ${SENTENCE}`)}`;
  const ledger = '<p id="e1">Entry</p>';
  const found: string[] = [];
  for (let height = 176; height <= 212; height += 4) {
    const figures = `${figure(1, 100)}${figure(2, height - 100)}${figure(3, 90)}`;
    const body = `${block('First.')}<div style="height: 230mm"></div>${figures}${section}${block('End.')}`;
    const pdf = await browser.print({ html: briefingPage(`${body}${ledger}`), paper: 'A4' });
    const { numbers } = await readPdfText(Buffer.from(pdf));
    if (numbers.length !== 1 || numbers[0]?.text !== '35.0%') found.push(`${height} mm: the number is lost`);
    found.push(...layoutFaults(await readPrinted(pdf)).map((one) => `${height} mm: ${one}`));
  }
  expect(found).toEqual([]);
});

test('what was published about a source afterwards is printed, and why it is cited all the same', async () => {
  const entry =
    '  title: >-\n    Daratumumab plus bortezomib, lenalidomide and dexamethasone for transplant-ineligible';
  const notices = '  notices: [{ kind: retraction, doi: 10.1000/notice, date: 2025-03-04 }]\n';
  const edit: Edit = [
    'content/sources.yaml',
    entry,
    `${notices}  acknowledge: It shows the print.\n${entry}`,
  ];
  const { html } = await new Desk([edit]).finished('daratumumab-added');
  const printed = await readPdfText(Buffer.from(await browser.print({ html, paper: 'A4' })));
  const said = 'Retracted (4 March 2025, 10.1000/notice). Cited because: It shows the print.';
  expect(printed.pages.join(' ').replaceAll(/\s+/g, ' ')).toContain(said);
});

/** As authors change single files of the templates. */
const overrides: [string, Edit[]][] = [
  [
    'a stylesheet of larger, looser prose',
    [
      [
        'templates/styles/24-prose.css',
        '.prose h2 {',
        '.prose .block > p:not(.evidence) { font-size: 1.06rem; line-height: 1.6rem }\n.prose h2 {',
      ],
    ],
  ],
  [
    'a narrower text and a heavier table',
    [
      ['templates/styles/10-base.css', '--text: 33.5rem;', '--text: 31rem;'],
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
        '<p class="source">{{#if note}}',
        '<p class="source"><b>Read in</b> {{#if note}}',
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
