import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A file as it comes. Throws ENOENT and the like when the first piece is asked for. */
export function readChunks(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file);
}

/** Whether an error says that there is no such file. */
export function isNoFile(error: unknown): boolean {
  return ['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** A message as it lies there. Its bytes need not be of any encoding, so each stands for itself. */
export function readMessage(file: string): Promise<string> {
  return readFile(file, 'latin1');
}
