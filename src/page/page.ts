import type { ChangeReport } from '../changes/report.ts';
import type { Assessment } from '../evidence/assess.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { SocialSpec } from '../figures/social.ts';
import type { Picture } from '../figures/spec.ts';
import { questionOf, waiversOf } from '../model/briefing.ts';
import { type House, seriesOf } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import { type Grade, grades, worstGrade } from '../model/source.ts';
import { proseText } from '../notation/calls.ts';
import { writeDate } from '../notation/dates.ts';
import { capitalised } from '../notation/values.ts';
import { escapeHtml } from '../notation/written.ts';
import type { CorrectionKind } from '../outputs/sealed.ts';
import type { CrossTrialRow } from '../tables/request-cross-trial.ts';
import { type Block, textsOf } from '../text/block.ts';
import { gradeHtml, gradeMarks } from '../text/evidence.ts';
import { blocksOf } from '../text/from-prose.ts';
import { charactersOf, type Text, words } from '../text/run.ts';
import type { TableSpec } from '../text/table.ts';
import { differencesModel, disclosuresOf, limitsOf, sourceModel, unlikeModel } from './caveats.ts';
import { changesModel } from './changes.ts';
import type { WriteReference } from './citations.ts';
import { headingsOf, type Section } from './contents.ts';
import { figureModelOf, tableModelOf } from './exhibits.ts';
import { abbreviationsIn, keyNumberOf } from './key-figure.ts';
import { ledgerModel } from './ledger.ts';
import type { PageModel } from './models.ts';
import { createPageSetting, type PageSetting } from './page-setting.ts';
import { type Html, html, iconOf, type PageScript, type Renderer } from './renderer.ts';
import { socialAlt } from './social.ts';
import { type BaseStyle, pageStyle } from './style.ts';

/** What a page leads to beside itself. */
export interface OtherEditions {
  /** Address of the list of all editions. */
  list: string;
  /** The edition before it, where there is one. */
  previous?: { href: string; title: string; date: string; series?: string };
}

/** Everything that one page is made of. */
export interface PageParts {
  house: House;
  briefing: Briefing;
  assessment: Assessment;
  figures: { plan: FigurePlan; picture: Picture }[];
  /** Content of the picture shown where the edition is shared. */
  social: SocialSpec;
  tables: TableSpec[];
  /** A cross-trial table that the text does not place, and its rows. */
  appended: TableSpec[];
  appendedRows: readonly CrossTrialRow[];
  /** Names that do not break at their hyphens. */
  names?: RegExp | undefined;
  /** From `baseStyle`. */
  style: BaseStyle;
  script: PageScript;
  logo?: Html;
  cite: WriteReference;
  /** E.g. "r1". */
  edition: string;
  /** Why there is a revision after the first. */
  correction?: Correction;
  /** Since the edition before; none of a first one. */
  changes?: ChangeReport;
  others: OtherEditions;
  /** Tool and input hash, for the last line. */
  colophon: string;
}

/** Placeholder of the coverage, which can be counted only on the finished page. */
const coverageSlot = '\ue010';

/** One self-contained HTML document, but for its coverage. */
export function renderPage(parts: PageParts, renderer: Renderer): string {
  return renderer.page(pageModelOf(parts, renderer));
}

/** A rendered page with its coverage line. */
export function setCoverage(page: string, line: string): string {
  return page.replace(coverageSlot, line);
}

