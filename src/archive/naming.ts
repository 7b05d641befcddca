import type { SealedFile, SealedRevision } from '../outputs/sealed.ts';
import { suggest } from '../suggest.ts';

/** An edition of an archive that was asked for by name. */
export interface FoundRevision {
  /** The named revision; the newest unless the name specifies one. */
  revision: SealedRevision;
  /** All of its edition, oldest first. */
  revisions: SealedRevision[];
}

/**
 * Finds what a person means by `2026-04-21-car-t` (an id), `car-t` (its newest edition), `car-t/2026-04-21`
 * or `car-t/2026-04-21/r1` (a folder). Undefined when there is none: see `suggestEditions`.
 */
export function findEdition(name: string, archive: readonly SealedRevision[]): FoundRevision | undefined {
  const wanted = name.replace(/\/+$/, '');
  const exact = archive.find(({ folder }) => folder === wanted);
  const id = exact?.manifest.id ?? newestOf(archive.filter((one) => isMeant(wanted, one)))?.manifest.id;
  const revisions = archive
    .filter(({ manifest }) => manifest.id === id)
    .toSorted((a, b) => a.manifest.revision - b.manifest.revision);
  const revision = exact ?? revisions.at(-1);
  return revision && { revision, revisions };
}

/** Hints for a name that fits no edition. */
export function suggestEditions(name: string, archive: readonly SealedRevision[]): string[] {
  if (archive.length === 0) return ['the archive is empty; publish an edition first'];
  const { revision } = findEdition(name.replace(/\/r\d*\/*$/, ''), archive) ?? {};
  if (revision) return [`the newest revision is ‘${revision.folder}’`];
  const unique = (names: string[]) => [...new Set(names)];
  const likeId = /^\d{4}-/.test(name) || name.includes('/');
  const known = archive.map(({ manifest }) => {
    if (!likeId) return manifest.slug;
    return name.includes('/') ? `${manifest.slug}/${manifest.date}` : manifest.id;
  });
  return suggest(name, unique(known).sort());
}

function isMeant(name: string, { manifest: { id, slug, date } }: SealedRevision): boolean {
  return name === id || name === slug || name === `${slug}/${date}`;
}

function newestOf(revisions: readonly SealedRevision[]): SealedRevision | undefined {
  return revisions.toSorted((a, b) => (a.manifest.date < b.manifest.date ? 1 : -1))[0];
}

/** A sealed file that has the bytes that were asked about. */
export interface SealedLocation {
  revision: SealedRevision;
  file: SealedFile;
}

/** Every sealed file with these bytes, the newest revision last. */
export function findBytes(sha256: string, archive: readonly SealedRevision[]): SealedLocation[] {
  return archive.flatMap((revision) =>
    revision.manifest.files.filter((file) => file.sha256 === sha256).map((file) => ({ revision, file })),
  );
}

/** What came after a revision. */
interface Afterwards {
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
