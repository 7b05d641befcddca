import { Conflict } from '../archive/conflict.ts';
import { findEdition, type NamedEdition } from '../archive/naming.ts';
import { type ChangedInput, changedInputs } from '../archive/same-content.ts';
import { composeEdition } from '../build.ts';
import type { Briefing } from '../model/library.ts';
import { selectBriefings } from './build-work.ts';
import { type Console, exit, type Stopwatch } from './console.ts';
import { endingWithConflict } from './ending.ts';
import { firstRelease } from './predecessors.ts';
import {
  type Desk,
  makeRevision,
  openDesk,
  othersOf,
  type PublishOptions,
  tellOutcome,
  tidyArchive,
} from './publishing.ts';
import type { Workplace } from './sources.ts';

/** Seals a briefing as the first revision of its edition. What is already sealed stays as it is. */
export async function runPublish(
  named: string,
  options: PublishOptions,
  console: Console,
  place: Workplace,
  stopwatch: Stopwatch,
): Promise<number> {
  const setting = { command: 'publish', console, place, stopwatch } as const;
  return endingWithConflict(console, async () => {
    const desk = openDesk(options, setting);
    if (typeof desk === 'number') return desk;
    const [briefing] = selectBriefings(desk.shop.library.briefings, { named: [named], console }) ?? [];
    if (!briefing) return exit.usage;
    const edition = findEdition(briefing.id, desk.sealed);
    if (edition) return compareWithSealed(desk, briefing, edition);
    const release = firstRelease(briefing, desk.shop.library.house, {
      folder: desk.archive.folder,
      sealed: desk.sealed,
    });
    return makeRevision(desk, { briefing, release: { ...release, others: othersOf(desk, briefing, 1) } });
  });
}

/** The same content again is done already; other content under the same name is refused. */
async function compareWithSealed(desk: Desk, briefing: Briefing, edition: NamedEdition): Promise<number> {
  const { revision } = edition;
  const { inputs } = await composeEdition(briefing, desk.shop, { revision: revision.manifest.revision });
  const changed = changedInputs(revision.manifest.inputs, inputs.files);
  await tidyArchive(desk);
  if (changed.length > 0) throw alreadyPublished(edition, changed);
  return tellOutcome(desk, { state: 'unchanged', revision, warnings: [] });
}

function alreadyPublished({ revision }: NamedEdition, changed: ChangedInput[]): Conflict {
  const { id, published } = revision.manifest;
  return new Conflict(`${id} is already published (${revision.folder}, ${published}), from other content`, [
    `since then: ${changed.map(({ path, how }) => `${path} ${how}`).join(', ')}`,
    `what is published never changes; a correction is a revision of its own: correct ${id} --reason "…"`,
  ]);
}
