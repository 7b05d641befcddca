import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those above it as far as they are missing; `made` hears of each, and the outermost is the
 * first of those it gives. Leaves none behind when one cannot be made, and throws what the file system throws.
 * (Node's own `recursive` never ends where a folder is there and nothing can be made in it, as under /proc.)
 */
export function makeFolder(folder: string, made: (folder: string) => void = () => {}): string[] {
  if (isFolder(folder)) return [];
  const above = path.dirname(folder);
  const outer = above === folder ? [] : makeFolder(above, made);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been first.
    if (isFolder(folder)) return outer;
    removeEmpty(outer);
    throw error;
  }
  made(folder);
  return [...outer, folder];
}

/** Removes folders, the last first, as far as they are empty. */
export function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of folders.toReversed()) rmdirSync(folder);
  } catch {
    // Something is in it, and so in those around it.
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether anything can be made in a folder, which rights alone do not tell: tries it, and leaves nothing. */
export function canHoldFiles(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.trialbrief-')));
    return true;
  } catch {
    return false;
  }
}
