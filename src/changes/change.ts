import type { DataFact, Owner } from './snapshot.ts';

/**
 * `corrected`: other value, same cut and source. `matured`: reached at last, or seen for longer.
 * `superseded`: a later cut was added to the earlier one. `withdrawn`: gone, or no longer reported.
 * `updated`: other value from another cut or source. `confirmed`: the same, on better authority. `source`,
 * `described`: the same from another source, or described more exactly; both are hidden by default.
 */
export type ChangeKind =
  | 'corrected'
  | 'matured'
  | 'superseded'
  | 'withdrawn'
  | 'updated'
  | 'confirmed'
  | 'new'
  | 'source'
  | 'described';

/** In the order of the report. */
export const changeKinds: readonly ChangeKind[] = [
  'corrected',
  'matured',
  'superseded',
  'withdrawn',
  'updated',
  'confirmed',
  'new',
  'source',
  'described',
];

/** For readers. */
export const changeLabels: Record<ChangeKind, string> = {
  corrected: 'Corrected',
  matured: 'Matured',
  superseded: 'Later cut',
  withdrawn: 'Withdrawn',
  updated: 'Updated',
  confirmed: 'Confirmed',
  new: 'New',
  source: 'Source',
  described: 'Described',
};

/** What became of one fact; what is new has no `before`, what was withdrawn no `after`. */
export type Change =
  | { kind: 'new'; before?: undefined; after: DataFact; told: boolean }
  | { kind: 'withdrawn'; before: DataFact; after?: DataFact; told: boolean }
  | { kind: Exclude<ChangeKind, 'new' | 'withdrawn'>; before: DataFact; after: DataFact; told: boolean };

/** The fact as it is, or as it was when it is gone. */
export function lastOf(change: Change): DataFact {
  return change.kind === 'withdrawn' ? (change.after ?? change.before) : change.after;
}

/** Changes of one trial or product, in the order of the report. */
export interface ChangeGroup extends Owner {
  changes: Change[];
}

/** What became of the data of one edition in another. */
export interface DataComparison {
  /** Those whose changes weigh most first, then by name. */
  groups: ChangeGroup[];
  /** Trials and products whose numbers the second edition shows and the first does not know. */
  joined: Owner[];
}
