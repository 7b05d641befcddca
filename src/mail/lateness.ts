import type { SealedRevision } from '../archive/sealed.ts';

/**
 * Why a revision is not the one to send today; undefined when it is. Those who have a wrong revision are owed its
 * correction or retraction however old it is, unless a newer one has replaced that too.
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
  if (newest > revision) return `r${newest} has replaced it`;
  if (isOwed) return undefined;
  if (correction?.kind === 'retraction') return 'it was retracted';
  const isLater = (one: SealedRevision) =>
    (one.manifest.slug === slug || (series !== undefined && one.manifest.series === series)) &&
    one.manifest.date > date;
  const later = archive.filter(isLater).map((one) => one.manifest.id);
  const last = later.sort().at(-1);
  return last === undefined ? undefined : `${last} has followed it`;
}
