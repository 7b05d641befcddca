import type { BuildContext } from '../build.ts';
import { asWarning, type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { composeMessage } from '../mail/compose.ts';
import { inlineStyles } from '../mail/inline.ts';
import { mergeFields } from '../mail/merge.ts';
import type { MailMessage } from '../mail/message.ts';
import { type MailSettings, usualPdfLimit } from '../model/mail-settings.ts';
import { tokensOf } from '../notation/merge-tokens.ts';
import { type Artifact, artifact } from '../outputs/artifact.ts';
import type { MailParts } from '../pages/mail.ts';
import { cidOf } from '../pages/mail-content.ts';
import { type ComposedMail, composeMail } from './compose-mail.ts';

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
