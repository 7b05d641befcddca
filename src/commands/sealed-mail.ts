import { readSealedFile } from '../adapters/archive-disk.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { SealedMail } from '../mail/letter.ts';
import { messageFile, readMailMessage } from '../mail/message.ts';

/**
 * The mail of a sealed revision, each file checked against the manifest; undefined when it was published
 * without mail. Throws when a file was altered.
 */
export function readSealedMail(archive: string, revision: SealedRevision): SealedMail | undefined {
  const read = (file: string) => readSealedFile(archive, revision, file);
  const { files, id, revision: number } = revision.manifest;
  if (!files.some(({ path }) => path === messageFile)) return undefined;
  const found = readMailMessage(read(messageFile));
  if ('problem' in found) throw damaged(revision, found.problem);
  const message = found.value;
  if (message.edition !== id || message.revision !== number)
    throw damaged(revision, `it belongs to ${message.edition}, r${message.revision}`);
  return {
    message,
    html: read('mail/body.html').toString('utf8'),
    text: read('mail/body.txt').toString('utf8'),
    images: new Map(message.images.map(({ cid, path }) => [cid, read(path)])),
    pdf: message.pdf.attached ? read(message.pdf.path) : undefined,
    hash: revision.hash,
  };
}

function damaged({ folder }: SealedRevision, problem: string): ArchiveDamaged {
  return new ArchiveDamaged(`${folder}/${messageFile} cannot be read: ${problem}`);
}
