import { findEdition } from '../archive/naming.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { type SealedLocation, whatCameAfter } from '../archive/whereabouts.ts';
import type { StatedEdition } from '../outputs/claim.ts';

/** What can be told of one file that a reader has. */
export interface FileReport {
  /** `sealed`: exactly the bytes that were sealed; `other`: some others; `unknown`: no archive to ask. */
  state: 'sealed' | 'other' | 'unknown';
  lines: string[];
}

/** Of a file whose bytes lie in the archive: where, since when, and what came after it. */
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

/** Of a file that was never sealed like this: what it claims to be, and what of that is in the archive. */
export function reportAltered(
  claim: StatedEdition | undefined,
  archive: readonly SealedRevision[],
): FileReport {
  const other = 'not a file of this archive: these bytes were never sealed in it';
  if (!claim) return { state: 'other', lines: [other, 'it does not say which edition it is'] };
  const said = `it says of itself that it is ${nameOf(claim)}`;
  const found = findEdition(claim.edition, archive);
  if (!found) return { state: 'other', lines: [other, said, 'the archive has no such edition'] };
  const { folder } = found.revision;
  return {
    state: 'other',
    lines: [other, `${said}: a draft, or changed since`, `see ${folder}, the newest`],
  };
}

/** Of a file when there is no archive to ask. */
export function reportUnknown(claim: StatedEdition | undefined, archive: string): FileReport {
  const nobody = `there is no archive at ${archive}; name one with --archive`;
  if (!claim) return { state: 'unknown', lines: [nobody, 'the file does not say which edition it is'] };
  const said = `the file says of itself that it is ${nameOf(claim)}; nothing here vouches for that`;
  return { state: 'unknown', lines: [nobody, said] };
}

function nameOf({ edition, revision }: StatedEdition): string {
  return [edition, revision].filter(Boolean).join(', ');
}

function afterwards(revision: SealedRevision, archive: readonly SealedRevision[]): string[] {
  const { corrections, laterEdition } = whatCameAfter(revision, archive);
  const own = revision.manifest.correction && [`it is itself ${correctionText(revision)}`];
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
