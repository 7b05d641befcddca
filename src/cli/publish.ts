import { Conflict } from '../archive/errors.ts';
import { type ChangedInput, changedInputs } from '../archive/files.ts';
import { type FoundRevision, findEdition } from '../archive/naming.ts';
import { composeEdition } from '../build.ts';
import type { Briefing } from '../model/library.ts';
import { selectBriefings } from './build.ts';
import { type Console, endingWithConflict, exit, type Stopwatch } from './console.ts';
import { firstRelease } from './content.ts';
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

/** Seals a briefing as the first revision of its edition. Sealed revisions never change. */
export async function runPublish(
  named: string,
  options: PublishOptions,
  console: Console,
  place: ProjectPaths,
  stopwatch: Stopwatch,
): Promise<number> {
  const setting = { command: 'publish', console, place, stopwatch } as const;
  return endingWithConflict(console, async () => {
    const publishing = preparePublishing(options, setting);
    if (typeof publishing === 'number') return publishing;
    const [briefing] =
      selectBriefings(publishing.context.library.briefings, { named: [named], console }) ?? [];
    if (!briefing) return exit.usage;
    const edition = findEdition(briefing.id, publishing.sealed);
    if (edition) return compareWithSealed(publishing, briefing, edition);
    const release = firstRelease(briefing, publishing.context.library.house, {
      folder: publishing.archive.folder,
      sealed: publishing.sealed,
    });
    return makeRevision(publishing, {
      briefing,
      release: { ...release, others: othersOf(publishing, briefing, 1) },
    });
  });
}

/** Publishing unchanged content is a no-op; different content under the same name is refused. */
async function compareWithSealed(
  publishing: PublishContext,
  briefing: Briefing,
  edition: FoundRevision,
): Promise<number> {
  const { revision } = edition;
  const { inputs } = await composeEdition(briefing, publishing.context, {
    revision: revision.manifest.revision,
  });
  const changed = changedInputs(revision.manifest.inputs, inputs.files);
  await tidyArchive(publishing);
  if (changed.length > 0) throw alreadyPublished(edition, changed);
  return printOutcome(publishing, { state: 'unchanged', revision, warnings: [] });
}

function alreadyPublished({ revision }: FoundRevision, changed: ChangedInput[]): Conflict {
  const { id, published } = revision.manifest;
  return new Conflict(
    `${id} is already published (${revision.folder}, ${published}), from different content`,
    [
      `since then: ${changed.map(({ path, how }) => `${path} ${how}`).join(', ')}`,
      `published editions never change; publish a correction as a new revision: correct ${id} --reason "…"`,
    ],
  );
}
