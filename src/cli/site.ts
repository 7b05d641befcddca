import { readArchive } from '../archive/disk.ts';
import { openArchiveReader } from '../site/shelf.ts';
import { rebuildSite, type SiteUpdate } from '../site/site.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, endingWithConflict, exit, type Stopwatch } from './console.ts';
import { acquireArchive } from './publishing.ts';
import type { ProjectPaths } from './sources.ts';

export interface SiteOptions {
  out: string;
  archive?: string;
}

/** Rebuilds the site of an archive from its sealed editions. */
export async function runSite(
  options: SiteOptions,
  console: Console,
  place: ProjectPaths,
  stopwatch: Stopwatch,
): Promise<number> {
  const archive = archiveNamed(options, place);
  return endingWithConflict(console, async () => {
    if (readArchive(archive.folder).length === 0) {
      console.warn(`there is no edition in ${archive.shownAs}/; publish one first`);
      return exit.usage;
    }
    using _held = acquireArchive(archive.folder);
    const update = await rebuildSite(openArchiveReader(archive.folder), place.root);
    if (console.json) console.result(JSON.stringify({ schema: 1, command: 'site', ...update }, null, 2));
    else console.result(siteSummary(update, archive.shownAs));
    console.info(`in ${stopwatch().toFixed(2)} s; open ${archive.shownAs}/index.html`);
    return exit.done;
  });
}

function siteSummary({ files, written, removed }: SiteUpdate, archive: string): string {
  return `site      ${archive}/  ${files} files, ${written.length} written, ${removed.length} removed`;
}
