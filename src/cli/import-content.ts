import { ContentFiles } from '../import/content-files.ts';
import type { Session } from './commands.ts';
import { folderNamed, isContentThere } from './sources.ts';

/** The content that an import or export works in; undefined, having complained, where there is no such folder. */
export function contentNamed(given: string, session: Session): ContentFiles | undefined {
  const { folder, shownAs } = folderNamed(given, session.place);
  return isContentThere({ folder, shownAs }, session.console())
    ? new ContentFiles(folder, shownAs)
    : undefined;
}
