import type { Appraisal, Point, Unlike } from '../evidence/appraisal/appraise.ts';
import type { Assessment } from '../evidence/assess.ts';
import type { RuleSeverity } from '../evidence/comparability/rule.ts';
import type { House } from '../model/house.ts';
import { doiUrl, registryUrl, type Source } from '../model/source.ts';
import { capitalised } from '../notation/values.ts';
import { escapeHtml } from '../notation/written.ts';
import { charactersOf, type Text, words } from '../text/run.ts';
import type { Cell, Piece, TableSpec } from '../text/table.ts';
import { noticesText, type WriteReference } from './citations.ts';
import type { CaveatsModel, PageModel, UnlikeModel } from './models.ts';
import type { PageSetting } from './page-setting.ts';
import { type Html, html } from './renderer.ts';

/** One sentence beneath a display, which names what forbids the comparison and leads to everything that differs. */
export function unlikeModel({ appraisal }: Assessment, where: string): UnlikeModel | undefined {
  const unlike = appraisal.parts.find((one) => one.where === where)?.unlike;
  if (!unlike) return undefined;
  const { lead, count } = unlike;
  return {
    ...unlikeLine(unlike),
    all:
      count === 1
        ? 'The difference in full'
        : `All ${count} ${lead === undefined ? 'limits' : 'differences'}`,
  };
}

/** Its words, without the way to everything that differs. */
export function unlikeLine({ lead, named }: Unlike): Pick<UnlikeModel, 'lead' | 'named'> {
  return {
    ...(lead !== undefined && { lead: `${lead}.` }),
    named: named.length > 0 ? `${capitalised(named.join(', '))}.` : '',
  };
}

/** Everything that limits one display, for an author who wants it beneath. */
export function fullCaveatsOf(
  { appraisal }: Assessment,
  where: string,
  label: string,
  setting: PageSetting,
): CaveatsModel | undefined {
  const part = appraisal.parts.find((one) => one.where === where);
  if (!part) return undefined;
  const said = [...part.verdict.caveats, ...part.sales];
  const ofSeverity = (severity: RuleSeverity) =>
    said
      .filter(({ rule }) => rule.severity === severity)
      .map(({ pieces, rule }) => ({
        text: setting.html(setting.pieces(pieces), label),
        reasons: (part.reasons.get(rule.id) ?? []).map((reason) => setting.inline(reason, label)),
      }));
  const [blocks, majors, minors] = [ofSeverity('block'), ofSeverity('major'), ofSeverity('minor')];
  if (blocks.length + majors.length + minors.length === 0) return undefined;
  return { label, blocks, others: [...majors, ...minors] };
}

type Differences = NonNullable<PageModel['differences']>;

/** More columns than these are too narrow to read: facts and points are written in sentences. */
const mostColumns = 7;

/** A column of what differs: a trial, or an arm of one that a cross-trial table shows. */
interface Column {
  trial: string;
  name: string;
}

/** What differs between the trials, point by point, after the results of cross-trial tables that are set here. */
export function differencesModel(
  { appraisal }: Assessment,
  appended: readonly TableSpec[],
  columns: readonly Column[],
  setting: PageSetting,
): Differences | undefined {
  const { points } = appraisal;
  if (points.length + appended.length === 0) return undefined;
  const part = 'list of differences';
  const isWide = columns.length > mostColumns || columns.length < 2;
  return {
    heading: columns.length > 1 ? 'What differs between the trials' : 'What limits the results',
    columns: isWide
      ? []
      : columns.map(({ name }) => ({ name: setting.html([{ kind: 'words', text: name }], part) })),
    width: isWide ? 1 : columns.length,
    facts: appended.flatMap((table) => factsOf(table, points, { columns, isWide }, part, setting)),
    points: points.map((point) => pointModel(point, isWide ? [] : columns, part, setting)),
    reasons: points.flatMap(({ rule, reasons }) =>
      reasons.map((reason) => ({ title: pointOf(rule), text: setting.inline(reason, part) })),
    ),
    notes: appended.flatMap(({ note }) => (note ? [setting.inline(note, part)] : [])),
  };
}

/** Rows of a cross-trial table that a point repeats, trial by trial. */
const repeated: readonly (readonly [label: RegExp, rule: string])[] = [
  [/^Population$/, 'disease'],
  [/^Follow/, 'follow-up'],
];

function isSaidBy(points: readonly Point[], label: string): boolean {
  return repeated.some(([pattern, id]) => pattern.test(label) && points.some(({ rule }) => rule.id === id));
}

/** A cross-trial table on its side: its rows become columns. */
function factsOf(
  { grid }: TableSpec,
  points: readonly Point[],
  { columns, isWide }: { columns: readonly Column[]; isWide: boolean },
  part: string,
  setting: PageSetting,
): Differences['facts'] {
  const shown = grid.columns
    .map(({ label }, index) => ({ label: label.text, index }))
    .slice(1)
    .filter(({ label }) => !isSaidBy(points, label));
  return shown.map(({ label, index }) => {
    const title = setting.html([{ kind: 'words', text: label }], part);
    const cells = columns.map((_, at) => factCell(grid.rows[at]?.[index], part, setting));
    if (!isWide) return { title, cells };
    const named = columns.map(({ name }, at) => `${escapeHtml(name)}: ${cells[at]}`);
    return { title, sentence: html(`${named.join('; ')}.`) };
  });
}

