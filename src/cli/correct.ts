import { Conflict } from '../archive/errors.ts';
import { changedInputs } from '../archive/files.ts';
import { findEdition, suggestEditions } from '../archive/naming.ts';
import { type Composed, composeEdition } from '../build.ts';
import type { Briefing } from '../model/library.ts';
import { findUnseenCharacter } from '../model/scalars.ts';
import type { CorrectionKind, SealedRevision } from '../outputs/sealed.ts';
import { type Console, endingWithConflict, exit, type Stopwatch } from './console.ts';
import { toPredecessor } from './content.ts';
import {
  makeRevision,
  othersOf,
  type PublishContext,
  type PublishOptions,
  preparePublishing,
  printOutcome,
  tidyArchive,
} from './publishing.ts';
import type { ProjectPaths } from './sources.ts';

export interface CorrectOptions extends PublishOptions {
  reason: string;
  kind: CorrectionKind;
}

/** Seals the current content as the next revision of a published edition, with a reason. */
export async function runCorrect(
  named: string,
  options: CorrectOptions,
  console: Console,
  place: ProjectPaths,
  stopwatch: Stopwatch,
): Promise<number> {
  const reason = options.reason.replace(/\s+/g, ' ').trim();
  const flaw = flawOf(reason);
  if (flaw !== undefined) {
    console.warn(`--reason ${flaw}; it explains to readers what was wrong`);
    return exit.usage;
  }
  const setting = { command: 'correct', console, place, stopwatch } as const;
  return endingWithConflict(console, async () => {
    const publishing = preparePublishing(options, setting);
    if (typeof publishing === 'number') return publishing;
    const newest = findEdition(named, publishing.sealed)?.revisions.at(-1);
    if (!newest) return printUnpublished(named, publishing);
    return correctEdition(publishing, newest, { kind: options.kind, reason, date: options.on }).catch(
      async (error) => {
        // Finish what an interrupted run left undone.
        if (error instanceof Conflict) await tidyArchive(publishing);
        throw error;
      },
    );
  });
}

/** Why a reason cannot be printed; undefined when it can. */
function flawOf(reason: string): string | undefined {
  if (reason === '') return 'is empty';
  const unseen = findUnseenCharacter(reason);
  if (unseen === undefined) return undefined;
  const code = reason.codePointAt(unseen)?.toString(16).toUpperCase().padStart(4, '0');
  return `contains U+${code}, a control, private-use or text-direction character`;
}

async function correctEdition(
  publishing: PublishContext,
  newest: SealedRevision,
  correction: { kind: CorrectionKind; reason: string; date: string },
): Promise<number> {
  const { id, revision } = newest.manifest;
  const isRepeated = isSame(newest.manifest.correction, correction);
  if (!isRepeated) refuseRetracted(newest);
  const briefing = publishing.context.library.briefings.find((one) => one.id === id);
  if (!briefing) {
    publishing.console.warn(
      `${publishing.content.shownAs}/briefings/${id}.md does not exist, and a correction is built from it`,
    );
    return exit.usage;
  }
  if (isRepeated && (await isUnchanged(publishing, briefing, newest))) {
    await tidyArchive(publishing);
    return printOutcome(publishing, { state: 'unchanged', revision: newest, warnings: [] });
  }
  refuseRetracted(newest);
  const predecessor = toPredecessor(newest, publishing.archive.folder);
  const others = othersOf(publishing, briefing, revision + 1);
  const release = { revision: revision + 1, correction, others, ...(predecessor && { predecessor }) };
  return makeRevision(publishing, { briefing, release }, (composed) => {
    if (correction.kind !== 'retraction') refuseUnchanged(newest, composed);
  });
}

/** Whether the newest revision already is this correction: same reason, same kind. */
function isSame(
  sealed: SealedRevision['manifest']['correction'],
  { kind, reason }: { kind: CorrectionKind; reason: string },
): boolean {
  return sealed?.kind === kind && sealed.reason === reason;
}

async function isUnchanged(
  publishing: PublishContext,
  briefing: Briefing,
  { manifest }: SealedRevision,
): Promise<boolean> {
  const { inputs } = await composeEdition(briefing, publishing.context, { revision: manifest.revision });
  return changedInputs(manifest.inputs, inputs.files).length === 0;
}

/** A retraction is final: only a new edition can follow it. */
function refuseRetracted({ manifest, folder }: SealedRevision): void {
  if (manifest.correction?.kind !== 'retraction') return;
  throw new Conflict(`${manifest.id} was retracted on ${manifest.published} (${folder})`, [
    'a retraction is final; publish a new edition instead',
  ]);
}

function refuseUnchanged({ manifest, folder }: SealedRevision, { inputs }: Composed): void {
  if (changedInputs(manifest.inputs, inputs.files).length > 0) return;
  throw new Conflict(`nothing changed since ${folder} was sealed`, [
    'fix the content first, or retract the edition unchanged: --kind retraction',
  ]);
}

function printUnpublished(named: string, { console, archive, sealed, context }: PublishContext): number {
  const isBriefing = context.library.briefings.some(({ id, slug }) => id === named || slug === named);
  const hints = isBriefing
    ? [`it is not published yet; run: publish ${named}`]
    : sealed.length > 0
      ? suggestEditions(named, sealed)
      : ['nothing is published there yet'];
  console.warn([`there is no edition ‘${named}’ in ${archive.shownAs}/`, ...hints].join('; '));
  return exit.usage;
}
