import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeLock } from './lock.ts';

/** A folder of our own in the system's temporary one; it goes when it is disposed of. */
export interface TemporaryFolder extends Disposable {
  path: string;
}

/** Locked by the process that uses the folder: a lock is released however the process ends. */
const ownerFile = 'owner.lock';

/**
 * Makes an empty folder, and first removes those left by killed processes. `prefix` distinguishes them from
 * everything else in the temporary folder. Throws what the file system throws.
 */
export function makeTemporaryFolder(prefix: string): TemporaryFolder {
  sweep(prefix);
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  const lock = takeLock(path.join(folder, ownerFile));
  // Who sweeps may have taken it just before us, and removes it then.
  if (!lock) return makeTemporaryFolder(prefix);
  return {
    path: folder,
    [Symbol.dispose]() {
      lock[Symbol.dispose]();
      remove(folder);
    },
  };
}

function sweep(prefix: string): void {
  for (const name of leftIn(tmpdir(), prefix)) {
    const folder = path.join(tmpdir(), name);
    try {
      if (isOurs(folder) && isAbandoned(folder)) remove(folder);
    } catch {
      // Another user's, or just removed by another process: neither keeps us from our work.
    }
  }
}

function leftIn(folder: string, prefix: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Somebody else could have put anything under such a name. */
function isOurs(folder: string): boolean {
  const owner = path.join(folder, ownerFile);
  const parts = existsSync(owner) ? [lstatSync(folder), lstatSync(owner)] : [lstatSync(folder)];
  const [top, file] = parts;
  const user = process.getuid?.();
  return (
    top?.isDirectory() === true &&
    file?.isFile() === true &&
    (user === undefined || parts.every(({ uid }) => uid === user))
  );
}

function isAbandoned(folder: string): boolean {
  using lock = takeLock(path.join(folder, ownerFile));
  return lock !== undefined;
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 10 });
}
