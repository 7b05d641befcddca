import { statSync } from 'node:fs';
import path from 'node:path';

/** The tool's own folder, with its templates and fonts, whether this code runs from src/ or from a bundle. */
export const toolRoot = folderOfManifest(import.meta.dirname);

function folderOfManifest(folder: string): string {
  const parent = path.dirname(folder);
  const isThere = statSync(path.join(folder, 'package.json'), { throwIfNoEntry: false }) !== undefined;
  return isThere || parent === folder ? folder : folderOfManifest(parent);
}