function pageModelOf(parts: PageParts, renderer: Renderer): PageModel {
  const { house, briefing, assessment, style, logo, edition, correction, changes, colophon } = parts;
  const setting = createPageSetting(assessment, parts.names);
  const title = proseText(briefing.title, assessment);
  const description = proseText(briefing.dek, assessment);
  const sources = assessment.sources.map((source, index) => sourceModel(source, index + 1, parts.cite));
  const blocks = blocksOf(briefing.body, setting.text);
  const { previous } = parts.others;
  const opening = openingOf(parts, setting);
  const { lead, rest } = bodyOf(blocks, parts, setting, renderer);
  const changed = changes && changesModel(changes, assessment, setting, correction !== undefined);
  const { appended } = parts;
  const differences = differencesModel(assessment, appended, columnsOf(parts), setting);
  const limits = limitsOf(assessment.appraisal, setting.pieces).map((text) => setting.html(text, 'limits'));
  const ledger = ledgerModel(assessment.evidence, house, assessment.referenceNumbers, setting.places);
  const read = wordsOf(parts, blocks, setting);
  const meanings = ledger.map(({ meaning }) => meaning).join(' ');
  const abbreviations = abbreviationsIn(`${read} ${meanings}`, house);
  return {
    language: house.locale,
    plainTitle: title,
    description,
    keywords: (briefing.keywords ?? []).join(', '),
    authors: briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', '),
    metadata: metadataOf(house, briefing, {
      plainTitle: title,
      description,
      edition,
      sources,
      ...(correction && { correction }),
      social: parts.social,
    }),
    date: briefing.date,
    dateLabel: writeDate(briefing.date),
    dataAsOf: briefing.dataAsOf,
    dataAsOfLabel: writeDate(briefing.dataAsOf),
    minutes: minutesToRead(read),
    publication: house.publication,
    ...(logo && { logo }),
    icon: iconOf(house, logo),
    layout: briefing.layout ?? 'commentary',
    series: seriesOf(briefing, house),
    edition,
    editions: parts.others.list,
    ...(previous && { previous: { ...previous, dateLabel: writeDate(previous.date) } }),
    ...opening,
    ...(correction && { correction: correctionModel(correction, changed !== undefined) }),
    titleSize: title.length <= 62 ? 'large' : title.length <= 80 ? 'medium' : 'small',
    style: pageStyle(style, house, {
      left: shortened(title, 80),
      right: `${house.publication}, ${writeDate(briefing.date)}`,
      foot: `${house.publication} · ${writeDate(briefing.date)} · ${edition}`,
    }),
    script: html(parts.script.code),
    scriptHash: parts.script.hash,
    ...(lead && { lead }),
    contents: [
      ...(lead ? leadSections : []),
      ...headingsOf(blocks),
      ...(changed ? [{ anchor: 'changes', title: changed.heading }] : []),
      ...(differences ? [{ anchor: 'differences', title: differences.heading }] : []),
      ...endMatter,
    ],
    body: rest,
    ...(changed && { changes: changed }),
    ...(differences && { differences }),
    marks: marksOf(assessment),
    sources,
    coverage: html(coverageSlot),
    waivers: waiversOf(briefing),
    limits,
    disclosures: disclosuresOf(house),
    method: house.method,
    colophon,
    ledger,
    counts: {
      points: differences?.points.length ?? 0,
      entries: assessment.evidence.length,
      sources: sources.length,
    },
    abbreviations,
  };
}

/** Of an evidence brief, before its text. */
const leadSections: Section[] = [{ anchor: 'bottom-line', title: 'Conclusions' }];

const endMatter: Section[] = [
  { anchor: 'ledger', title: 'Evidence ledger' },
  { anchor: 'sources', title: 'Sources' },
];

/** Marks of the grades that the page shows, the best first. */
function marksOf({ evidence }: Assessment): PageModel['marks'] {
  const used = new Set(evidence.map(({ grade }) => grade));
  return grades
    .filter((grade) => used.has(grade))
    .map((grade) => ({ mark: html(gradeHtml(grade)), meaning: gradeMarks[grade].name }));
}

/** What is set before the text: the places of a number are listed in this order. */
function openingOf(parts: PageParts, setting: PageSetting) {
  const { briefing, assessment } = parts;
  const inOpening = (text: Text) => setting.html(text, 'opening');
  const [title, dek] = [setting.line(briefing.title), setting.line(briefing.dek)];
  const status = briefing.status && setting.line(briefing.status);
  const question = questionOf(briefing).map(({ part, text }) => ({
    label: capitalised(part),
    text: inOpening(setting.line(text)),
  }));
  const unlike = unlikeModel(assessment, 'opening');
  const dekEvidence = setting.evidence(title, dek, ...(status ? [status] : []));
  return {
    title: inOpening(title),
    dek: inOpening(dek),
    ...(dekEvidence && { dekEvidence }),
    status: statusHtml(assessment, status && inOpening(status)),
    ...(question.length > 0 && { question }),
    bottomLine: briefing.bottomLine.map(({ label, text }) => {
      const line = setting.line(text);
      const evidence = setting.evidence(line);
      return { ...(label !== undefined && { label }), text: inOpening(line), ...(evidence && { evidence }) };
    }),
    hasLabels: briefing.bottomLine.some(({ label }) => label !== undefined),
    keyFigures: briefing.keyFigures.map((figure) => keyFigureModel(figure, assessment, setting)),
    ...(unlike && { unlike }),
  } satisfies Partial<PageModel>;
}

function keyFigureModel(
  figure: Briefing['keyFigures'][number],
  assessment: Assessment,
  setting: PageSetting,
): PageModel['keyFigures'][number] {
  const { numeral, unit, isLong, label, detail } = keyNumberOf(figure, assessment, setting.text);
  const evidence = setting.evidence(numeral, label, detail);
  const set = setting.html(numeral, 'key figures');
  return {
    numeral: isLong ? html(`<span class="long">${set}</span>`) : set,
    unit,
    label: setting.html(label, 'key figures'),
    detail: setting.html(detail, 'key figures'),
    ...(evidence && { evidence }),
  };
}

