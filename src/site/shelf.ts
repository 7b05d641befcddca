import { existsSync } from 'node:fs';
import path from 'node:path';
import { readArchive, readSealedFile } from '../archive/disk.ts';
import { ArchiveDamaged } from '../archive/errors.ts';
import { fileInside } from '../archive/inside.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { findUnsealed, removeFile, writeIfOther } from './disk.ts';
import { databaseEndings, withSearchDatabase } from './search-database.ts';
import type { SearchDocument } from './search-document.ts';

/** What the site needs of the disk that an archive lies on. Paths are relative to it, with forward slashes. */
export interface ArchiveReader {
  /** In the order in which they were sealed. */
  revisions(): SealedRevision[];
  /** A file of a revision as it was sealed; throws where it is not. */
  read(revision: SealedRevision, file: string): Buffer;
  isThere(file: string): boolean;
  /** Files outside sealed and hidden folders. */
  unsealed(): string[];
  /** Writes a file whole, unless it already has that content; true if it did. */
  write(file: string, content: string): Promise<boolean>;
  /** Removes a file and the folders that it leaves empty; true if it existed. */
  remove(file: string): Promise<boolean>;
  /** Does something with the search database; may do it again with an empty one when that fails. */
  withSearch<T>(use: (database: SearchDatabase) => T | Promise<T>): Promise<T>;
}

/** A document and the words by which it is found, with spaces between, of each of its texts. */
export interface Indexed {
  document: SearchDocument;
  words: Record<SearchField, string>;
}

type SearchField = 'title' | 'trials' | 'keywords' | 'dek' | 'text';

/** Texts of editions in a full-text index. */
export interface SearchDatabase {
  /** Hashes of its content, by edition. */
  indexed(): Map<string, string>;
  put(documents: readonly Indexed[]): void;
  drop(editions: readonly string[]): void;
  documents(editions: readonly string[]): Map<string, SearchDocument>;
  /** Best first. */
  find(search: Search): SearchHit[];
  /** Every word that occurs, as it is looked up. */
  words(): string[];
  /** What someone wanted to be remembered with it. */
  note(name: string): string | undefined;
  setNote(name: string, value: string): void;
}

/** What to look for, where, and how much to give. */
interface Search {
  /** As FTS5 reads it. */
  match: string;
  /** Ids of the editions to look at. */
  among: readonly string[];
  limit: number;
}

export interface SearchHit {
  /** Id of the edition. */
  edition: string;
  /** Larger is better. */
  score: number;
}

/** Hidden, and not part of the archive's content. */
const databaseFile = '.search.sqlite';

/** The archive in a folder, as its site needs it. */
export function openArchiveReader(archive: string): ArchiveReader {
  return {
    revisions: () => readArchive(archive),
    read: (revision, file) => readSealedFile(archive, revision, file),
    isThere: (file) => existsSync(path.join(archive, file)),
    unsealed: () => findUnsealed(archive),
    write: (file, content) => writeIfOther(archive, file, content),
    remove: (file) => removeFile(archive, file),
    withSearch: (use) => withSearchDatabase(databaseIn(archive), use),
  };
}

/** The file of the search index, or, where something else has its name, such as a link, memory. */
function databaseIn(archive: string): string {
  try {
    for (const ending of databaseEndings) fileInside(archive, `${databaseFile}${ending}`);
    return path.join(archive, databaseFile);
  } catch (error) {
    if (error instanceof ArchiveDamaged) return ':memory:';
    throw error;
  }
}
