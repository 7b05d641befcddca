import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic, type Place, problem, warning } from '../diagnostics.ts';
import { isSlug } from '../model/slug.ts';
import type { DesignFile, FileKind, SourceFile } from './source-file.ts';

export interface Loaded {
  /** Those that were refused too, without their text. */
  files: SourceFile[];
  /** What shapes the page and not what it says, in order of name. */
  designs: DesignFile[];
  diagnostics: Diagnostic[];
}

/** In megabytes. A study with its adverse events may be long; a MB takes the parser about half a second. */
const largest = { trial: 8, other: 1 };
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
  const loaded: Loaded = { files: [], designs: [], diagnostics: [] };
  for (const entry of entriesOf(folder)) {
    const shown = `${shownAs}/${entry.name}`;
    const full = path.join(folder, entry.name);
    if (entry.name === 'templates' && entry.isDirectory()) loadDesigns(full, shown, entry.name, loaded);
    else if (entry.isDirectory()) loadFolder(full, shown, entry.name, loaded);
    else if (entry.name.endsWith('.svg')) addDesign(full, shown, entry.name, loaded);
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
    if (entry.name.endsWith(expected.ending) && !entry.isDirectory()) {
      addFile(path.join(folder, entry.name), shown, `${name}/${entry.name}`, expected.kind, loaded);
    } else loaded.diagnostics.push(unexpected(shown));
  }
}

/** Every file under templates/: whether it overrides anything is for those to say who know what there is. */
function loadDesigns(folder: string, shownAs: string, key: string, loaded: Loaded): void {
  for (const entry of entriesOf(folder)) {
    const [full, shown] = [path.join(folder, entry.name), `${shownAs}/${entry.name}`];
    if (entry.isDirectory()) loadDesigns(full, shown, `${key}/${entry.name}`, loaded);
    else addDesign(full, shown, `${key}/${entry.name}`, loaded);
  }
}

/** Of what is no text only the name is of interest. */
function addDesign(full: string, shown: string, key: string, loaded: Loaded): void {
  const found = /\.(?:hbs|css|svg)$/.test(key) ? readText(full, shown) : undefined;
  if (typeof found === 'string') loaded.designs.push({ path: shown, key, text: found });
  else loaded.designs.push({ path: shown, key, text: '', refused: true });
  if (typeof found === 'object') loaded.diagnostics.push(found);
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function addFile(full: string, shown: string, key: string, kind: FileKind, loaded: Loaded): void {
  const id = path.basename(shown, path.extname(shown));
  const found = isSlug(id) ? readText(full, shown, kind) : badName(id, shown);
  if (typeof found === 'string') loaded.files.push({ path: shown, key, kind, id, text: found });
  else {
    loaded.files.push({ path: shown, key, kind, id, text: '', refused: true });
    loaded.diagnostics.push(found);
  }
}

function readText(full: string, shown: string, kind?: FileKind): string | Diagnostic {
  const { size } = statSync(full);
  const most = kind === 'trial' ? largest.trial : largest.other;
  if (size > most * 1_000_000) {
    return problem(
      'file-too-large',
      `the file has ${(Math.ceil(size / 100_000) / 10).toFixed(1)} MB; ${kind === 'trial' ? 'a trial' : 'it'} may have ${most} MB`,
      endOf('', shown),
      { hints: ['split it, or check that it is the file you meant'] },
    );
  }
  return decode(readFileSync(full), shown);
}

function decode(bytes: Uint8Array, shown: string): string | Diagnostic {
  const refuse = (message: string, before: string) =>
    problem('not-text', message, endOf(before, shown), { hints: ['save it as UTF-8'] });
  if (looksLikeUtf16(bytes)) return refuse('the file looks like UTF-16', '');
  if (!isUtf8(bytes)) return refuse('the file is not valid UTF-8', textBeforeFault(bytes));
  const text = readUtf8(bytes);
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const nul = body.indexOf('\0');
  if (nul >= 0) return refuse('the file holds a NUL character', body.slice(0, nul));
  return body.replaceAll('\r\n', '\n');
}

function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const beginning = bytes.subarray(0, 200);
  return beginning.filter((byte) => byte === 0).length > beginning.length / 3;
}

/** What can be read before the first wrong byte: there the text, encoded anew, begins to differ. */
function textBeforeFault(bytes: Uint8Array): string {
  const again = new TextEncoder().encode(readUtf8(bytes));
  return readUtf8(
    bytes.subarray(
      0,
      bytes.findIndex((byte, index) => byte !== again[index]),
    ),
  );
}

/** The place after some text from the beginning of a file. */
function endOf(text: string, file: string): Place {
  return { file, line: text.split('\n').length, column: text.length - text.lastIndexOf('\n') };
}

function badName(id: string, shown: string): Diagnostic {
  return problem('bad-file-name', `‘${id}’ cannot be the key of an entry`, endOf('', shown), {
    hints: ['name files with lower-case letters, digits and hyphens, at most 64'],
  });
}

function unexpected(shown: string): Diagnostic {
  return warning('unexpected-file', 'nothing reads this file', endOf('', shown), {
    hints: [
      `the folder holds house.yaml, sources.yaml, endpoints.yaml and the folders ${[...Object.keys(folders), 'templates'].join(', ')}`,
    ],
  });
}
