import type { SealedRevision } from '../archive/sealed.ts';

/**
 * Why a revision should not be sent; undefined when it may be. A correction or retraction may be sent however
 * old it is, unless a newer revision has replaced it.
 */
export function whyLate(
  { manifest }: SealedRevision,
  archive: readonly SealedRevision[],
  isOwed: boolean,
): string | undefined {
  const { id, slug, date, series, revision, correction } = manifest;
  const newest = archive
    .filter((one) => one.manifest.id === id)
    .reduce((latest, one) => Math.max(latest, one.manifest.revision), revision);
  if (newest > revision) return `it was replaced by r${newest}`;
  if (isOwed) return undefined;
  if (correction?.kind === 'retraction') return 'it was retracted';
  const isLater = (one: SealedRevision) =>
    (one.manifest.slug === slug || (series !== undefined && one.manifest.series === series)) &&
    one.manifest.date > date;
  const later = archive.filter(isLater).map((one) => one.manifest.id);
  const last = later.sort().at(-1);
  return last === undefined ? undefined : `it was followed by ${last}`;
}
