import type { Input } from '../outputs/manifest.ts';
import type { SealedManifest } from '../outputs/sealed.ts';
import type { ArchiveFlaw } from './chain.ts';
import { isSiteFile, siteNames } from './site-files.ts';

/** A file as it lies in a sealed folder; without a hash when it is no plain file. */
interface FoundFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  sha256: string | undefined;
}

/**
 * Where the files of a sealed folder are not those that its manifest lists. `ownerOf` gives the path in the
 * archive under which some bytes were sealed; it distinguishes a file swapped for another sealed file from an
 * altered one.
 */
export function compareFiles(
  { folder, manifest }: { folder: string; manifest: SealedManifest },
  found: readonly FoundFile[],
  ownerOf: (sha256: string) => string | undefined,
): ArchiveFlaw[] {
  const sealed = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const own = new Set([manifestFile, ...(manifest.key === undefined ? [] : [signatureFile])]);
  const there = new Set(found.map(({ path }) => path));
  const lost = manifest.files
    .filter(({ path }) => !there.has(path))
    .map(
      ({ path }): ArchiveFlaw => ({
        kind: 'missing',
        where: `${folder}/${path}`,
        message: 'was sealed and is gone',
      }),
    );
  const strange = found
    .filter(({ path, sha256 }) => !own.has(path) && (sha256 === undefined || sha256 !== sealed.get(path)))
    .map(({ path, sha256 }) => ({
      ...judge(sealed.has(path), sha256, sha256 && ownerOf(sha256)),
      where: `${folder}/${path}`,
    }));
  return [...strange, ...lost];
}

function judge(
  isSealed: boolean,
  sha256: string | undefined,
  owner: string | undefined,
): Pick<ArchiveFlaw, 'kind' | 'message'> {
  if (!isSealed) {
    return {
      kind: 'extra',
      message: owner ? `was not sealed; ${owner} was, with its bytes` : 'was not sealed',
    };
  }
  if (sha256 === undefined) return { kind: 'altered', message: 'is no plain file' };
  if (owner) return { kind: 'swapped', message: `contains what was sealed as ${owner}` };
  return { kind: 'altered', message: 'its bytes are not those that were sealed' };
}

/** A content file in which two makings of an edition differ. */
export interface ChangedInput {
  path: string;
  how: 'changed' | 'added' | 'gone';
}

/** The content files in which an edition differs from what was sealed, in order of path; none of the same content. */
export function changedInputs(sealed: readonly Input[], now: readonly Input[]): ChangedInput[] {
  const [before, after] = [sealed, now].map((files) => new Map(files.map((one) => [one.path, one.sha256])));
  const paths = [...new Set([...sealed, ...now].map(({ path }) => path))].sort();
  return paths.flatMap((path): ChangedInput[] => {
    const [old, fresh] = [before?.get(path), after?.get(path)];
    if (old === fresh) return [];
    return [{ path, how: old === undefined ? 'added' : fresh === undefined ? 'gone' : 'changed' }];
  });
}

/** Where the public keys of signed revisions lie. */
export const keysFolder = 'keys';

export const headFile = 'head.json';
export const manifestFile = 'manifest.json';
export const signatureFile = 'manifest.sig';

/** `car-t-moves-upstream/2026-04-21/r1`. */
export function revisionFolder(named: { slug: string; date: string; revision: number }): string {
  return `${named.slug}/${named.date}/r${named.revision}`;
}

/** The sealed folder that a file of the archive lies in. */
export function sealedFolderOf(file: string): string | undefined {
  return /^[^./][^/]*\/\d{4}-\d{2}-\d{2}\/r[1-9]\d*(?=\/)/.exec(file)?.[0];
}

const ownNames = new Set([
  ...siteNames,
  keysFolder,
  ...[headFile, manifestFile].map((file) => file.split('.')[0]),
]);

/**
 * Whether an edition of that slug would collide with something the archive itself uses: a folder or a file that
 * it makes, a year, the date or id of an edition, a revision.
 */
export function isReservedSlug(slug: string): boolean {
  return ownNames.has(slug) || /^(?:\d{4}|\d{4}-\d{2}-\d{2}(?:-.*)?|r\d+)$/.test(slug);
}

/** Neither sealed nor the site's: the head, and the keys of signed revisions. */
const besideIt = new RegExp(`^(?:${headFile}|${keysFolder}/[0-9a-f]{64}\\.pem)$`);

/** What publishers, searchers and builders of the site leave in the archive beside what readers see. */
const hidden = /^\.(?:lock|search\.sqlite|new-)[^/]*(?:\/|$)/;

/** Whether a file outside the sealed folders belongs there: verify has nothing to say of it. */
export function isUnsealed(file: string): boolean {
  return hidden.test(file) || besideIt.test(file) || isSiteFile(file);
}
