import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those above it as far as they are missing; `made` hears of each. Throws what the file
 * system throws. (Node's own `recursive` never ends where a folder is there and nothing can be made in it, as
 * under /proc.)
 */
export function makeFolder(folder: string, made: (folder: string) => void = () => {}): void {
  if (isFolder(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above, made);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been first.
    if (isFolder(folder)) return;
    throw error;
  }
  made(folder);
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
