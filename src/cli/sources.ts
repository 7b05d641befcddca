import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics.ts';
import { readPlainFile } from '../files/files.ts';
import { countDiagnostics, reportDiagnostics } from '../report.ts';
import type { Console } from './console.ts';

/** Folders that commands work in. */
export interface ProjectPaths {
  /** The tool's own folder: code, templates, fonts. */
  root: string;
  /** Hash of the tool's own files, where known. */
  toolFiles?: string | undefined;
  /** Base of relative paths. */
  cwd: string;
}

/** A folder given on the command line, absolute and as diagnostics show it. */
export function folderNamed(given: string, { cwd }: ProjectPaths): { folder: string; shownAs: string } {
  const folder = path.resolve(cwd, given);
  const relative = path.relative(cwd, folder);
  const shown = relative.startsWith('..') || relative === '' ? folder : relative;
  return { folder, shownAs: shown.split(path.sep).join('/') };
}

/** Whether a content folder exists; prints an error when it does not. */
export function isContentThere(
  { folder, shownAs }: { folder: string; shownAs: string },
  console: Console,
): boolean {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return true;
  console.warn(`there is no folder ${shownAs}; name the content folder with --content <folder>`);
  return false;
}

/** Prints diagnostics with their frames, then the count. */
export function printDiagnostics(
  diagnostics: Diagnostic[],
  console: Console,
  { cwd, root }: ProjectPaths,
): void {
  if (diagnostics.length === 0) return;
  const texts = new Map<string, string | undefined>();
  const readSource = (file: string) => {
    if (!texts.has(file)) texts.set(file, readFirst([path.resolve(cwd, file), path.resolve(root, file)]));
    return texts.get(file);
  };
  console.warn(reportDiagnostics(diagnostics, { colour: console.colour, readSource }));
  console.warn(countDiagnostics(diagnostics));
}

/**
 * Resolves a link that stays inside its content folder; other links are returned unresolved and not followed.
 */
function withoutLink(file: string): string {
  const top = contentFolderOf(file);
  const real = realpathSync(file);
  return top !== undefined && real.startsWith(`${realpathSync(top)}${path.sep}`) ? real : file;
}

/** The nearest folder around a file that has a house.yaml. */
function contentFolderOf(file: string): string | undefined {
  const folder = path.dirname(file);
  if (folder === file) return undefined;
  return statSync(path.join(folder, 'house.yaml'), { throwIfNoEntry: false })
    ? folder
    : contentFolderOf(folder);
}

/** Bytes; no lines of larger files are shown. */
const mostFramed = 100_000_000;

/** Of a workbook, which is a zip archive, there are no lines to show. */
function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
}

function readFirst(files: string[]): string | undefined {
  for (const file of files) {
    try {
      const bytes = readPlainFile(withoutLink(file), { limit: mostFramed, follow: false });
      return isWorkbook(bytes) ? undefined : bytes.toString('utf8').replace(/^\ufeff/, '');
    } catch {}
  }
  return undefined;
}
