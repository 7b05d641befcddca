import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MailMessage } from '../../src/mail/letter.ts';
import { sha256 } from '../../src/outputs/artifact.ts';
import type { SealedManifest } from '../../src/outputs/sealed.ts';
import { factsOf } from '../archive/revisions.ts';

interface SealedEdition {
  /** Defaults to 2026-04-21-car-t. */
  id?: string;
  revision?: number;
  /** Bytes of briefing.pdf. */
  pdf?: number;
  message?: Partial<MailMessage>;
  manifest?: Partial<SealedManifest>;
}

export const token = (name: string) => `%%${name}-4f1d0c2b%%`;

/** A sealed revision with a mail, as publishing leaves it. Gives its manifest. */
export function sealEdition(archive: string, edition: SealedEdition = {}): SealedManifest {
  const { id = '2026-04-21-car-t', revision = 1 } = edition;
  const [date, slug] = [id.slice(0, 10), id.slice(11)];
  const folder = path.join(archive, slug, date, `r${revision}`);
  const contents = contentsOf(id, revision, edition);
  const manifest: SealedManifest = {
    schema: 2,
    ...factsOf(id, revision),
    sequence: revision,
    previous: null,
    files: [...contents].map(([file, bytes]) => ({
      path: file,
      mediaType: 'application/octet-stream',
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    ...edition.manifest,
  };
  for (const [file, bytes] of contents) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), bytes);
  }
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function contentsOf(id: string, revision: number, { pdf = 2000, message }: SealedEdition) {
  const greeting = `Dear ${token('name')},`;
  const whole: MailMessage = {
    schema: 1,
    edition: id,
    revision,
    subject: revision === 1 ? 'Response rates, set beside each other' : 'Correction: response rates',
    preheader: 'What changed since March',
    from: { name: 'Myeloma Notes', address: 'notes@example.com' },
    replyTo: 'editor@example.com',
    list: { id: 'notes.example.com', name: 'Myeloma Notes' },
    unsubscribe: { mailto: 'unsubscribe@example.com', https: 'https://example.com/unsubscribe' },
    pdf: { path: 'briefing.pdf', name: 'car-t.pdf', attached: true },
    images: [{ cid: 'figure-1@notes', path: 'figures/rates.png', mediaType: 'image/png' }],
    merge: [
      { token: token('name'), field: 'name', fallback: 'colleague' },
      { token: token('unsubscribe'), field: 'unsubscribe-url', fallback: '' },
    ],
    ...message,
  };
  return new Map<string, Buffer>([
    ['mail/message.json', Buffer.from(JSON.stringify(whole))],
    [
      'mail/body.html',
      Buffer.from(
        `<!doctype html><p>${greeting}</p><img src="cid:figure-1@notes" alt="71%"><a href="${token('unsubscribe')}">leave</a>`,
      ),
    ],
    ['mail/body.txt', Buffer.from(`${greeting}\n\nRates.\n\nLeave: ${token('unsubscribe')}\n`)],
    ['figures/rates.png', Buffer.from(pixel, 'base64')],
    ['briefing.pdf', Buffer.alloc(pdf, '%PDF-1.7 something that does not shrink ')],
  ]);
}

/** A list on disk, one address a line under `email,name`. */
export function writeList(file: string, count: number): string[] {
  const addresses = Array.from({ length: count }, (_, index) => `reader${index + 1}@example.org`);
  const lines = addresses.map((address, index) => `${address},Reader ${index + 1}`);
  writeFileSync(file, `email,name\n${lines.join('\n')}\n`);
  return addresses;
}