/** The text, each exhibit in its place. Of an evidence brief what precedes its first heading is `lead`. */
function bodyOf(
  blocks: readonly Block[],
  parts: PageParts,
  setting: PageSetting,
  renderer: Renderer,
): { lead?: Html; rest: Html } {
  const { briefing, assessment, figures, tables } = parts;
  const exhibits = new Map([
    ...figures.map(
      ({ plan, picture }) =>
        [
          `figure ${plan.spec.id}`,
          renderer.figure(figureModelOf(plan, picture, assessment, setting)),
        ] as const,
    ),
    ...tables.map(
      (table) => [`table ${table.id}`, renderer.table(tableModelOf(table, assessment, setting))] as const,
    ),
  ]);
  const caveats = new Set(
    assessment.appraisal.parts.flatMap((part) => (part.end && part.unlike ? [part.end] : [])),
  );
  const firstHeading = blocks.findIndex(({ kind }) => kind === 'heading' || kind === 'opinion');
  const cut = briefing.layout === 'evidence' ? (firstHeading < 0 ? blocks.length : firstHeading) : 0;
  const set = (some: readonly Block[]) => setting.blocks(some, exhibits, caveats);
  return { ...(cut > 0 && { lead: set(blocks.slice(0, cut)) }), rest: set(blocks.slice(cut)) };
}

/** Trials that differ, those of a cross-trial table by its rows. */
function columnsOf({
  assessment: { appraisal },
  appendedRows,
}: PageParts): { trial: string; name: string }[] {
  const rows = appendedRows.map(({ trial, arm }) => {
    const isAlone = appendedRows.filter((row) => row.trial === trial).length === 1;
    return { trial: trial.id, name: isAlone ? trial.name : `${trial.name}, ${arm.label}` };
  });
  const others = appraisal.trials.filter(({ id }) => !rows.some(({ trial }) => trial === id));
  return [...rows, ...others.map(({ id, name }) => ({ trial: id, name }))];
}

/** Cut at a word, with an ellipsis, to at most `length` characters. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, '')} …`;
}

/** The words that a reader sees, for finding the abbreviations among them. */
function wordsOf(
  { briefing, assessment }: PageParts,
  blocks: readonly Block[],
  setting: PageSetting,
): string {
  const { title, dek, status, bottomLine, keyFigures } = briefing;
  const texts = [
    ...[title, dek, ...(status ? [status] : []), ...questionOf(briefing).map(({ text }) => text)],
    ...bottomLine.map(({ text }) => text),
  ].map(setting.line);
  const numbers = keyFigures.flatMap((figure) => {
    const { label, detail } = keyNumberOf(figure, assessment, setting.text);
    return [label, detail];
  });
  return [...texts, ...numbers, ...blocks.flatMap(textsOf)].map(charactersOf).join(' ');
}

const wordsAMinute = 230;

function minutesToRead(words: string): number {
  const count = words.split(/\s+/).filter(Boolean).length;
  return Math.max(1, Math.ceil(count / wordsAMinute));
}

type Described = Pick<PageModel, 'plainTitle' | 'description' | 'edition' | 'sources'> & {
  correction?: Correction;
  social: SocialSpec;
};

/** Metadata for catalogues, search engines and link previews: nothing that a reader does not see. */
function metadataOf(house: House, briefing: Briefing, page: Described): PageModel['metadata'] {
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing);
  // The files of a revision never change.
  const image =
    address === undefined
      ? undefined
      : { address: `${address}${page.edition}/social.png`, alt: socialAlt(page.social) };
  const openGraphLocale = openGraphLocaleOf(house);
  return {
    authors: authorsOf(house, briefing),
    keywords: briefing.keywords ?? [],
    language: house.locale.replace(/-.*/, ''),
    reportNumber: `${briefing.id}/${page.edition}`,
    citationDate: briefing.date.replaceAll('-', '/'),
    ...(openGraphLocale !== undefined && { openGraphLocale }),
    ...(address !== undefined && { address, pdf: `${address}${page.edition}/briefing.pdf` }),
    ...(image && { image }),
    structuredData: html(toScriptData(reportOf(house, briefing, page, { address, image: image?.address }))),
  };
}

/** `en_GB` for en-GB. */
export function openGraphLocaleOf({ locale }: House): string | undefined {
  return locale.includes('-') ? locale.replace('-', '_') : undefined;
}

