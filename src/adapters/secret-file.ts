import { closeSync, fstatSync, readSync } from 'node:fs';
import { openPlainFile } from './plain-file.ts';

/** A file with a secret that others than its owner may read. */
class SecretExposed extends Error {
  constructor(file: string) {
    super(`${file} can be read by others than its owner; make it private first: chmod 600 ${file}`);
    this.name = 'SecretExposed';
  }
}

/** Bytes: no key or password is longer. */
const longest = 65_536;

/** The text of a file that holds a secret. Throws `SecretExposed` unless it is a plain file that only its owner may touch. */
export function readSecretFile(file: string): string {
  const handle = openPlainFile(file);
  try {
    // Windows keeps rights elsewhere; what stands in the mode there says nothing.
    const found = fstatSync(handle);
    if (!found.isFile() || found.size > longest)
      throw new Error(`${file} is not a file with a secret: a plain file of at most ${longest} bytes`);
    const isExposed = process.platform !== 'win32' && (found.mode & 0o077) !== 0;
    if (isExposed) throw new SecretExposed(file);
    const buffer = Buffer.alloc(longest);
    return buffer.toString('utf8', 0, readSync(handle, buffer));
  } finally {
    closeSync(handle);
  }
}
