import { closeSync, fstatSync, readSync } from 'node:fs';
import { openPlainFile, Unusable } from './files.ts';

/** A file with a secret that others than its owner may read. */
class SecretExposed extends Error {
  constructor(file: string) {
    super(`${file} can be read by others than its owner; make it private first: chmod 600 ${file}`);
    this.name = 'SecretExposed';
  }
}

/** Bytes: no key or password is longer. */
const longest = 65_536;

/** The text of a secret file. Throws `SecretExposed` unless it is a plain file that only its owner may access. */
export function readSecretFile(file: string): string {
  const handle = openPlainFile(file);
  try {
    // Windows keeps permissions elsewhere; the mode means nothing there.
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

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A secret from the environment, or from the file that `<name>_FILE` names, which only its owner may read.
 * Undefined when there is neither.
 */
export function readSecret(environment: Environment, name: string): string | undefined {
  const [given, file] = [environment[name], environment[`${name}_FILE`]];
  if (given && file) throw new Unusable(`${name} and ${name}_FILE are both set`, 'unset one of them');
  const secret = (given || (file ? readSecretFile(file) : '')).replace(/\r?\n$/, '');
  return secret === '' ? undefined : secret;
}
