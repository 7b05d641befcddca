import path from 'node:path';
import { folderNamed, type ProjectPaths } from './sources.ts';

/** The archive named on the command line; defaults to archive/ in the --out folder. */
export function archiveNamed(
  { archive, out }: { archive?: string | undefined; out: string },
  place: ProjectPaths,
): { folder: string; shownAs: string } {
  return folderNamed(archive ?? path.join(out, 'archive'), place);
}
