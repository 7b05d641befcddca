import Handlebars from 'handlebars';
import { z } from 'zod';
import { grades } from '../model/source.ts';
import { closest, type HtmlElement, hasClass, parseHtml, readTexts } from '../page/html-document.ts';
import { markup, plain } from '../page/renderer.ts';
import type { ArchiveDesign } from './design.ts';
import { insistOnArchivePage } from './finished.ts';

const link = z.strictObject({ label: plain('What it links to.'), href: plain('Relative address.') });

const frame = {
  language: plain('Language tag of the page.'),
  publication: plain('Name of the publication.'),
  logo: markup('Inline SVG of the logo.').optional(),
  icon: plain('Icon of the publication, as a data URI.'),
  pageTitle: plain('For the browser window and search engines.'),
  description: plain('In a sentence.'),
  root: plain('From the page to the top of the archive: "../../", or empty there.'),
  assets: z.strictObject({
    fonts: plain('Changes with assets/fonts.css.'),
    style: plain('Changes with assets/site.css.'),
    script: plain('Changes with assets/site.js.'),
  }),
  canonical: plain('Permanent address, if the house names a site.').optional(),
  sections: z.array(link.extend({ isCurrent: z.boolean() })).describe('The ways into the archive.'),
};

const entry = z.strictObject({
  title: plain('Title.'),
  dek: plain('Line under the title; empty in short lists.'),
  date: plain('E.g. "2026-04-21".'),
  dateLabel: plain('The same, formatted for readers.'),
  href: plain('Address of its newest revision.'),
  record: plain('Its permanent page: revisions, citation, files.'),
  series: link.optional(),
  trials: z.array(link),
  pdf: plain('Address of the PDF.').optional(),
  standing: plain('E.g. "corrected".').optional(),
});

const entries = z.array(
  z.strictObject({
    heading: plain('E.g. "April 2026".'),
    entries: z.array(entry),
  }),
);

const counted = link.extend({ count: z.number(), countLabel: plain('E.g. "12 editions".') });

/** What templates/archive/index.hbs sees. */
const homeModel = z.strictObject({
  ...frame,
  summary: plain('How many editions, from when to when.'),
  entries: z.array(entry).describe('Newest first.'),
  isAll: z.boolean().describe('Whether the list above is the whole archive.'),
  years: z.array(counted),
  series: z.array(counted),
  trials: z.array(counted).describe('Those with the most editions.'),
  moreTrials: plain('E.g. "All 48 trials"; absent when all are listed.').optional(),
});

/** templates/archive/list.hbs: the editions of a year or of a series. */
const listModel = z.strictObject({
  ...frame,
  kicker: plain('What kind of list.'),
  heading: plain('E.g. "2026".'),
  summary: plain('In a sentence.'),
  groups: entries,
  siblings: z.array(link.extend({ isCurrent: z.boolean() })).describe('The other years.'),
});

/** templates/archive/directory.hbs: all series, or all trials. */
const directoryModel = z.strictObject({
  ...frame,
  heading: plain('E.g. "Trials".'),
  summary: plain('In a sentence.'),
  items: z.array(counted.extend({ latest: link, when: plain('Dates of its first and last edition.') })),
});

const change = z.strictObject({
  what: plain('What the value measures.'),
  kind: plain('E.g. "corrected".'),
  before: plain('As printed before.'),
  after: plain('As printed since then.'),
});

const notice = z.strictObject({
  id: plain('Anchor.'),
  kind: z.enum(['correction', 'erratum', 'retraction']),
  heading: plain('E.g. "Correction, 3 May 2026".'),
  reason: plain('What was wrong.'),
  revision: plain('The revision that it made, e.g. "r2".'),
  changes: z.array(change).describe('Values it changed.'),
  noChanges: plain('Printed if it changed no value.').optional(),
});

const neighbour = link.extend({
  date: plain('E.g. "2026-04-14".'),
  dateLabel: plain('The same, formatted for readers.'),
  series: plain('Series.').optional(),
});

/** templates/archive/edition.hbs: the permanent page of an edition. */
const editionModel = z.strictObject({
  ...frame,
  series: link.optional(),
  date: plain('E.g. "2026-04-21".'),
  dateLabel: plain('The same, formatted for readers.'),
  dataAsOf: plain('Date of the newest data.'),
  dataAsOfLabel: plain('The same, formatted for readers.'),
  revision: plain('The newest, e.g. "r2".'),
  title: plain('Title.'),
  titleSize: z.enum(['large', 'medium', 'small']),
  dek: plain('Line under the title.'),
  authors: plain('Names with commas.'),
  authorNames: z.array(plain('A name.')),
  citationDate: plain('E.g. "2026/04/21".'),
  citationPdf: plain('Absolute address of the PDF.').optional(),
  image: plain('Absolute address of its sharing picture.').optional(),
  notices: z.array(notice).describe('Newest first.'),
  page: plain('Address of the newest revision.'),
  pageLabel: plain('Text of the link to it.'),
  files: z.array(link.extend({ size: plain('E.g. "178 KB".') })).describe('The rest of the newest revision.'),
  pdf: link.extend({ size: plain('E.g. "178 KB".') }).optional(),
  trials: z.array(link),
  revisions: z.array(
    z.strictObject({
      name: plain('E.g. "r2".'),
      href: plain('Its page.'),
      pdf: plain('Its PDF.').optional(),
      published: plain('E.g. "2026-05-03".'),
      publishedLabel: plain('The same, formatted for readers.'),
      sealed: plain('Day of sealing, if different.').optional(),
      sealedLabel: plain('The same, formatted for readers.').optional(),
      what: plain('E.g. "correction".'),
      hash: plain('SHA-256 of its manifest.'),
      isNewest: z.boolean(),
    }),
  ),
  earlier: neighbour.optional().describe('The previous edition in its series, otherwise in the publication.'),
  later: neighbour.optional().describe('The next edition in its series, otherwise in the publication.'),
  citation: plain('As plain text.'),
  bibtex: plain('As BibTeX.'),
  csl: plain('As CSL JSON.'),
  permalink: plain('Permanent address, if the house names a site.').optional(),
});

