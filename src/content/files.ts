import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { asWarning, type Diagnostic, type Place, problem, warning } from '../diagnostics.ts';
import { FileRefused, readPlainFile } from '../files/files.ts';
import { isSlug } from '../model/slug.ts';

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
const foreignFolders = new Set(['lists', 'imports']);

/** A content folder that is being read. */
interface Reading extends Loaded {
  /** The folder itself, without links on the way: nothing is read that lies elsewhere. */
  top: string;
}

/** A file or folder of it. */
interface Entry {
  full: string;
  shown: string;
  /** Relative to the content folder. */
  key: string;
}

/**
 * Reads a content folder, in order of file name. `shownAs` is the folder's name in diagnostics.
 * Throws when the folder itself cannot be read.
 */
export function loadContent(folder: string, shownAs: string): Loaded {
  const loaded: Reading = { files: [], designs: [], diagnostics: [], top: realpathSync(folder) };
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter(isSeen).sort(byName)) {
    const { name } = entry;
    const one = { full: path.join(folder, name), shown: `${shownAs}/${name}`, key: name };
    if (isLinkedFolder(entry, one.full)) {
      if (!foreignFolders.has(name)) {
        const isWanted = name === 'templates' || Object.hasOwn(folders, name);
        loaded.diagnostics.push(isWanted ? linkedFolder(one.shown) : asWarning(linkedFolder(one.shown)));
      }
    } else if (name === 'templates' && entry.isDirectory()) loadDesigns(one, loaded);
    else if (entry.isDirectory()) loadFolder(one, loaded);
    else if (/\.(?:svg|csl)$/.test(name)) addDesign(one, loaded);
    else if (Object.hasOwn(singleFiles, name)) addFile(one, singleFiles[name] as FileKind, loaded);
    else loaded.diagnostics.push(unexpected(one.shown));
  }
  const { files, designs, diagnostics } = loaded;
  return { files, designs, diagnostics };
}

function loadFolder(folder: Entry, loaded: Reading): void {
  if (foreignFolders.has(folder.key)) return;
  const expected = Object.hasOwn(folders, folder.key) ? folders[folder.key] : undefined;
  if (!expected) {
    loaded.diagnostics.push(unexpected(folder.shown));
    return;
  }
  for (const { entry, one } of entriesOf(folder, loaded)) {
    if (entry.isDirectory() || !entry.name.endsWith(expected.ending))
      loaded.diagnostics.push(unexpected(one.shown));
    else addFile(one, expected.kind, loaded);
  }
}

/** Every file under templates/: whether it overrides anything is for those to say who know what there is. */
function loadDesigns(folder: Entry, loaded: Reading): void {
  for (const { entry, one } of entriesOf(folder, loaded)) {
    if (entry.isDirectory()) loadDesigns(one, loaded);
    else addDesign(one, loaded);
  }
}

/** Only the names of files that are not text matter. */
function addDesign({ full, shown, key }: Entry, loaded: Reading): void {
  const found = /\.(?:hbs|css|svg|csl)$/.test(key) ? readText(full, shown, loaded) : undefined;
  if (typeof found === 'string') loaded.designs.push({ path: shown, key, text: found });
  else loaded.designs.push({ path: shown, key, text: '', refused: true });
  if (typeof found === 'object') loaded.diagnostics.push(found);
}

/** The content of a folder by name, without folders that are links, which are reported. */
function entriesOf(folder: Entry, loaded: Reading): { entry: Dirent; one: Entry }[] {
  try {
    const entries = readdirSync(folder.full, { withFileTypes: true }).filter(isSeen).sort(byName);
    return entries.flatMap((entry) => {
      const one = {
        full: path.join(folder.full, entry.name),
        shown: `${folder.shown}/${entry.name}`,
        key: `${folder.key}/${entry.name}`,
      };
      if (!isLinkedFolder(entry, one.full)) return [{ entry, one }];
      loaded.diagnostics.push(linkedFolder(one.shown));
      return [];
    });
  } catch (error) {
    loaded.diagnostics.push(unreadable(error, folder.shown));
    return [];
  }
}

