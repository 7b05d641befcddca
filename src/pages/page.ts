import type { Assessment, Mark } from '../evidence/assess.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { Picture } from '../figures/spec.ts';
import type { House } from '../model/house.ts';
import type { Briefing, KeyFigure } from '../model/library.ts';
import type { Source } from '../model/source.ts';
import { writeDate, writeQuarter } from '../notation/dates.ts';
import { proseText } from '../notation/prose-text.ts';
import { writeDatum, writeFinding } from '../notation/values.ts';
import { escapeHtml, nbsp } from '../notation/written.ts';
import type { TableSpec } from '../tables/spec.ts';
import { abbreviationsIn } from './abbreviations.ts';
import { bindDatum, markOf } from './binding.ts';
import { toGridModel } from './grid-model.ts';
import { type FigureModel, type Html, html, type PageModel, type TableModel } from './page-model.ts';
import { bodyHtml, inlineHtml, type ProseSetting } from './prose-html.ts';
import type { Renderer } from './renderer.ts';
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
  /** E.g. "r1". */
  edition: string;
  /** Tool and input hash, for the last line. */
  colophon: string;
}

/** One self-contained HTML document. */
export function renderPage(parts: PageParts, renderer: Renderer): string {
  return renderer.page(pageModelOf(parts, renderer));
}

function pageModelOf(parts: PageParts, renderer: Renderer): PageModel {
  const { house, briefing, assessment, style, edition, colophon } = parts;
  const setting = settingOf(parts, renderer);
  const inline = (prose: Parameters<typeof inlineHtml>[0]) => html(inlineHtml(prose, setting));
  const title = proseText(briefing.title, assessment);
  const authors = briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', ');
  const model: Omit<PageModel, 'abbreviations'> = {
    language: house.locale,
    plainTitle: title,
    description: proseText(briefing.dek, assessment),
    keywords: (briefing.keywords ?? []).join(', '),
    authors,
    date: briefing.date,
    dateLabel: writeDate(briefing.date),
    dataAsOf: briefing.dataAsOf,
    dataAsOfLabel: writeDate(briefing.dataAsOf),
    publication: house.publication,
    series: briefing.series ?? house.publication,
    edition,
    title: inline(briefing.title),
    titleSize: title.length <= 62 ? 'large' : title.length <= 80 ? 'medium' : 'small',
    dek: inline(briefing.dek),
    style: pageStyle(style, house, {
      left: shortened(title, 80),
      right: `${house.publication}, ${writeDate(briefing.date)}`,
      foot: `${house.publication} · ${writeDate(briefing.date)} · ${edition}`,
    }),
    bottomLine: briefing.bottomLine.map(inline),
    keyFigures: briefing.keyFigures.map((figure) => keyFigureModel(figure, assessment, inline)),
    body: html(bodyHtml(briefing.body, setting)),
    marks: assessment.marks.map((mark) => ({ mark, meaning: markMeanings[mark] })),
    sources: assessment.sources.map((source, index) => sourceModel(source, index + 1)),
    disclosures: disclosuresOf(house),
    method: house.method,
    colophon,
  };
  return { ...model, abbreviations: abbreviationsIn(textOf(model), house) };
}

function settingOf({ assessment, figures, tables }: PageParts, renderer: Renderer): ProseSetting {
  const setting: ProseSetting = { ...assessment, blocks: new Map() };
  const inline = (prose: Parameters<typeof inlineHtml>[0]) => html(inlineHtml(prose, setting));
  const blocks = new Map([
    ...figures.map(
      ({ plan, picture }) =>
        [`figure ${plan.spec.id}`, renderer.figure(figureModelOf(plan, picture, inline))] as const,
    ),
    ...tables.map((table) => [`table ${table.id}`, renderer.table(tableModelOf(table, inline))] as const),
  ]);
  return { ...setting, blocks };
}

