import type { ToldChanges } from '../changes/told-changes.ts';
import type { Assessment } from '../evidence/assess.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { Picture } from '../figures/spec.ts';
import { questionOf, waiversOf } from '../model/briefing-prose.ts';
import { type House, seriesOf } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import type { Prose } from '../model/prose.ts';
import { writeDate } from '../notation/dates.ts';
import { proseText } from '../notation/prose-text.ts';
import { capitalised } from '../notation/values.ts';
import type { TableSpec } from '../tables/spec.ts';
import { abbreviationsIn } from './abbreviations.ts';
import { disclosuresOf, limitsOf, markMeanings, sourceModel } from './apparatus.ts';
import { bodyMarkup } from './body-markup.ts';
import { changesModel } from './changes-model.ts';
import { type Section, sectionsOf } from './contents.ts';
import { type Correction, correctionModel } from './correction-model.ts';
import { keyFigureModel } from './key-figure-model.ts';
import { ledgerModel } from './ledger-model.ts';
import { type Html, html } from './markup.ts';
import { metadataOf } from './metadata.ts';
import type { PageModel } from './page-model.ts';
import { createPageSetting, type PageSetting } from './page-setting.ts';
import type { Renderer } from './renderer.ts';
import type { PageScript } from './script.ts';
import { type BaseStyle, pageStyle } from './style.ts';

/** Everything that one page is made of. */
export interface PageParts {
  house: House;
  briefing: Briefing;
  assessment: Assessment;
  figures: { plan: FigurePlan; picture: Picture }[];
  tables: TableSpec[];
  /** From `baseStyle`. */
  style: BaseStyle;
  script: PageScript;
  logo?: Html;
  /** E.g. "r1". */
  edition: string;
  /** Why there is a revision after the first. */
  correction?: Correction;
  /** Since the edition before; none of a first one. */
  changes?: ToldChanges;
  /** Tool and input hash, for the last line. */
  colophon: string;
}

/** Stands where the coverage goes, which can be counted only on the finished page. */
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
  const { house, briefing, assessment, figures, style, logo, edition, correction, changes, colophon } = parts;
  const setting = createPageSetting(assessment, numbersOf(parts));
  const title = proseText(briefing.title, assessment);
  const description = proseText(briefing.dek, assessment);
  const sources = assessment.sources.map((source, index) => sourceModel(source, index + 1));
  const verdict = setting.verdictOn('opening', 'the opening');
  const opening = openingOf(parts, setting);
  const { lead, rest } = bodyMarkup(parts, setting, renderer);
  const changed = changes && changesModel(changes, assessment, setting, correction !== undefined);
  const first = figures.find(({ plan }) => plan.spec.number === 1);
  const model: Omit<PageModel, 'abbreviations' | 'ledger'> = {
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
      ...(first && { figure: first.plan.spec }),
    }),
    date: briefing.date,
    dateLabel: writeDate(briefing.date),
    dataAsOf: briefing.dataAsOf,
    dataAsOfLabel: writeDate(briefing.dataAsOf),
    publication: house.publication,
    ...(logo && { logo }),
    layout: briefing.layout ?? 'commentary',
    series: seriesOf(briefing, house),
    edition,
    ...opening,
    titleSize: title.length <= 62 ? 'large' : title.length <= 80 ? 'medium' : 'small',
    style: pageStyle(style, house, {
      left: shortened(title, 80),
      right: `${house.publication}, ${writeDate(briefing.date)}`,
      foot: `${house.publication} · ${writeDate(briefing.date)} · ${edition}`,
    }),
    script: html(parts.script.code),
    scriptHash: parts.script.hash,
    ...(lead && { lead }),
    ...(verdict && { verdict }),
    ...(correction && { correction: correctionModel(correction, changes !== undefined) }),
    contents: [
      ...(lead ? leadSections : []),
      ...sectionsOf(rest),
      ...(changed ? [{ anchor: 'changes', title: html(changed.heading) }] : []),
      ...endMatter,
    ],
    body: rest,
    ...(changed && { changes: changed }),
    marks: assessment.marks.map((mark) => ({ mark, meaning: markMeanings[mark] })),
    sources,
    coverage: html(coverageSlot),
    waivers: waiversOf(briefing),
    limits: limitsOf(assessment.appraisal, (pieces) => setting.anchored(setting.pieces(pieces), 'limits')),
    disclosures: disclosuresOf(house),
    method: house.method,
    colophon,
  };
  return {
    ...model,
    ledger: ledgerModel(assessment.evidence, assessment.referenceNumbers, setting.places.places),
    abbreviations: abbreviationsIn(textOf(model), house),
  };
}

/** Of an evidence brief, before its text. */
const leadSections: Section[] = [{ anchor: 'bottom-line', title: html('Conclusions') }];

const endMatter: Section[] = [
  { anchor: 'sources', title: html('Sources') },
  { anchor: 'ledger', title: html('Evidence ledger') },
];

/** What stands over the text, set before it: the places of a number are told in this order. */
function openingOf(
  { briefing, assessment }: PageParts,
  setting: PageSetting,
): Pick<PageModel, 'title' | 'dek' | 'question' | 'bottomLine' | 'keyFigures'> {
  const inOpening = (prose: Prose) => setting.anchored(setting.inline(prose), 'opening');
  const question = questionOf(briefing).map(({ part, text }) => ({
    label: capitalised(part),
    text: inOpening(text),
  }));
  return {
    title: inOpening(briefing.title),
    dek: inOpening(briefing.dek),
    ...(question.length > 0 && { question }),
    bottomLine: briefing.bottomLine.map(inOpening),
    keyFigures: keyFiguresOf(briefing, assessment, setting),
  };
}

function numbersOf({ figures, tables }: PageParts): Map<string, number> {
  return new Map([
    ...figures.map(({ plan: { spec } }) => [`figure ${spec.id}`, spec.number] as const),
    ...tables.map(({ id, number }) => [`table ${id}`, number] as const),
  ]);
}

function keyFiguresOf(
  { keyFigures }: Briefing,
  assessment: Assessment,
  { inline, anchored }: PageSetting,
): PageModel['keyFigures'] {
  return keyFigures.map((figure) => {
    const model = keyFigureModel(figure, assessment, inline);
    return {
      ...model,
      numeral: anchored(model.numeral, 'key figures'),
      label: anchored(model.label, 'key figures'),
      detail: anchored(model.detail, 'key figures'),
    };
  });
}

/** Cut at a word, with an ellipsis, to at most `length` characters. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, '')} …`;
}

/** The words that a reader sees, for finding the abbreviations among them. */
function textOf(
  model: Pick<PageModel, 'title' | 'dek' | 'question' | 'lead' | 'bottomLine' | 'body' | 'keyFigures'>,
): string {
  const parts = [
    model.title,
    model.dek,
    ...(model.question ?? []).map(({ text }) => text),
    model.lead ?? '',
    ...model.bottomLine,
    model.body,
    ...model.keyFigures.flatMap((figure) => [figure.label, figure.detail]),
  ];
  return parts.join(' ').replace(/<[^>]*>/g, ' ');
}
