import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import type { MailMessage } from './message.ts';

/** One message to one recipient, or a sample without one. All tokens in its bodies are replaced. */
export interface Composition {
  message: MailMessage;
  html: string;
  text: string;
  /** Bytes of `message.images`, by their cid. */
  images: ReadonlyMap<string, Uint8Array>;
  /** Bytes of the PDF; used when `message.pdf.attached`. */
  pdf?: Uint8Array;
  to?: { name?: string; address: string };
  /** `<left@right>`. */
  messageId: string;
  date: Date;
  /**
   * Further headers in their order, in ASCII: List-Unsubscribe and the like. List-ID is made of the message.
   */
  headers: Readonly<Record<string, string>>;
}

/**
 * The message as it goes over the wire, RFC 5322 with CRLF: multipart/mixed of the bodies and the PDF, bodies
 * as multipart/alternative of text and html, html as multipart/related with its images. Same input, same
 * bytes. Throws when a header contains a line break or an image's bytes are not given.
 */
export async function composeMessage(composition: Composition): Promise<Uint8Array> {
  const { message, html, text, to, messageId, date, headers } = composition;
  refuseLineBreaks([
    message.subject,
    message.from.name,
    message.from.address,
    message.replyTo,
    message.list.name,
    message.list.id,
    to?.name,
    to?.address,
    messageId,
    ...Object.entries(headers).flat(),
  ]);
  const composer = new MailComposer({
    from: { name: harmless(message.from.name), address: message.from.address },
    ...(message.replyTo && { replyTo: message.replyTo }),
    to: to ? { name: harmless(to.name ?? ''), address: to.address } : 'undisclosed-recipients:;',
    ...(looksEncoded(message.subject) ? {} : { subject: message.subject }),
    messageId,
    date,
    headers: {
      ...(looksEncoded(message.subject) && { Subject: encodedSubject(message.subject) }),
      'List-ID': { prepared: true, value: listId(message.list) },
      ...headers,
    },
    text: toLines(text),
    html: toLines(html),
    encoding: 'quoted-printable',
    textEncoding: 'Q',
    attachments: [...imagesOf(composition), ...pdfOf(composition)],
    boundaryPrefix: '=_trialbrief',
    baseBoundary: boundaryOf(composition),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Nodemailer would take a line break out and send the rest; here it never gets that far. */
function refuseLineBreaks(values: readonly (string | undefined)[]): void {
  for (const value of values) {
    if (value && /[\r\n\0]/.test(value))
      throw new Error(`a header must not contain a line break: ${JSON.stringify(value)}`);
  }
}

/**
 * RFC 2047: a reader's client would decode it, into a line break and another header if that is what it says.
 */
function looksEncoded(text: string): boolean {
  return text.includes('=?');
}

function encodedSubject(subject: string) {
  return { prepared: true, foldLines: true, value: encodeWord(subject, 'Q', 52) };
}

/** No name is written so in earnest, and quotation marks do not keep every client from decoding it. */
function harmless(name: string): string {
  return name.replaceAll('=?', '= ?');
}

/** RFC 2919: a phrase, encoded where it is not plain words, and the identifier as it is. */
function listId({ id, name }: MailMessage['list']): string {
  const phrase = /^[\w ]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  const plain = /^[\x20-\x7e]*$/.test(name) && !looksEncoded(name);
  return foldLines(`List-ID: ${plain ? phrase : encodeWord(name, 'Q', 52)} <${id}>`).slice(
    'List-ID: '.length,
  );
}

/** Text parts are written with CRLF, whatever their template was written with. */
function toLines(body: string): string {
  return body.replace(/\r?\n/g, '\r\n');
}

function imagesOf({ message, images }: Composition) {
  return message.images.map(({ cid, path, mediaType }) => {
    const bytes = images.get(cid);
    if (!bytes) throw new Error(`the bytes of an image are missing: ${cid} (${path})`);
    const filename = harmless(path.slice(path.lastIndexOf('/') + 1));
    return {
      cid,
      filename,
      contentType: mediaType,
      content: Buffer.from(bytes),
      contentDisposition: 'inline',
    };
  });
}

function pdfOf({ message: { pdf }, pdf: bytes }: Composition) {
  if (!pdf.attached) return [];
  if (!bytes) throw new Error(`the bytes of ${pdf.path} are missing`);
  return [{ filename: harmless(pdf.name), contentType: 'application/pdf', content: Buffer.from(bytes) }];
}

/** A boundary from a hash of the parts, so that no part can contain it by chance. */
function boundaryOf({ messageId, html, text }: Composition): string {
  return createHash('sha256')
    .update(JSON.stringify([messageId, html, text]))
    .digest('hex')
    .slice(0, 24);
}
