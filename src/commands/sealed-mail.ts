import { readSealedFile } from '../adapters/archive-disk.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { SealedMail } from '../mail/letter.ts';
import type { MailMessage } from '../mail/message.ts';

/**
 * The mail of a sealed revision, each file checked against the manifest; undefined when it was published without
 * one. Throws when a file is not what was sealed.
 */
export function readSealedMail(archive: string, revision: SealedRevision): SealedMail | undefined {
  const read = (file: string) => readSealedFile(archive, revision, file);
  if (!revision.manifest.files.some(({ path }) => path === 'mail/message.json')) return undefined;
  const message = JSON.parse(read('mail/message.json').toString('utf8')) as MailMessage;
  return {
    message,
    html: read('mail/body.html').toString('utf8'),
    text: read('mail/body.txt').toString('utf8'),
    images: new Map(message.images.map(({ cid, path }) => [cid, read(path)])),
    pdf: message.pdf.attached ? read(message.pdf.path) : undefined,
    hash: revision.hash,
  };
}
