import type { SealedFile, SealedRevision } from './sealed.ts';

/** A sealed file that has the bytes that were asked about. */
export interface SealedLocation {
  revision: SealedRevision;
  file: SealedFile;
}

/** Every place of an archive that holds these bytes, the newest revision last. */
export function findBytes(sha256: string, archive: readonly SealedRevision[]): SealedLocation[] {
  return archive.flatMap((revision) =>
    revision.manifest.files.filter((file) => file.sha256 === sha256).map((file) => ({ revision, file })),
  );
}

/** What came after a revision. */
export interface Afterwards {
  /** Later revisions of the edition, oldest first. */
  corrections: SealedRevision[];
  /** The newest edition of its series, or of its slug, that is dated later. */
  laterEdition: SealedRevision | undefined;
}

export function whatCameAfter({ manifest }: SealedRevision, archive: readonly SealedRevision[]): Afterwards {
  const { id, slug, series, date, revision } = manifest;
  const isNext = (other: SealedRevision['manifest']) =>
    other.slug === slug || (series !== undefined && other.series === series);
  return {
    corrections: archive
      .filter((one) => one.manifest.id === id && one.manifest.revision > revision)
      .toSorted((a, b) => a.manifest.revision - b.manifest.revision),
    laterEdition: archive
      .filter((one) => isNext(one.manifest) && one.manifest.date > date)
      .toSorted((a, b) => compareByAge(a.manifest, b.manifest))
      .at(-1),
  };
}

function compareByAge(a: SealedRevision['manifest'], b: SealedRevision['manifest']): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.sequence - b.sequence;
}
