import type { SealedRevision } from '../archive/sealed.ts';

/** Why a revision is not the one to send today; undefined when it is. */
export function whyLate({ manifest }: SealedRevision, archive: readonly SealedRevision[]): string | undefined {
  const { id, slug, date, series, revision, correction } = manifest;
  const newest = archive
    .filter((one) => one.manifest.id === id)
    .reduce((latest, one) => Math.max(latest, one.manifest.revision), revision);
  if (newest > revision) return `r${newest} has replaced it`;
  if (correction?.kind === 'retraction') return 'it was retracted';
  const isLater = (one: SealedRevision) =>
    (one.manifest.slug === slug || (series !== undefined && one.manifest.series === series)) &&
    one.manifest.date > date;
  const later = archive.filter(isLater).map((one) => one.manifest.id);
  const last = later.sort().at(-1);
  return last === undefined ? undefined : `${last} has followed it`;
}
