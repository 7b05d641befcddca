import type { DataFact } from '../../../changes/snapshot.ts';
import { type Grade, grades } from '../../../model/source.ts';
import { writeDate } from '../../../notation/dates.ts';
import type { TrialModel } from '../../../pages/archive/models.ts';
import { type SiteEdition, trialName } from '../editions.ts';
import { qualifiersOf } from '../fact-words.ts';
import { linkFrom, sitePaths } from '../site-files.ts';
import type { HistoryColumn, HistoryRow, TrialHistory } from '../trial-history.ts';
import { editionEntry, spanOf } from './entries.ts';
import { counted, frameOf, type Site } from './frame.ts';

/** Editions that a column names; more are counted. */
const longest = 1;

/** What the mark of a grade says, the best first. */
const meanings: Record<Grade, string> = {
  primary: 'Read in a primary publication or filing.',
  secondary: 'Read in a secondary report, not in the primary publication or filing.',
  unconfirmed: 'Not confirmed in a primary publication: known from commentary or unreviewed notes only.',
};

/** trials/<id>/index.html */
export function trialPage(site: Site, id: string, history: TrialHistory): TrialModel {
  const file = sitePaths.trial(id);
  const editions = site.trials.get(id) ?? [];
  const name = trialName(id, editions);
  const summary = `${counted(editions.length, 'edition')}, ${spanOf(editions)}.`;
  const rows = history.rows.map((row) => describeRow(row, name));
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ grade }) => grade)));
  return {
    ...frameOf(site, file, {
      title: name,
      description: `Values of ${name} as editions told them over time: ${summary}`,
    }),
    name,
    summary,
    columns: history.columns.map((column) => describeColumn(column, editions, file)),
    rows,
    remarks: rows.length === 0 ? [] : remarksOn(history),
    marks: grades.flatMap((grade) => (used.has(grade) ? [{ grade, meaning: meanings[grade] }] : [])),
    groups: [
      {
        heading: 'Editions',
        entries: editions.map((edition) => editionEntry(edition, { file, isFull: false })),
      },
    ],
  };
}

function remarksOn({ columns, rows }: TrialHistory): string[] {
  const isConstant = !rows.some(({ cells }) => cells.some(({ isChanged, isNew }) => isChanged || isNew));
  return [
    columns.length === 1 || isConstant
      ? 'No value that these editions show has changed.'
      : 'A column begins where a value that an edition shows changed; “changed” is against the column before.',
    ...(rows.some(({ cells }) => cells.some(({ value, isShown }) => value !== undefined && !isShown))
      ? ['* In the data of these editions, but not shown in them.']
      : []),
    'Each row is one measurement at one data cut. Rows of different cuts, populations or thresholds are not revisions of each other, and arms in different rows are compared only where the row says so.',
  ];
}

function describeColumn({ records }: HistoryColumn, editions: readonly SiteEdition[], file: string) {
  const named = records.flatMap(({ edition: id, revision: number }) => {
    const edition = editions.find((one) => one.id === id);
    const revision = edition?.revisions.find((one) => one.number === number);
    return edition && revision ? [{ edition, revision }] : [];
  });
  const date = named[0]?.revision.published ?? '';
  const rest = named.length - longest;
  return {
    date,
    dateLabel: writeDate(date),
    editions: named.slice(0, longest).map(({ edition, revision }) => ({
      label: edition.revisions.length > 1 ? `${edition.title}, r${revision.number}` : edition.title,
      href: linkFrom(file, `${revision.sealed.folder}/index.html`),
    })),
    more: rest > 0 ? `and ${rest} more ${rest === 1 ? 'edition' : 'editions'}` : '',
  };
}

function describeRow({ fact, cells }: HistoryRow, name: string) {
  return {
    label: labelOf(fact, name),
    details: detailsOf(fact),
    cells: cells.map((cell) => ({
      value: cell.value ?? '',
      flag: cell.isChanged ? 'changed' : cell.isNew ? 'new' : '',
      grade: cell.value === undefined ? ('' as const) : (cell.grade ?? 'primary'),
      unshown: cell.value !== undefined && !cell.isShown,
    })),
  };
}

/** `D-Rd: MRD negativity` of `MAIA, D-Rd: MRD negativity`: the page says which trial. */
function labelOf({ subject }: DataFact, name: string): string {
  return subject.startsWith(name) ? subject.slice(name.length).replace(/^[\s,:]+/, '') || subject : subject;
}

function detailsOf(fact: DataFact): string {
  const { cut, population, timing, assessor } = fact;
  const followUp = cut?.followUp === undefined ? undefined : `median follow-up ${cut.followUp}`;
  const rest = [cut?.label, followUp, population, timing, assessor];
  return [...qualifiersOf(fact), ...rest].filter(Boolean).join('; ');
}
