import type { ArchiveFlaw } from './flaw.ts';
import { manifestFile, signatureFile } from './layout.ts';
import type { SealedManifest } from './sealed.ts';

/** A file as it lies in a sealed folder; without a hash when it is no plain file. */
export interface FoundFile {
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
  if (owner) return { kind: 'swapped', message: `holds what was sealed as ${owner}` };
  return { kind: 'altered', message: 'its bytes are not those that were sealed' };
}
