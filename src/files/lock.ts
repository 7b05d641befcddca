import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder, named, naming, refuseUnlessPlain, removeEmpty } from './files.ts';

const busy = 5;

const fix = 'delete it: it keeps nothing';

/**
 * Takes a lock that the operating system gives back when the process ends, however it ends; undefined when
 * another process holds it. `file` is an empty database whose only use is to be locked; its folder must exist.
 */
export function takeLock(file: string): Disposable | undefined {
  refuseUnlessPlain(file);
  const found = identityOf(file) ?? make(file);
  const database = naming(file, () => new DatabaseSync(file, { timeout: 0 }), fix);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw named(error, file, fix);
  }
  // The previous owner may have removed it meanwhile, and another process locked a new one.
  if (identityOf(file) !== found) {
    database.close();
    return undefined;
  }
  return { [Symbol.dispose]: () => database.close() };
}

function make(file: string): bigint | undefined {
  closeSync(openSync(file, 'a'));
  return identityOf(file);
}

function identityOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}

/**
 * Takes a folder for one process by locking `file` in it; undefined when another has it. Makes the folder where
 * there is none, and `made` hears of each that it makes. When nothing but the lock is in the folder in the end,
 * the lock goes, and the folders that were made for it.
 */
export function lockFolder(file: string, made?: (folder: string) => void): Disposable | undefined {
  const folders = makeFolder(path.dirname(file), made);
  try {
    const lock = takeLock(file);
    return (
      lock && {
        [Symbol.dispose]() {
          removeAlone(file);
          lock[Symbol.dispose]();
          removeEmpty(folders);
        },
      }
    );
  } catch (error) {
    removeAlone(file);
    removeEmpty(folders);
    throw error;
  }
}

function removeAlone(file: string): void {
  try {
    const others = readdirSync(path.dirname(file)).filter((name) => !name.startsWith(path.basename(file)));
    if (others.length === 0) rmSync(file);
  } catch {
    // It stays: on Windows no file goes that is open.
  }
}
