import { type Change, type ChangeKind, lastOf } from './change.ts';
import type { Predecessor } from './predecessor.ts';
import type { DataFact, Owner } from './snapshot.ts';
import { formatChange } from './tell.ts';
import { type ChangeReport, sentenceOf } from './told-changes.ts';

/** Changes as JSON: of evidence.json and of `changes --json`. */
export interface ChangesData {
  since: Omit<Predecessor, 'data'>;
  changes: ChangeData[];
  /** Trials and products that the other edition does not know. */
  joined: Owner[];
}

interface ChangeData {
  kind: ChangeKind;
  owner: Owner;
  subject: string;
  before?: StatedFact;
  after?: StatedFact;
  /** In a sentence. */
  text: string;
}

type StatedFact = Pick<DataFact, 'id' | 'value' | 'state' | 'grade' | 'sources'> &
  Partial<Pick<DataFact, 'cut'>>;

export function changesData({ since, groups, joined }: ChangeReport): ChangesData {
  const changes = groups.flatMap(({ id, name, lines }) =>
    lines.flatMap((line) => line.changes.map((change) => changeData(change, { id, name }))),
  );
  return { since, changes, joined };
}

function changeData(change: Change, owner: Owner): ChangeData {
  const { kind, before, after } = change;
  return {
    kind,
    owner,
    subject: lastOf(change).subject,
    ...(before && { before: stated(before) }),
    ...(after && { after: stated(after) }),
    text: sentenceOf(formatChange(change)),
  };
}

function stated({ id, value, state, grade, cut, sources }: DataFact): StatedFact {
  return { id, value, state, grade, ...(cut && { cut }), sources };
}