function factCell(cell: Cell | undefined, part: string, setting: PageSetting): Html {
  if (!cell) return html('—');
  const main = setting.html(setting.pieces(cell.main), part);
  if (!cell.sub) return main;
  return html(`${main} <span class="sub">${setting.html(setting.pieces(cell.sub), part)}</span>`);
}

function pointModel(
  { rule, pieces }: Point,
  columns: readonly Column[],
  part: string,
  setting: PageSetting,
): Differences['points'][number] {
  const blocking = rule.severity === 'block';
  const told = new Set(pieces.flatMap(({ of }) => of ?? []));
  if (columns.length === 0 || told.size < 2)
    return { blocking, title: pointOf(rule), sentence: setting.html(setting.pieces(pieces), part) };
  return {
    blocking,
    title: pointOf(rule),
    cells: columns.map((column) => cellOf(column, pieces, part, setting)),
  };
}

/** `Test sensitivities`: what differs, for the head of a row. */
function pointOf({ brief }: Point['rule']): string {
  return capitalised(brief.replace(/^different (?:or unstated )?/, ''));
}

/** What a sentence says of one trial: each value once. */
function cellOf({ trial }: Column, pieces: Point['pieces'], part: string, setting: PageSetting): Html {
  const own = pieces.filter(({ of }) => of?.includes(trial));
  if (own.length === 0) return html('—');
  const said = own.flatMap((piece, index): Point['pieces'] => {
    const isNext = index > 0 && pieces[pieces.indexOf(piece) - 1] === own[index - 1];
    return index === 0 || isNext ? [piece] : [{ written: { text: '; ', html: '; ' } }, piece];
  });
  return setting.html(setting.pieces(said), part);
}

export function sourceModel(
  source: Source,
  number: number,
  cite: WriteReference,
): PageModel['sources'][number] {
  const href = source.doi ? doiUrl(source.doi) : source.url;
  const reference = cite(source);
  const notices = noticesText(source);
  return {
    number,
    title: source.title,
    publisher: source.publisher,
    year: source.year === undefined ? '' : String(source.year),
    ...(reference && { reference: reference.html }),
    type: source.type,
    access: source.access,
    ...(href !== undefined && {
      href,
      linkLabel: source.doi ?? new URL(href).hostname.replace(/^www\./, ''),
    }),
    ...(source.trials && { trials: source.trials.map(trialLink) }),
    ...(notices !== undefined && { notices }),
    ...(source.note !== undefined && { note: source.note }),
  };
}

/** A trial that a source is about, and its record where the registry has a lasting address for it. */
function trialLink(id: string): { id: string; href?: string } {
  const href = registryUrl(id);
  return { id, ...(href !== undefined && { href }) };
}

const disclosureLabels: Record<keyof House['disclosures'], string> = {
  positions: 'Positions',
  compensation: 'Compensation',
  relationships: 'Relationships',
  review: 'Review by companies',
  advice: 'Not investment advice',
  medical: 'Not medical advice',
};

/** The parts of the pack that the house has written. */
export function disclosuresOf({ disclosures }: House): PageModel['disclosures'] {
  const keys = Object.keys(disclosureLabels) as (keyof House['disclosures'])[];
  return keys.flatMap((key) => {
    const text = disclosures[key];
    return text ? [{ label: disclosureLabels[key], text }] : [];
  });
}

/** The limits of the briefing as a whole, and differences too slight for the page. */
export function limitsOf(
  { parts, whole, claims, safetyNotExtracted }: Appraisal,
  textOf: (pieces: readonly Piece[]) => Text,
): Text[] {
  const slight = widestOfRule(
    parts.flatMap(({ verdict, sales }) =>
      [...verdict.caveats, ...sales].filter(({ rule }) => rule.severity === 'info'),
    ),
  );
  const said = [
    ...[...whole.caveats, ...slight].map(({ pieces }) => textOf(pieces)),
    ...claims.filter(({ severity }) => severity !== 'block').map(({ caveat }) => words(caveat)),
    ...(safetyNotExtracted.length > 0
      ? [words(notExtracted(safetyNotExtracted.map(({ name }) => name)))]
      : []),
  ];
  return [...new Map(said.map((text) => [charactersOf(text), text])).values()];
}

/** Of the caveats of one rule that which says most. */
function widestOfRule<C extends { rule: { id: string }; pieces: readonly Piece[] }>(caveats: C[]): C[] {
  const lengthOf = ({ pieces }: C) => pieces.map(({ written }) => written.text).join('').length;
  return [...Map.groupBy(caveats, ({ rule }) => rule.id).values()].flatMap((own) =>
    own.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, 1),
  );
}

function notExtracted(names: string[]): string {
  const last = names.at(-1) ?? '';
  const all = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  return `Safety results of ${all} were not extracted; their benefit cannot be weighed against harm here.`;
}
