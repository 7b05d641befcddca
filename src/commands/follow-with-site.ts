import { openArchiveReader } from '../adapters/archive-shelf.ts';
import { updateSite } from '../build/site.ts';
import type { Console } from './console.ts';
import { failureOf } from './failure.ts';
import type { ProjectPaths } from './sources.ts';

/**
 * Brings the site up to date with what was just sealed; tells whether it could. What is sealed stays so
 * either way. Only for whoever holds the lock.
 */
export async function followWithSite(
  archive: { folder: string; shownAs: string },
  console: Console,
  { root }: Pick<ProjectPaths, 'root'>,
): Promise<boolean> {
  try {
    const { written } = await updateSite(openArchiveReader(archive.folder), root);
    console.info(
      `${written.length} files of the site brought up to date; open ${archive.shownAs}/index.html`,
    );
    return true;
  } catch (error) {
    const why = failureOf(error)?.message ?? (error instanceof Error ? error.message : String(error));
    console.warn(`sealed, but the archive's site could not be brought up to date: ${why}`);
    console.warn('run `trialbrief site` when that is mended');
    return false;
  }
}
