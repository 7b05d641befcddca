import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { openPlainFile } from './plain-file.ts';

/** A file with a secret that others than its owner may read. */
class SecretExposed extends Error {
  constructor(file: string) {
    super(`${file} can be read by others than its owner; make it private first: chmod 600 ${file}`);
    this.name = 'SecretExposed';
  }
}

/** The text of a file that holds a secret. Throws `SecretExposed` unless only its owner may touch it. */
export function readSecretFile(file: string): string {
  const handle = openPlainFile(file);
  try {
    // Windows keeps rights elsewhere; what stands in the mode there says nothing.
    const isExposed = process.platform !== 'win32' && (fstatSync(handle).mode & 0o077) !== 0;
    if (isExposed) throw new SecretExposed(file);
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}