/** Cut at a word, with an ellipsis, to at most `length` characters. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, '')} …`;
}

type Inline = (prose: Parameters<typeof inlineHtml>[0]) => Html;

function figureModelOf(
  { spec, title, subtitle, note, data }: FigurePlan,
  picture: Picture,
  inline: Inline,
): FigureModel {
  return {
    id: `figure-${spec.id}`,
    number: spec.number,
    title: inline(title),
    subtitle: subtitle ? inline(subtitle) : html(''),
    drawing: html(picture.inline),
    narrow: html(picture.narrow),
    source: html(escapeHtml(spec.source)),
    ...(note && { note: inline(note) }),
    data: toGridModel(data),
  };
}

function tableModelOf(table: TableSpec, inline: Inline): TableModel {
  return {
    id: `table-${table.id}`,
    number: table.number,
    title: inline(table.title),
    ...(table.warning !== undefined && { warning: table.warning }),
    grid: toGridModel(table.grid),
    source: html(escapeHtml(table.legend)),
    ...(table.note && { note: inline(table.note) }),
  };
}

function keyFigureModel(
  { datum, show, label, detail }: KeyFigure,
  assessment: Assessment,
  inline: Inline,
): PageModel['keyFigures'][number] {
  const text = writeDatum(datum, show, assessment.intervals)
    .text.replace(/^about /, '~')
    .replace(/billion$/, 'bn')
    .replace(/million$/, 'm');
  const [numeral = '', unit = ''] = /\d\u00a0[a-z]+$/.test(text) ? text.split(nbsp) : [text];
  const written = { text: numeral, html: escapeHtml(numeral) };
  return {
    numeral: html(bindDatum(written, datum).replace(/<sup class="mark">.*<\/sup>/, '')),
    unit,
    mark: markOf(datum),
    label: label ? inline(label) : html(escapeHtml(labelOf(datum))),
    detail: detail ? inline(detail) : html(detailOf(datum, assessment)),
  };
}

function labelOf(datum: KeyFigure['datum']): string {
  if (datum.kind === 'sale') return `${datum.sale.product.name} sales, ${writeQuarter(datum.sale.quarter)}`;
  const { endpoint, trial } = datum.finding;
  return `${endpoint.label}, ${trial.name}`;
}

function detailOf(datum: KeyFigure['datum'], { intervals }: Assessment): string {
  if (datum.kind === 'sale') return escapeHtml(datum.sale.product.sales.basis);
  const { population, value } = datum.finding;
  const interval =
    intervals.has(datum.finding.id) || ('ci' in value && value.ci)
      ? `95% CI ${bindDatum(writeFinding(datum.finding, 'ci', intervals), datum)}`
      : '';
  return [interval, escapeHtml(population ?? '')].filter(Boolean).join(' · ');
}

const markMeanings: Record<Mark, string> = {
  '†': 'Interval computed here from n/N by the exact method of Clopper and Pearson; the source prints none.',
  '‡': 'Not confirmed in a primary publication: known from commentary or unreviewed notes only.',
  '§': 'Read in a secondary report, not in the primary publication or filing.',
};

function sourceModel(source: Source, number: number): PageModel['sources'][number] {
  const href = source.doi ? `https://doi.org/${source.doi}` : source.url;
  return {
    number,
    title: source.title,
    publisher: source.publisher,
    year: source.year === undefined ? '' : String(source.year),
    type: source.type,
    access: source.access,
    ...(href !== undefined && {
      href,
      linkLabel: source.doi ?? new URL(href).hostname.replace(/^www\./, ''),
    }),
    ...(source.note !== undefined && { note: source.note }),
  };
}

const disclosureLabels: Record<keyof House['disclosures'], string> = {
  positions: 'Positions',
  compensation: 'Compensation',
  relationships: 'Relationships',
  review: 'Review by companies',
  advice: 'Not investment advice',
  medical: 'Not medical advice',
};

function disclosuresOf({ disclosures }: House): PageModel['disclosures'] {
  const keys = Object.keys(disclosureLabels) as (keyof House['disclosures'])[];
  return keys.map((key) => ({ label: disclosureLabels[key], text: disclosures[key] }));
}

/** The words that a reader sees, for finding the abbreviations among them. */
function textOf(model: Omit<PageModel, 'abbreviations'>): string {
  const parts = [
    model.title,
    model.dek,
    ...model.bottomLine,
    model.body,
    ...model.keyFigures.flatMap((figure) => [figure.label, figure.detail]),
  ];
  return parts.join(' ').replace(/<[^>]*>/g, ' ');
}
