import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** What is no plain file, or is larger than anything of its kind. */
export class NotPlain extends Error {}

/** Bytes of the largest list and the largest message that are read. */
const most = { list: 2_000_000_000, message: 64_000_000 };

const pieceSize = 262_144;

/**
 * A list as it comes. Throws, when the first piece is asked for, ENOENT and the like, and NotPlain for a pipe, a device or
 * a folder: such may never end, or never begin.
 */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  await using handle = await openPlain(file);
  yield* piecesOf(handle, most.list);
}

/** A message as it lies there. Throws like `readChunks`. */
export async function readMessage(file: string): Promise<Uint8Array> {
  await using handle = await openPlain(file);
  const pieces = [];
  for await (const piece of piecesOf(handle, most.message)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Whether an error says that there is no such file. */
export function isNoFile(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Without waiting for somebody who writes into a pipe. */
async function openPlain(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(explain);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new NotPlain('is not a plain file: give the name of a file, not of a folder, a pipe or a device');
}

function explain(error: NodeJS.ErrnoException): never {
  if (isNoFile(error)) throw error;
  const reason = reasons[error.code ?? ''] ?? error.message;
  throw new NotPlain(`cannot be opened: ${reason}`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'its links lead in a circle',
  ENXIO: 'it is a socket or a device',
  ENAMETOOLONG: 'its name is too long',
};

async function* piecesOf(handle: FileHandle, limit: number): AsyncGenerator<Uint8Array> {
  for (let total = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize, null);
    if (bytesRead === 0) return;
    total += bytesRead;
    if (total > limit) throw new NotPlain(`has more than ${limit / 1e6} MB`);
    yield buffer.subarray(0, bytesRead);
  }
}
