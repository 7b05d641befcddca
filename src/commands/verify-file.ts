import { findEdition } from '../archive/naming.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { type SealedLocation, whatCameAfter } from '../archive/whereabouts.ts';
import type { StatedEdition } from '../outputs/claim.ts';

/** Report on a single file. */
export interface FileReport {
  /** `sealed`: exactly the sealed bytes; `other`: different bytes; `unknown`: no archive to compare with. */
  state: 'sealed' | 'other' | 'unknown';
  lines: string[];
}

/** Reports on a file whose bytes are in the archive: where, since when, and what followed it. */
export function reportSealed(
  places: readonly SealedLocation[],
  archive: readonly SealedRevision[],
): FileReport {
  const lines = places.map(
    ({ revision, file }) =>
      `exactly what was sealed on ${revision.manifest.published} as ${revision.folder}/${file.path}`,
  );
  const newest = places.at(-1)?.revision;
  return { state: 'sealed', lines: [...lines, ...(newest ? afterwards(newest, archive) : [])] };
}

/** Reports on a file that is not in the archive: what it claims to be, and the matching edition. */
export function reportAltered(
  claim: StatedEdition | undefined,
  archive: readonly SealedRevision[],
): FileReport {
  const other = 'not a file of this archive: these bytes were never sealed in it';
  if (!claim) return { state: 'other', lines: [other, 'it does not say which edition it is'] };
  const said = `it claims to be ${nameOf(claim)}`;
  const found = findEdition(claim.edition, archive);
  if (!found) return { state: 'other', lines: [other, said, 'the archive has no such edition'] };
  const { folder } = found.revision;
  return {
    state: 'other',
    lines: [other, `${said}: a draft, or changed since`, `see ${folder}, the newest`],
  };
}

/** Reports on a file when there is no archive to compare with. */
export function reportUnknown(claim: StatedEdition | undefined, archive: string): FileReport {
  const nobody = `there is no archive at ${archive}; name one with --archive`;
  if (!claim) return { state: 'unknown', lines: [nobody, 'the file does not say which edition it is'] };
  const said = `the file claims to be ${nameOf(claim)}; that cannot be verified without an archive`;
  return { state: 'unknown', lines: [nobody, said] };
}

function nameOf({ edition, revision }: StatedEdition): string {
  return [edition, revision].filter(Boolean).join(', ');
}

function afterwards(revision: SealedRevision, archive: readonly SealedRevision[]): string[] {
  const { corrections, laterEdition } = whatCameAfter(revision, archive);
  const own = revision.manifest.correction && [`this revision is ${correctionText(revision)}`];
  const later = laterEdition && [`a later edition is ${laterEdition.folder}: ${laterEdition.manifest.title}`];
  const superseded = corrections.map(
    (next) => `superseded on ${next.manifest.published} by ${next.folder}, ${correctionText(next)}`,
  );
  const isNewest = corrections.length === 0 ? ['the newest revision of its edition'] : [];
  return [...(own ?? []), ...superseded, ...isNewest, ...(later ?? [])];
}

const named = { correction: 'a correction', erratum: 'an erratum', retraction: 'a retraction' };

/** `an erratum: A name was misspelt.` */
function correctionText({ manifest: { correction } }: SealedRevision): string {
  return correction ? `${named[correction.kind]}: ${correction.reason}` : 'a revision without a reason';
}
