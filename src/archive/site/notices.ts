import { writeDate } from '../../notation/dates.ts';
import type { CorrectionKind } from '../sealed.ts';
import type { SiteEdition, SiteRevision } from './editions.ts';

const names: Record<CorrectionKind, string> = {
  correction: 'Correction',
  erratum: 'Erratum',
  retraction: 'Retraction',
};

/** What happened to an edition, worst first: a retraction is not undone by a later erratum. */
const standings: [CorrectionKind, string][] = [
  ['retraction', 'retracted'],
  ['correction', 'corrected'],
  ['erratum', 'erratum'],
];

/** `Correction`. */
export function noticeName(kind: CorrectionKind): string {
  return names[kind];
}

/** One word for lists: `retracted`, `corrected`, `erratum`; undefined for what stands as it was published. */
export function statusOf({ revisions }: Pick<SiteEdition, 'revisions'>): string | undefined {
  const kinds = new Set(revisions.map(({ correction }) => correction?.kind));
  return standings.find(([kind]) => kinds.has(kind))?.[1];
}

/** `Correction of 3 May 2026: The count was that of the other arm.` */
export function noticeLine({ correction, published }: SiteRevision): string | undefined {
  if (!correction) return undefined;
  const reason = /[.!?…]$/.test(correction.reason) ? correction.reason : `${correction.reason}.`;
  return `${names[correction.kind]} of ${writeDate(published)}: ${reason}`;
}
