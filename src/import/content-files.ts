import path from 'node:path';
import type { SourceFile } from '../content/files.ts';
import { loadContent } from '../content/files.ts';
import { checkLibrary } from '../content/library.ts';
import { type Parsed, parseSource } from '../content/parse.ts';
import { type Diagnostic, isError } from '../diagnostics.ts';
import { writeWhole } from '../files/edition-disk.ts';
import { Unusable } from '../files/files.ts';
import { accept } from './accept.ts';
import { propose } from './proposal.ts';
import { isTreeMap, type Tree, writeTree } from './tree.ts';

/** The files of a content folder that imports read and write; what was written is what is read afterwards. */
export class ContentFiles {
  readonly folder: string;
  readonly shownAs: string;
  private readonly files: Map<string, SourceFile>;
  private readonly read = new Map<SourceFile, Parsed>();

  /** Throws when the folder cannot be read. */
  constructor(folder: string, shownAs: string) {
    this.folder = folder;
    this.shownAs = shownAs;
    this.files = new Map(loadContent(folder, shownAs).files.map((file) => [file.key, file]));
  }

  ofKind(kind: SourceFile['kind']): SourceFile[] {
    return [...this.files.values()].filter((file) => file.kind === kind);
  }

  has(key: string): boolean {
    return this.files.has(key);
  }

  /** What a file contains; undefined when it is missing or is no YAML. */
  treeOf(key: string): Tree | undefined {
    const parsed = this.parsed(key);
    return parsed?.readable ? (parsed.data as Tree) : undefined;
  }

  /** A file with the places of its parts; undefined when it is missing. */
  parsed(key: string): Parsed | undefined {
    const file = this.files.get(key);
    return file && this.parse(file);
  }

  /** Each file is parsed once, however often it is asked for. */
  private parse(file: SourceFile): Parsed {
    const parsed = this.read.get(file) ?? parseSource(file);
    this.read.set(file, parsed);
    return parsed;
  }

  async write(key: string, text: string): Promise<void> {
    const before = this.files.get(key);
    await writeWhole(path.join(this.folder, key), text);
    if (before) this.read.delete(before);
    this.files.set(key, { ...(before ?? fileAt(key, this.shownAs)), text });
  }

  /** The file under sources/ with this key, or the one that new entries of an importer go to. */
  fileOfSource(id: string, otherwise: string): string {
    const isIn = ({ text }: SourceFile) => new RegExp(`^${id}:`, 'm').test(text);
    return this.ofKind('sources').find(isIn)?.key ?? otherwise;
  }

  /** Text of a file; undefined when it is missing. */
  textOf(key: string): string | undefined {
    return this.files.get(key)?.text;
  }

  /**
   * A sources file, by default as it is, with entries added or brought up to date; other entries, other fields of
   * these and comments stay. Throws `Unusable` for a file that cannot be read, which would otherwise be lost.
   */
  withSources(key: string, entries: { [id: string]: Tree }, text = this.textOf(key)): string {
    if (text === undefined) return writeTree(entries);
    const file = { ...fileAt(key, this.shownAs), text };
    const { readable, data } = parseSource(file);
    if (!readable) throw new Unusable(`${file.path} cannot be read`, 'run check to see why');
    const current = data as Tree;
    if (!isTreeMap(current) || Object.keys(current).length === 0)
      return `${text.trimEnd()}\n${writeTree(entries)}`.trimStart();
    return accept(text, propose({ current, next: entries }));
  }

  /** Errors that these files would have with other texts, in the company of all others. */
  errorsWith(texts: ReadonlyMap<string, string>): Diagnostic[] {
    const changed = [...texts].map(([key, text]) => ({
      ...(this.files.get(key) ?? fileAt(key, this.shownAs)),
      text,
    }));
    const diagnostics = this.check(changed.map(parseSource));
    const own = new Set(changed.map((file) => file.path));
    return diagnostics.filter((one) => isError(one) && own.has(one.place.file));
  }

  /** What the check says of these files in the company of all others; briefings are left out. */
  check(changed: readonly Parsed[]): Diagnostic[] {
    const keys = new Set(changed.map(({ file }) => file.key));
    const others = [...this.files.values()].filter(({ key, kind }) => !keys.has(key) && kind !== 'briefing');
    return checkLibrary([...others.map((file) => this.parse(file)), ...changed], this.shownAs).diagnostics;
  }
}

/** Why a file was not changed, in lines for the terminal: its errors with the new text. */
export function refusal(file: string, errors: readonly Diagnostic[]): string {
  const lines = errors.map(({ place, message }) => `  line ${place.line} would be wrong: ${message}`);
  return [`${file} was not changed, as it would no longer pass the checks:`, ...lines].join('\n');
}

function fileAt(key: string, shownAs: string): SourceFile {
  const id = path.basename(key, path.extname(key));
  const folder = key.split('/')[0];
  const kind = folder === 'trials' ? 'trial' : folder === 'products' ? 'product' : 'sources';
  return { path: `${shownAs}/${key}`, key, kind, id, text: '' };
}
