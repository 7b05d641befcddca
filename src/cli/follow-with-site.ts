import { openArchiveReader } from '../site/shelf.ts';
import { updateSite } from '../site/site.ts';
import type { Console } from './console.ts';
import { failureOf } from './failure.ts';
import type { ProjectPaths } from './sources.ts';

/**
 * Updates the site after sealing and returns whether it could; the sealed revision stays either way. The
 * caller must hold the lock.
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
    console.warn('run `trialbrief site` once that is fixed');
    return false;
  }
}
