import { addendumOf } from '../changes/addendum.ts';
import { compareSnapshots, visibleChanges } from '../changes/compare.ts';
import type { DataSnapshot } from '../changes/snapshot.ts';
import { takeSnapshot } from '../changes/take-snapshot.ts';
import { type ChangeReport, changeReport } from '../changes/told-changes.ts';
import type { BriefingUses, Further } from '../evidence/assess.ts';
import { uniqueData } from '../evidence/reading-order.ts';
import type { Briefing, Library } from '../model/library.ts';
import type { Release } from './release.ts';

/** The data behind one edition, and what of them changed. */
export interface EditionData {
  snapshot: DataSnapshot;
  /** None of a first edition. */
  changes?: ChangeReport;
  /** What telling them puts into the ledger. */
  further?: Further;
}

/** `owners`: ids of the trials and products among the edition's inputs. */
export function dataOfEdition(
  briefing: Briefing,
  library: Library,
  { uses, owners, release }: Pick<BriefingUses, 'uses'> & { owners: ReadonlySet<string>; release: Release },
): EditionData {
  const used = new Set(uniqueData(uses).map(({ id }) => id));
  const snapshot = takeSnapshot(library, { edition: briefing.id, owners, used });
  if (!release.predecessor) return { snapshot };
  const { data, ...since } = release.predecessor;
  const changes = changeReport(since, visibleChanges(compareSnapshots(data, snapshot)));
  return { snapshot, changes, further: addendumOf(changes, library) };
}
