import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic, type Place, problem, warning } from '../diagnostics.ts';
import { isSlug } from '../model/slug.ts';
import type { FileKind, SourceFile } from './source-file.ts';

export interface Loaded {
  files: SourceFile[];
  diagnostics: Diagnostic[];
}

const largestFile = 1_000_000;
const byteOrderMark = '\ufeff';

const singleFiles: Record<string, FileKind> = {
  'house.yaml': 'house',
  'endpoints.yaml': 'endpoints',
  'sources.yaml': 'sources',
};

const folders: Record<string, { kind: FileKind; ending: string }> = {
  sources: { kind: 'sources', ending: '.yaml' },
  trials: { kind: 'trial', ending: '.yaml' },
  products: { kind: 'product', ending: '.yaml' },
  briefings: { kind: 'briefing', ending: '.md' },
};

/** Folders with files that other commands read. */
const foreignFolders = new Set(['lists']);

/**
 * Reads a content folder, in order of file name. `shownAs` is the folder's name in diagnostics.
 * Throws when the folder itself cannot be read.
 */
export function loadContent(folder: string, shownAs: string): Loaded {
  const loaded: Loaded = { files: [], diagnostics: [] };
  for (const entry of entriesOf(folder)) {
    const shown = `${shownAs}/${entry.name}`;
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) loadFolder(full, shown, entry.name, loaded);
    else if (Object.hasOwn(singleFiles, entry.name))
      addFile(full, shown, entry.name, singleFiles[entry.name] as FileKind, loaded);
    else loaded.diagnostics.push(unexpected(shown));
  }
  return loaded;
}

function loadFolder(folder: string, shownAs: string, name: string, loaded: Loaded): void {
  if (foreignFolders.has(name)) return;
  const expected = Object.hasOwn(folders, name) ? folders[name] : undefined;
  if (!expected) {
    loaded.diagnostics.push(unexpected(shownAs));
    return;
  }
  for (const entry of entriesOf(folder)) {
    const shown = `${shownAs}/${entry.name}`;
    if (entry.name.endsWith(expected.ending)) {
      addFile(path.join(folder, entry.name), shown, `${name}/${entry.name}`, expected.kind, loaded);
    } else loaded.diagnostics.push(unexpected(shown));
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function addFile(full: string, shown: string, key: string, kind: FileKind, loaded: Loaded): void {
  const id = path.basename(shown, path.extname(shown));
  const start: Place = { file: shown, line: 1, column: 1 };
  if (!isSlug(id)) loaded.diagnostics.push(badName(id, start));
  const text = readText(full, start, loaded.diagnostics);
  if (text !== undefined && isSlug(id)) loaded.files.push({ path: shown, key, kind, id, text });
}

function readText(full: string, start: Place, diagnostics: Diagnostic[]): string | undefined {
  const { size } = statSync(full);
  if (size > largestFile) {
    diagnostics.push(
      problem('file-too-large', `the file has ${size} bytes; at most ${largestFile} are read`, start, {
        hints: ['split it, or check that it is the file you meant'],
      }),
    );
    return undefined;
  }
  return decode(readFileSync(full), start, diagnostics);
}

function decode(bytes: Uint8Array, start: Place, diagnostics: Diagnostic[]): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
    const nul = body.indexOf('\0');
    if (nul === -1) return body.replaceAll('\r\n', '\n');
    diagnostics.push(
      problem('not-text', 'the file holds a NUL character', { ...start, line: lineAt(body, nul) }),
    );
  } catch {
    diagnostics.push(
      problem('not-text', 'the file is not valid UTF-8', start, { hints: ['save it as UTF-8'] }),
    );
  }
  return undefined;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function badName(id: string, place: Place): Diagnostic {
  return problem('bad-file-name', `‘${id}’ cannot be the key of an entry`, place, {
    hints: ['name files with lower-case letters, digits and hyphens, at most 64'],
  });
}

function unexpected(shown: string): Diagnostic {
  return warning(
    'unexpected-file',
    'nothing reads this file',
    { file: shown, line: 1, column: 1 },
    {
      hints: [
        `the folder holds house.yaml, sources.yaml, endpoints.yaml and the folders ${Object.keys(folders).join(', ')}`,
      ],
    },
  );
}
