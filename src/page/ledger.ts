import type { EvidenceRow } from '../evidence/ledger.ts';
import type { House } from '../model/house.ts';
import { writePopulation } from '../notation/terms.ts';
import { gradeHtml } from '../text/evidence.ts';
import type { PageModel } from './models.ts';
import type { LedgerOccurrence } from './page-setting.ts';
import { html } from './renderer.ts';

type LedgerEntry = PageModel['ledger'][number];

/** The evidence ledger as the page sees it: an entry a number, with the way back to each of its places. */
export function ledgerModel(
  rows: EvidenceRow[],
  { abbreviations }: Pick<House, 'abbreviations'>,
  referenceNumbers: ReadonlyMap<string, number>,
  places: ReadonlyMap<number, LedgerOccurrence[]>,
): LedgerEntry[] {
  const entries = new Map(rows.map(({ id }, index) => [id, index + 1]));
  return rows.map((row, index) => ({
    number: index + 1,
    id: row.id,
    value: row.value.replace(/\b95%[ \u00a0]CI[ \u00a0]/, ''),
    meaning: [meaningOf(row, entries, abbreviations), ...qualifiersOf(row, hasSeveralCuts(row, rows))].join(
      ', ',
    ),
    how: howGot(row, entries),
    ...(row.note !== undefined && { remark: withoutPoint(row.note) }),
    grade: html(row.grade === undefined ? '' : gradeHtml(row.grade)),
    operands: row.sources.length > 0 ? [] : operandsIn(row.id, entries),
    sources: row.sources.flatMap(({ id, locator }) => {
      const number = referenceNumbers.get(id);
      return number === undefined ? [] : [{ number, ...(locator !== undefined && { locator }) }];
    }),
    places: placesModel(places.get(index + 1) ?? []),
  }));
}

/** What a value is of, beside its endpoint: sensitivity, time, cut and the patients counted. */
function qualifiersOf({ threshold, timing, population, cut }: EvidenceRow, namesCut: boolean): string[] {
  return [threshold, timing, population && shortPopulation(population), namesCut ? cut : undefined]
    .filter((one) => one !== undefined && one !== '')
    .map((one) => withoutPoint(String(one)));
}

/** Of a computation from several values what it is and of which entries. */
function meaningOf(
  { id, meaning }: EvidenceRow,
  entries: ReadonlyMap<string, number>,
  abbreviations: House['abbreviations'],
): string {
  const operands = /^(?:range|gap)\(/.test(id) ? operandsIn(id, entries) : [];
  const [what = ''] = meaning.split(' of ');
  return operands.length > 0
    ? `${what} of ${operands.map((entry) => `e${entry}`).join(', ')}`
    : abbreviated(meaning, abbreviations);
}

/** With the short forms of the house for its long ones: `PFS`. */
function abbreviated(text: string, abbreviations: House['abbreviations']): string {
  return Object.entries(abbreviations).reduce((short, [term, meaning]) => {
    const at = short.toLowerCase().indexOf(meaning.toLowerCase());
    return at < 0 ? short : short.slice(0, at) + term + short.slice(at + meaning.length);
  }, text);
}

function shortPopulation(population: string): string {
  return population === 'itt' ? 'ITT' : writePopulation(population);
}

/** Whether the edition shows values of several cuts of the trial: else its cut need not be named. */
function hasSeveralCuts({ id }: EvidenceRow, rows: readonly EvidenceRow[]): boolean {
  const trial = id.split('.')[0];
  const cuts = rows.flatMap((row) =>
    row.cut !== undefined && row.id.split('.')[0] === trial ? [row.cut] : [],
  );
  return new Set(cuts).size > 1;
}

/** `as printed`; else how it was worked out, and its interval. */
function howGot(row: EvidenceRow, entries: ReadonlyMap<string, number>): string {
  const details = [
    row.stated && 'stated by a cited source',
    row.formula && withEntries(row.formula, entries).replace(/^n derived: /, 'n from '),
    row.interval && row.interval.method !== 'as printed' && methodOf(row.interval.method),
  ].filter((detail) => typeof detail === 'string' && detail !== '');
  return details.length > 0 ? details.map((detail) => withoutPoint(String(detail))).join('; ') : 'as printed';
}

/** Exact intervals are computed here, as the foot of the ledger says. */
function methodOf(method: string): string {
  if (method === 'exact (Clopper–Pearson), computed here') return 'exact CI';
  return `interval: ${method}`;
}

function withoutPoint(text: string): string {
  return text.replace(/\.$/, '');
}

/** The operands of a computation: `gap(a, b)`. */
function operandsIn(id: string, entries: ReadonlyMap<string, number>): number[] {
  const inside = /^[a-z]+\((.*)\)$/.exec(id)?.[1] ?? '';
  return inside.split(', ').flatMap((operand) => entries.get(operand) ?? []);
}

/** A formula names its operands by their entries, which are shorter than their addresses. */
function withEntries(formula: string, entries: ReadonlyMap<string, number>): string {
  return formula.replace(/[a-z0-9][\w-]*(?:\.[\w-]+)+/g, (address) => {
    const entry = entries.get(address);
    return entry === undefined ? address : `e${entry}`;
  });
}

/** One link a part of the page: to the first place there. */
function placesModel(places: LedgerOccurrence[]): LedgerEntry['places'] {
  const first = new Map(places.toReversed().map(({ anchor, part }) => [part, anchor]));
  const parts = [...new Set(places.map(({ part }) => part))];
  return parts.map((part) => ({ anchor: first.get(part) ?? '', label: part }));
}