function isSeen({ name }: Dirent): boolean {
  return !name.startsWith('.');
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function isLinkedFolder(entry: Dirent, full: string): boolean {
  return entry.isSymbolicLink() && statOf(full)?.isDirectory() === true;
}

/** Undefined for a link that leads nowhere or in a circle: reading it shows why. */
function statOf(full: string) {
  try {
    return statSync(full);
  } catch {
    return undefined;
  }
}

function addFile({ full, shown, key }: Entry, kind: FileKind, loaded: Reading): void {
  const id = path.basename(shown, path.extname(shown));
  const found = isSlug(id) ? readText(full, shown, loaded, kind) : badName(id, shown);
  if (typeof found === 'string') loaded.files.push({ path: shown, key, kind, id, text: found });
  else {
    loaded.files.push({ path: shown, key, kind, id, text: '', refused: true });
    loaded.diagnostics.push(found);
  }
}

function readText(full: string, shown: string, { top }: Reading, kind?: FileKind): string | Diagnostic {
  const most = kind === 'trial' ? largest.trial : largest.other;
  try {
    const real = realpathSync(full);
    if (!real.startsWith(top.endsWith(path.sep) ? top : top + path.sep)) return outside(shown);
    return decode(readPlainFile(real, { limit: most * 1_000_000, follow: false }), shown);
  } catch (error) {
    const isTooLarge = error instanceof FileRefused && error.reason.startsWith('has ');
    return isTooLarge ? tooLarge(full, shown, kind) : unreadable(error, shown);
  }
}

function outside(shown: string): Diagnostic {
  return problem('outside-content', 'the link leads out of the content folder', endOf('', shown), {
    hints: ['copy the file here: editions are built only from files in this folder'],
  });
}

function linkedFolder(shown: string): Diagnostic {
  return problem('linked-folder', 'the folder is a link, and linked folders are not read', endOf('', shown), {
    hints: ['move the folder itself here, or name it with --content'],
  });
}

function tooLarge(full: string, shown: string, kind: FileKind | undefined): Diagnostic {
  const size = (Math.ceil(statSync(full).size / 100_000) / 10).toFixed(1);
  const most =
    kind === 'trial' ? `the limit for a trial is ${largest.trial} MB` : `the limit is ${largest.other} MB`;
  return problem('file-too-large', `the file has ${size} MB; ${most}`, endOf('', shown), {
    hints: ['split it, or check that it is the file you meant'],
  });
}

/** Why a file or folder could not be read. */
function unreadable(error: unknown, shown: string): Diagnostic {
  if (error instanceof FileRefused) {
    return problem('no-plain-file', `it ${error.reason}`, endOf('', shown), {
      hints: ['replace it with a regular file'],
    });
  }
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [reason, hint] = reasons.get(code) ?? [message, 'check its permissions and the disk'];
  return problem('unreadable-file', `it cannot be read: ${reason}`, endOf('', shown), { hints: [hint] });
}

const reasons: ReadonlyMap<string, readonly [reason: string, hint: string]> = new Map([
  ['ENOENT', ['the link leads nowhere', 'replace the link with the file, or delete it']],
  ['ELOOP', ['the link leads back to itself', 'replace the link with the file, or delete it']],
  ['ENOTDIR', ['the link leads nowhere', 'replace the link with the file, or delete it']],
  ['EACCES', ['this user has no permission to read it', 'grant read permission: chmod u+r']],
  ['EPERM', ['this user has no permission to read it', 'grant read permission: chmod u+r']],
]);

function decode(bytes: Uint8Array, shown: string): string | Diagnostic {
  const refuse = (message: string, before: string) =>
    problem('not-text', message, endOf(before, shown), { hints: ['save it as UTF-8'] });
  if (looksLikeUtf16(bytes)) return refuse('the file looks like UTF-16', '');
  if (!isUtf8(bytes)) return refuse('the file is not valid UTF-8', textBeforeFault(bytes));
  const text = readUtf8(bytes);
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const nul = body.indexOf('\0');
  if (nul >= 0) return refuse('the file contains a NUL character', body.slice(0, nul));
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
      `the folder may contain house.yaml, sources.yaml, endpoints.yaml and the folders ${[...Object.keys(folders), 'templates'].join(', ')}`,
    ],
  });
}

export type FileKind = 'house' | 'endpoints' | 'sources' | 'trial' | 'product' | 'briefing';

/** A text file of the content folder. */
export interface SourceFile {
  /** Relative to the working folder, with forward slashes: what diagnostics print. */
  path: string;
  /** Relative to the content folder: the same wherever the folder lies. */
  key: string;
  kind: FileKind;
  /** File name without its ending: the key of a trial or product, the date and slug of a briefing. */
  id: string;
  text: string;
  /** Set when the file is there but was refused; then `text` is empty and says nothing. */
  refused?: true;
}

/** A template, stylesheet or picture of the content folder: `templates/partials/figure.hbs`, `logo.svg`. */
export type DesignFile = Omit<SourceFile, 'kind' | 'id'>;
