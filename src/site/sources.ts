import { ArchiveDamaged } from '../archive/errors.ts';
import type { Change } from '../changes/compare.ts';
import { compareSnapshots, visibleChanges } from '../changes/compare.ts';
import { dataFile, readDataJson } from '../changes/data-file.ts';
import type { DataFact, DataSnapshot } from '../changes/snapshot.ts';
import { parseSource } from '../content/parse.ts';
import { logoName } from '../model/house.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { findLogo } from '../page/logo.ts';
import type { Html } from '../page/renderer.ts';
import type { SiteEdition, SiteRevision } from './editions.ts';
import { cleanText, type Imprint, imprintOf, qualifiersOf } from './editions.ts';
import type { Site } from './frame.ts';
import type { ChangedValue, ChangesByRevision } from './models.ts';
import type { ArchiveReader, SearchDatabase } from './shelf.ts';
import type { SiteSources } from './site.ts';
import type { TrialRecord } from './trial.ts';

/** The house as the newest revision was sealed with it: the site needs nothing but the archive. */
export function readHouse(
  shelf: ArchiveReader,
  newest: SealedRevision | undefined,
): { house: Imprint; logo?: Html } {
  const text = newest && readInput(shelf, newest, 'house.yaml');
  if (text === undefined) return { house: imprintOf(undefined) };
  const file = { path: 'house.yaml', key: 'house.yaml', kind: 'house', id: 'house', text } as const;
  const { data } = parseSource(file);
  const house = imprintOf(data);
  const { logo: name } = (data ?? {}) as { logo?: unknown };
  const drawing =
    typeof name === 'string' && logoName.test(name) && readInput(shelf, newest as SealedRevision, name);
  if (typeof name !== 'string' || !drawing) return { house };
  const place = { file: file.path, line: 1, column: 1 };
  const { logo } = findLogo({ name, place, alt: house.publication }, [
    { path: name, key: name, text: drawing },
  ]);
  return { house, ...(logo && { logo }) };
}

function readInput(shelf: ArchiveReader, revision: SealedRevision, key: string): string | undefined {
  const path = `inputs/${key}`;
  if (!revision.manifest.files.some((file) => file.path === path)) return undefined;
  return shelf.read(revision, path).toString('utf8');
}

/** What the pages of a site ask for, read from the sealed folders and the search index. */
export function siteSources(
  shelf: ArchiveReader,
  site: Pick<Site, 'trials'>,
  index: SearchDatabase,
): SiteSources {
  const snapshotOf = ({ sealed }: SiteRevision) => readSnapshot(shelf, sealed);
  return {
    changesOf: (edition) => changesOf(edition, snapshotOf),
    recordsOf: (trial) => recordsOf(trial, site.trials.get(trial) ?? [], snapshotOf),
    documentsOf: (editions) => index.documents(editions.map(({ id }) => id)),
  };
}

type SnapshotOf = (revision: SiteRevision) => DataSnapshot | undefined;

/** data.json of a revision; undefined of one that was sealed without, or that this tool cannot read. */
function readSnapshot(shelf: ArchiveReader, revision: SealedRevision): DataSnapshot | undefined {
  if (!revision.manifest.files.some((file) => file.path === dataFile)) return undefined;
  const data = readDataJson(shelf.read(revision, dataFile));
  if (data && 'problem' in data)
    throw new ArchiveDamaged(`${revision.folder}/${dataFile} cannot be read: ${data.problem}`);
  return data?.value;
}

/** Longer lists say that data were entered anew, not what was wrong. */
const mostChanges = 40;

function changesOf({ revisions }: SiteEdition, snapshotOf: SnapshotOf): ChangesByRevision {
  const corrected = revisions.slice(1).flatMap((revision, index): [number, ChangedValue[]][] => {
    const [before, after] = [snapshotOf(revisions[index] as SiteRevision), snapshotOf(revision)];
    if (!before || !after) return [];
    const { groups } = visibleChanges(compareSnapshots(before, after));
    const values = groups.flatMap(({ changes }) => changes.map(changedValue));
    return [[revision.number, values.slice(0, mostChanges)]];
  });
  return new Map(corrected);
}

function changedValue({ kind, before, after }: Change): ChangedValue {
  const fact = (after ?? before) as DataFact;
  const written = (one: DataFact | undefined, none: string) => (one ? cleanText(one.value) : none);
  return {
    kind,
    what: cleanText([fact.subject, ...qualifiersOf(fact)].join(', ')),
    before: written(before, 'not in the data'),
    after: written(after, 'withdrawn'),
  };
}

function recordsOf(trial: string, editions: readonly SiteEdition[], snapshotOf: SnapshotOf): TrialRecord[] {
  const shown = editions.flatMap((edition) =>
    edition.revisions
      .filter(({ sealed }) => sealed.manifest.trials.some(({ id }) => id === trial))
      .map((revision) => ({ edition, revision })),
  );
  return shown
    .toSorted((a, b) => a.revision.sealed.manifest.sequence - b.revision.sealed.manifest.sequence)
    .flatMap(({ edition, revision }) => {
      const snapshot = snapshotOf(revision);
      const facts = snapshot?.facts.filter(({ owner }) => owner === trial).map(cleanFact);
      return facts ? [{ edition: edition.id, revision: revision.number, facts }] : [];
    });
}

function cleanFact(fact: DataFact): DataFact {
  return { ...fact, value: cleanText(fact.value), subject: cleanText(fact.subject) };
}
