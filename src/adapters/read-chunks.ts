import { createReadStream } from 'node:fs';

/** A file as it comes. Throws ENOENT and the like when the first piece is asked for. */
export function readChunks(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file);
}