const cell = z.strictObject({
  value: plain('As printed; empty if none.'),
  flag: plain('"changed" or "new"; empty for neither.'),
  grade: z.enum([...grades, '']).describe('Mark of its grade; empty if none.'),
  unshown: z.boolean().describe('Whether the editions have it in their data but do not show it.'),
});

/** templates/archive/trial.hbs: what the archive said of a trial, and when. */
const trialModel = z.strictObject({
  ...frame,
  name: plain('E.g. "MAIA".'),
  summary: plain('In a sentence.'),
  columns: z.array(
    z.strictObject({
      dateLabel: plain('Day of the first of its revisions.'),
      date: plain('The same, e.g. "2026-04-14".'),
      editions: z.array(link),
      more: plain('E.g. "and 3 more"; empty when all are named.'),
    }),
  ),
  rows: z.array(
    z.strictObject({
      label: plain('What the value measures.'),
      details: plain('Data cut-off, population, threshold and similar.'),
      cells: z.array(cell),
    }),
  ),
  remarks: z.array(plain('A sentence on how to read the table.')),
  marks: z.array(z.strictObject({ grade: z.enum(grades), meaning: plain('What its mark means.') })),
  groups: entries,
});

/** templates/archive/latest.hbs: an address that always goes on to the newest revision. */
const latestModel = z.strictObject({
  language: plain('Language tag.'),
  icon: plain('Icon of the publication, as a data URI.'),
  title: plain('Title.'),
  href: plain('Relative address of the newest revision.'),
});

export type Frame = Pick<HomeModel, keyof typeof frame>;
export type EntryModel = z.infer<typeof entry>;
export type HomeModel = z.infer<typeof homeModel>;
export type ListModel = z.infer<typeof listModel>;
export type DirectoryModel = z.infer<typeof directoryModel>;
export type EditionModel = z.infer<typeof editionModel>;
export type NoticeModel = z.infer<typeof notice>;
export type TrialModel = z.infer<typeof trialModel>;
export type LatestModel = z.infer<typeof latestModel>;

/** The archive's templates, compiled once. Each looks at what it makes, and throws `PageRefused`. */
export interface ArchiveRenderer {
  home(model: HomeModel): string;
  list(model: ListModel): string;
  directory(model: DirectoryModel): string;
  edition(model: EditionModel): string;
  trial(model: TrialModel): string;
  latest(model: LatestModel): string;
}

/** What each template of the archive sees. */
export const archiveModels = {
  index: homeModel,
  list: listModel,
  directory: directoryModel,
  edition: editionModel,
  trial: trialModel,
  latest: latestModel,
};

export function createArchiveRenderer({ sources }: Pick<ArchiveDesign, 'sources'>): ArchiveRenderer {
  const handlebars = Handlebars.create();
  for (const [name, { text }] of sources) {
    if (name.startsWith('partials/')) handlebars.registerPartial(name.slice('partials/'.length), text);
  }
  const compile = <Model extends Frame | LatestModel>(name: string) => {
    const template = handlebars.compile<Model>(sources.get(name)?.text ?? '', {
      knownHelpersOnly: true,
      strict: false,
    });
    return (model: Model) => {
      const page = template(model);
      insistOnArchivePage(page, name, model);
      return page;
    };
  };
  return {
    home: compile('index'),
    list: compile('list'),
    directory: compile('directory'),
    edition: compile('edition'),
    trial: compile('trial'),
    latest: compile('latest'),
  };
}

/** The paragraphs, cells and headings of a briefing's page, without its dates, margin, drawings and end matter. */
export function mainMatterOf(html: string): string[] {
  const body = html.slice(Math.max(0, html.indexOf('<main')));
  return readTexts(parseHtml(body), isPassedOver)
    .filter(({ attribute }) => attribute === undefined)
    .map(({ runs }) => plainText(runs.map(({ text }) => text).join('')))
    .filter((text) => text !== '');
}

/** `back-matter` is that of pages that were sealed before the end of a page was folded. */
const apparatus = [
  'masthead',
  'byline',
  'contents',
  'evidence',
  'leaf',
  'end-matter',
  'back-matter',
  'neighbours',
];

function isPassedOver(element: HtmlElement): boolean {
  if (element.name === 'svg') return true;
  if (element.name === 'sup') return hasClass(element, 'cite') || hasClass(element, 'mark');
  return (
    apparatus.some((one) => hasClass(element, one)) &&
    closest(element, ({ name }) => name === 'main') !== undefined
  );
}

/** In one line, without what is not seen. */
function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
