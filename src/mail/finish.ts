import { createHash } from 'node:crypto';
import juice from 'juice/client';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import type { BuildContext } from '../build.ts';
import { asWarning, type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { type MailSettings, usualPdfLimit } from '../model/house.ts';
import { tokensOf } from '../notation/markdown.ts';
import { type Artifact, artifact } from '../outputs/artifact.ts';
import { type ComposedMail, composeMail } from './compose.ts';
import { cidOf } from './content.ts';
import type { MailMessage } from './letter.ts';
import type { MailParts } from './mail.ts';
import { mergeFields } from './merge.ts';

/** Gmail cuts a mail off at 102 KB. Bytes of html. */
const sizeLimit = { warn: 80_000, refuse: 100_000 };

/** Recipient with no fields: every token gets its fallback. */
const nobody = {};

/**
 * A mail with its styles in its elements and its pictures painted: all that can be done before there is a
 * PDF.
 */
interface PreparedMail {
  mail: ComposedMail;
  html: string;
  pictures: { cid: string; path: string; bytes: Uint8Array }[];
}

/** inline → paint. A build does it while the browser prints. */
export async function prepareMail(
  mail: ComposedMail,
  { painted }: { painted: boolean } = { painted: true },
): Promise<PreparedMail> {
  const painting = (painted ? figuresOf(mail) : []).flatMap(({ plan: { spec }, picture }) =>
    grounds.map(async (ground) => ({
      ...pictureOf(spec.id, ground, mail.parts),
      bytes: await picture.paintNarrow(ground),
    })),
  );
  return { mail, html: inlineStyles(mail.html), pictures: await Promise.all(painting) };
}

interface FinishedMail {
  artifacts: Artifact[];
  obstacles: Diagnostic[];
}

/** The mail with its PDF attached or linked, and its problems. `pdf` is as sealed. */
export function examineMail(
  { mail: prepared, html: inlined }: PreparedMail,
  context: BuildContext,
  pdf: Uint8Array,
) {
  const { settings, house, briefing } = prepared.parts;
  const attached = pdf.length <= (settings.pdfLimit ?? usualPdfLimit);
  const mail = attached ? prepared : composeMail({ ...prepared.parts, attached }, context.renderer);
  const html = attached ? inlined : inlineStyles(mail.html);
  const obstacles = [
    ...sizeProblems(html, briefing.title.place),
    ...(attached || house.site !== undefined ? [] : [unreachablePdf(pdf, settings, context.mailPlace)]),
  ];
  return { mail, html, attached, obstacles };
}

/** attach or link → compose: the files of an edition's mail. `pdf` is as sealed. */
export async function finishMail(
  prepared: PreparedMail,
  context: BuildContext,
  pdf: Uint8Array,
): Promise<FinishedMail> {
  const { pictures } = prepared;
  const { mail, html, attached, obstacles } = examineMail(prepared, context, pdf);
  const { settings, briefing } = mail.parts;
  const message = messageOf(mail);
  const eml = await composeMessage({
    message,
    html: mergeFields({ template: html, as: 'html' }, message.merge, nobody),
    text: mergeFields({ template: mail.text, as: 'text' }, message.merge, nobody),
    images: new Map(pictures.map(({ cid, bytes }) => [cid, bytes])),
    ...(attached && { pdf }),
    messageId: `<${message.edition}.r${message.revision}@${message.list.id}>`,
    date: new Date(`${briefing.date}T00:00:00Z`),
    headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': unsubscribeOf(settings) },
  });
  return {
    artifacts: [
      artifact('mail.eml', 'message/rfc822', eml),
      artifact('mail/message.json', 'application/json', `${JSON.stringify(message, null, 2)}\n`),
      artifact('mail/body.html', 'text/html; charset=utf-8', html),
      artifact('mail/body.txt', 'text/plain; charset=utf-8', mail.text),
      ...pictures.map(({ path, bytes }) => artifact(path, 'image/png', bytes)),
    ],
    obstacles,
  };
}

const grounds = ['light', 'dark'] as const;

function pictureOf(id: string, ground: (typeof grounds)[number], parts: MailParts) {
  const name = ground === 'dark' ? `${id}.dark` : id;
  return { cid: cidOf(name, parts), path: `mail/${name}.png` };
}

/** The figures that travel with a mail, in their order. */
function figuresOf({ draft: { content }, parts }: ComposedMail): MailParts['figures'] {
  return parts.figures
    .filter(({ plan }) => content.figures.has(plan.spec.id))
    .toSorted((a, b) => a.plan.spec.number - b.plan.spec.number);
}

function messageOf(mail: ComposedMail): MailMessage {
  const { draft, parts } = mail;
  const { facts, preheader } = draft;
  const { settings, briefing, seed, edition } = parts;
  return {
    schema: 1,
    edition: briefing.id,
    revision: Number(edition.slice(1)),
    subject: facts.subject,
    preheader: preheader.plain,
    from: settings.from,
    ...(settings.replyTo !== undefined && { replyTo: settings.replyTo }),
    list: settings.list,
    unsubscribe: {
      mailto: settings.unsubscribe.mailto,
      ...(settings.unsubscribe.https !== undefined && { https: settings.unsubscribe.https }),
    },
    pdf: {
      path: 'briefing.pdf',
      name: facts.pdf.name,
      attached: facts.pdf.attached,
      ...(facts.pdf.href !== undefined && { url: facts.pdf.href }),
    },
    images: figuresOf(mail).flatMap(({ plan: { spec } }) =>
      grounds.map((ground) => ({ ...pictureOf(spec.id, ground, parts), mediaType: 'image/png' as const })),
    ),
    merge: tokensOf(settings, seed),
  };
}

/** Of the sample, which is nobody's: where a recipient's own address is made from. */
function unsubscribeOf({ unsubscribe: { mailto, https } }: MailSettings): string {
  return [...(https === undefined ? [] : [`<${https}>`]), `<mailto:${mailto}?subject=unsubscribe>`].join(
    ', ',
  );
}

function sizeProblems(html: string, place: Place): Diagnostic[] {
  const bytes = Buffer.byteLength(html);
  if (bytes < sizeLimit.warn) return [];
  const message = `the mail has ${Math.ceil(bytes / 1000)} KB of html; Gmail cuts off everything beyond 102 KB`;
  const found = problem('mail-too-large', message, place, {
    hints: ['include fewer sections: `mail: { sections: [] }` keeps only safety and the author’s view'],
  });
  return [bytes < sizeLimit.refuse ? asWarning(found) : found];
}

function unreachablePdf(
  pdf: Uint8Array,
  { pdfLimit = usualPdfLimit }: MailSettings,
  place: Place,
): Diagnostic {
  const [size, limit] = [pdf.length, pdfLimit].map((bytes) => `${Math.ceil(bytes / 1000)} KB`);
  return problem(
    'mail-without-pdf',
    `the PDF has ${size}, more than the limit of ${limit} for attachments`,
    place,
    {
      hints: ['raise `pdfLimit:`, or set `site:` so that the PDF can be linked'],
    },
  );
}

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

/**
 * The html with its rules in the elements that they are of. What clients read only in the head (media
 * queries) stays there.
 */
function inlineStyles(html: string): string {
  return juice(html, {
    removeStyleTags: true,
    preserveMediaQueries: true,
    preserveFontFaces: false,
    applyWidthAttributes: false,
    applyHeightAttributes: false,
    applyAttributesTableElements: true,
  });
}