/** `https://example.org/notes/car-t/2026-04-21/`: the permanent page of the edition in the archive. */
export function addressUnder(site: string, { slug, date }: Pick<Briefing, 'slug' | 'date'>): string {
  return new URL(`${slug}/${date}/`, folderOf(site)).href;
}

/** The address of a site, as that of a folder. */
export function folderOf(site: string): string {
  const folder = new URL(site);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder.href;
}

function authorsOf(house: House, { authors }: Briefing): House['authors'][string][] {
  return authors.map((id) => house.authors[id] ?? { name: id });
}

interface Addresses {
  address: string | undefined;
  image: string | undefined;
}

/** The briefing as a Report of schema.org. */
function reportOf(house: House, briefing: Briefing, page: Described, { address, image }: Addresses): object {
  const keywords = briefing.keywords ?? [];
  const genre = briefing.series ?? house.series;
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    ...(address !== undefined && { '@id': address, url: address }),
    ...(image !== undefined && { image }),
    name: page.plainTitle,
    description: page.description,
    inLanguage: house.locale,
    datePublished: briefing.date,
    contentReferenceTime: briefing.dataAsOf,
    version: page.edition,
    ...(page.correction && correctionOf(page.correction)),
    ...(genre !== undefined && { genre }),
    ...(keywords.length > 0 && { keywords }),
    author: authorsOf(house, briefing).map(({ name, affiliation }) => ({
      '@type': 'Person',
      name,
      ...(affiliation !== undefined && { affiliation: organisation(affiliation) }),
    })),
    publisher: { ...organisation(house.publication), ...(house.site !== undefined && { url: house.site }) },
    citation: page.sources.map(citationOf),
  };
}

function correctionOf({ kind, date, reason }: Correction): object {
  return {
    dateModified: date,
    correction: {
      '@type': 'CorrectionComment',
      name: kind,
      datePublished: date,
      text: reason,
    },
  };
}

function citationOf({ title, publisher, year, href }: PageModel['sources'][number]): object {
  return {
    '@type': 'CreativeWork',
    name: title,
    publisher: organisation(publisher),
    ...(year !== '' && { datePublished: year }),
    ...(href !== undefined && { url: href }),
  };
}

function organisation(name: string) {
  return { '@type': 'Organization', name };
}

/** JSON that can neither close the script element around it, nor open a comment or another script in it. */
export function toScriptData(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const said: Record<Grade, (count: string) => string> = {
  primary: (count) => `${count} read in primary documents`,
  secondary: (count) => `${count} in secondary reports`,
  unconfirmed: (count) => `${count} unconfirmed`,
};

/** What the sources are, counted: `12 of 51 values read in primary documents, 30 in secondary reports, 9 unconfirmed`. */
function countedStatus({ evidence }: Pick<Assessment, 'evidence'>): string {
  const graded = evidence.flatMap(({ grade }) => grade ?? []);
  const parts = grades.flatMap((grade) => {
    const count = graded.filter((one) => one === grade).length;
    return count > 0 ? [{ grade, count }] : [];
  });
  const noun = graded.length === 1 ? 'value' : 'values';
  return parts
    .map(({ grade, count }, index) =>
      said[grade](index === 0 ? `${count} of ${graded.length} ${noun}` : `${count}`),
    )
    .join(', ')
    .replace(/(values?) in /, '$1 read in ');
}

/** The same for a mail: the sign of the worst grade, and the author's line or the counts. */
export function statusText(assessment: Assessment, written: Text | undefined): Text {
  const grade = worstGrade(assessment.evidence);
  return [
    ...words(grade ? `${gradeMarks[grade].sign} ` : ''),
    ...(written ?? words(countedStatus(assessment))),
  ];
}

/** The mark of the worst grade, and the author's line or the counts. */
function statusHtml(assessment: Assessment, written: Html | undefined): Html {
  const grade = worstGrade(assessment.evidence);
  const line = written ?? `<span class="coverage">${escapeHtml(countedStatus(assessment))}</span>`;
  return html(`${grade ? `${gradeHtml(grade)} ` : ''}${line}`);
}

/** Why there is a revision after the first. */
export interface Correction {
  kind: CorrectionKind;
  /** Plain text, as the editor typed it. */
  reason: string;
  /** YYYY-MM-DD. */
  date: string;
}

export function correctionModel(
  { kind, reason, date }: Correction,
  hasChanges: boolean,
): NonNullable<PageModel['correction']> {
  return {
    label: capitalised(kind),
    date,
    dateLabel: writeDate(date),
    reason: html(escapeHtml(reason)),
    hasChanges,
  };
}
