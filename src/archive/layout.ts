import { isSiteFile, siteNames } from './site/site-files.ts';

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
 * Whether an archive could not tell an edition of that slug from something of its own: a folder or a file that
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
