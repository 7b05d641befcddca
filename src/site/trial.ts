import { linkFrom, sitePaths } from '../archive/site-files.ts';
import type { DataFact } from '../changes/snapshot.ts';
import { type Grade, grades } from '../model/source.ts';
import { writeDate } from '../notation/dates.ts';
import { qualifiersOf, type SiteEdition, trialName } from './editions.ts';
import { counted, frameOf, type Site } from './frame.ts';
import { editionEntry, spanOf } from './models.ts';
import type { TrialModel } from './template-model.ts';

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
      description: `Values of ${name} as editions reported them over time: ${summary}`,
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

/** What one revision contained of a trial. */
export interface TrialRecord {
  /** How columns name it: id of the edition and number of the revision. */
  edition: string;
  revision: number;
  facts: readonly DataFact[];
}

/** A trial's values as editions one after another had them. */
interface TrialHistory {
  columns: HistoryColumn[];
  rows: HistoryRow[];
}

/** Revisions in a row that had the same values. */
interface HistoryColumn {
  records: Pick<TrialRecord, 'edition' | 'revision'>[];
}

interface HistoryRow {
  /** Address: `maia.mrd.d-rd`. */
  id: string;
  /** The fact as last reported. */
  fact: DataFact;
  /** One for each column. */
  cells: HistoryCell[];
}

interface HistoryCell {
  /** As printed; undefined where the data of those editions had no such value. */
  value?: string;
  /** Other than in the column before, where that had it. */
  isChanged: boolean;
  /** Not in the column before, though that had the trial. */
  isNew: boolean;
  /** Whether readers of one of these editions saw it. */
  isShown: boolean;
  grade?: DataFact['grade'];
}

/**
 * Sets values side by side over time, never trials or arms. `records` are in order of sealing. Only values
 * that an edition shows are included; revisions that changed none of them share one column.
 */
export function historyOf(records: readonly TrialRecord[]): TrialHistory {
  const shown = new Set(records.flatMap(({ facts }) => facts.filter(({ used }) => used).map(({ id }) => id)));
  const states = records.map((record) => {
    const facts = new Map(record.facts.filter(({ id }) => shown.has(id)).map((fact) => [fact.id, fact]));
    return { record, facts, key: keyOf([...facts.values()]) };
  });
  const runs: (typeof states)[] = [];
  for (const state of states) {
    const run = runs.at(-1);
    if (run?.[0]?.key === state.key) run.push(state);
    else runs.push([state]);
  }
  const latest = new Map(states.flatMap(({ facts }) => [...facts]));
  return {
    columns: runs.map((run) => ({
      records: run.map(({ record: { edition, revision } }) => ({ edition, revision })),
    })),
    rows: [...latest.values()].sort(inOrder).map((fact) => ({
      id: fact.id,
      fact,
      cells: runs.map((run, index) => cellOf(fact.id, run, runs[index - 1]?.[0])),
    })),
  };
}

type State = { facts: ReadonlyMap<string, DataFact> };

function cellOf(id: string, run: readonly State[], before: State | undefined): HistoryCell {
  const fact = run[0]?.facts.get(id);
  const old = before?.facts.get(id);
  return {
    ...(fact && { value: fact.value, grade: fact.grade }),
    isChanged: fact !== undefined && old !== undefined && valueWithCut(fact) !== valueWithCut(old),
    isNew: fact !== undefined && before !== undefined && old === undefined,
    isShown: run.some(({ facts }) => facts.get(id)?.used),
  };
}

/** What a reader would call the same value. */
function valueWithCut({ value, cut }: DataFact): string {
  return JSON.stringify([value, cut?.label, cut?.followUp, cut?.date]);
}

function keyOf(facts: DataFact[]): string {
  return JSON.stringify(facts.sort(inOrder).map((fact) => [fact.id, valueWithCut(fact), fact.grade]));
}

/** By endpoint, population and then date: cuts of one measurement are adjacent. */
function inOrder(a: DataFact, b: DataFact): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  const index = one.findIndex((part, place) => part !== other[place]);
  return index < 0 ? 0 : (one[index] ?? '') < (other[index] ?? '') ? -1 : 1;
}

function placeOf({ id, endpoint, arms = [], cut, ...about }: DataFact): string[] {
  const { landmark, subgroup, item, population, threshold } = about;
  const qualified = [landmark, threshold, subgroup, item, population].map((part) => part ?? '');
  return [endpoint, arms.join(), ...qualified, cut?.date ?? '', id];
}
