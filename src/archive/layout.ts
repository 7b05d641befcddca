import { isSiteFile } from './site/site-files.ts';

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

/** Names in an archive that cannot be the slug of an edition: the site's and ours. */
const reserved = ['assets', keysFolder, 'search', 'series', 'trials', 'years'];

export function isReservedSlug(slug: string): boolean {
  return reserved.includes(slug);
}

const key = new RegExp(`^${keysFolder}/[0-9a-f]{64}\\.pem$`);

/** What publishers and searchers keep in an archive, and what any writer leaves that was killed. */
const hidden = /^\.(?:lock|search\.sqlite|new-)[^/]*(?:\/|$)|(?:^|\/)\.[^/]+\.(?:new|old)-\d+$/;

/** Whether a file outside the sealed folders belongs there: verify has nothing to say of it. */
export function isUnsealed(file: string): boolean {
  return file === headFile || key.test(file) || hidden.test(file) || isSiteFile(file);
}
