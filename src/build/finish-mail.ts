import type { Composed, Workshop } from '../build.ts';
import { asWarning, type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { composeMessage } from '../mail/compose.ts';
import type { MailMessage } from '../mail/message.ts';
import { sampleMessageId, withFallbacks } from '../mail/sample.ts';
import { type MailSettings, usualPdfLimit } from '../model/mail-settings.ts';
import { tokensOf } from '../notation/merge-tokens.ts';
import { escapeHtml } from '../notation/written.ts';
import { type Artifact, artifact } from '../outputs/artifact.ts';
import { cidOf } from '../pages/mail-body.ts';
import { type ComposedMail, composeMail } from './compose-mail.ts';

/** Gmail cuts a mail off at 102 KB. Bytes of html. */
const sizeLimit = { warn: 80_000, refuse: 100_000 };

interface FinishedMail {
  artifacts: Artifact[];
  obstacles: Diagnostic[];
}

/** inline → attach or link → compose: the files of an edition's mail. `pdf` is as sealed. */
export async function finishMail(
  composed: Composed & { mail: ComposedMail },
  shop: Workshop,
  pdf: Uint8Array,
): Promise<FinishedMail> {
  const { briefing } = composed;
  const { settings, house } = composed.mail.parts;
  const attached = pdf.length <= (settings.pdfLimit ?? usualPdfLimit);
  const mail = attached ? composed.mail : composeMail({ ...composed.mail.parts, attached }, shop.renderer);
  const { inlineStyles } = await import('../mail/inline.ts');
  const html = inlineStyles(mail.html);
  const message = messageOf(mail);
  const images = await imagesOf(composed, message);
  const eml = await composeMessage({
    message,
    html: withFallbacks(html, message.merge, escapeHtml),
    text: withFallbacks(mail.text, message.merge, (text) => text),
    images: new Map(images.map(({ cid, bytes }) => [cid, bytes])),
    ...(attached && { pdf }),
    messageId: sampleMessageId(message),
    date: new Date(`${briefing.date}T00:00:00Z`),
    headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': unsubscribeOf(settings) },
  });
  return {
    artifacts: [
      artifact('mail.eml', 'message/rfc822', eml),
      artifact('mail/message.json', 'application/json', `${JSON.stringify(message, null, 2)}\n`),
      artifact('mail/body.html', 'text/html; charset=utf-8', html),
      artifact('mail/body.txt', 'text/plain; charset=utf-8', mail.text),
      ...images.map(({ path, bytes }) => artifact(path, 'image/png', bytes)),
    ],
    obstacles: [
      ...sizeProblems(html, briefing.title.place),
      ...(attached || house.site !== undefined ? [] : [unreachablePdf(pdf, settings, shop.mailPlace)]),
    ],
  };
}

function messageOf({ draft: { model, blocks, preheader }, parts }: ComposedMail): MailMessage {
  const { settings, briefing, seed, edition } = parts;
  const figures = [...blocks.keys()].flatMap((key) => /^figure (.+)$/.exec(key)?.[1] ?? []);
  return {
    schema: 1,
    edition: briefing.id,
    revision: Number(edition.slice(1)),
    subject: model.subject,
    preheader,
    from: settings.from,
    ...(settings.replyTo !== undefined && { replyTo: settings.replyTo }),
    list: settings.list,
    unsubscribe: {
      mailto: settings.unsubscribe.mailto,
      ...(settings.unsubscribe.https !== undefined && { https: settings.unsubscribe.https }),
    },
    pdf: {
      path: 'briefing.pdf',
      name: model.pdf.name,
      attached: model.pdf.attached,
      ...(model.pdf.href !== undefined && { url: model.pdf.href }),
    },
    images: figures.map((id) => ({ cid: cidOf(id, parts), path: `mail/${id}.png`, mediaType: 'image/png' })),
    merge: tokensOf(settings, seed),
  };
}

function imagesOf({ figures }: Composed, { images }: MailMessage) {
  return Promise.all(
    images.map(async ({ cid, path }) => {
      const drawn = figures.find(({ plan }) => path === `mail/${plan.spec.id}.png`);
      if (!drawn) throw new Error(`${path} is a picture of no figure`);
      return { cid, path, bytes: await drawn.picture.paintNarrow() };
    }),
  );
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
  const message = `the mail has ${Math.ceil(bytes / 1000)} KB of html; Gmail cuts off what is beyond 102 KB`;
  const found = problem('mail-too-large', message, place, {
    hints: ['carry fewer sections: `mail: { sections: [] }` leaves safety and the author’s view'],
  });
  return [bytes < sizeLimit.refuse ? asWarning(found) : found];
}

function unreachablePdf(
  pdf: Uint8Array,
  { pdfLimit = usualPdfLimit }: MailSettings,
  place: Place,
): Diagnostic {
  const [size, limit] = [pdf.length, pdfLimit].map((bytes) => `${Math.ceil(bytes / 1000)} KB`);
  return problem('mail-without-pdf', `the PDF has ${size}, and only ${limit} are attached to a mail`, place, {
    hints: ['raise `pdfLimit:`, or name the `site:` where the PDF can be linked'],
  });
}
