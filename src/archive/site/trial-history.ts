import type { DataFact } from '../../changes/snapshot.ts';

/** What one revision held of a trial. */
export interface TrialRecord {
  /** How columns name it: id of the edition and number of the revision. */
  edition: string;
  revision: number;
  facts: readonly DataFact[];
}

/** A trial's values as editions one after another had them. */
export interface TrialHistory {
  columns: HistoryColumn[];
  rows: HistoryRow[];
}

/** Revisions in a row that had the same values. */
export interface HistoryColumn {
  records: Pick<TrialRecord, 'edition' | 'revision'>[];
}

export interface HistoryRow {
  /** Address: `maia.mrd.d-rd`. */
  id: string;
  /** The fact as it was last told. */
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

/** What is measured, of whom, and then when: cuts of one measurement stand together. */
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
