import { z } from 'zod';
import { type ReadJson, readJson } from '../model/json-file.ts';

export const messageFile = 'mail/message.json';

/**
 * mail/message.json of a sealed edition: everything of its mail but the two bodies. What differs between
 * recipients is a token in the bodies.
 */
export interface MailMessage {
  schema: 1;
  /** `2026-04-21-car-t-moves-upstream`. */
  edition: string;
  /** From 1. */
  revision: number;
  subject: string;
  preheader: string;
  from: { name: string; address: string };
  replyTo?: string;
  /** List-ID: Name <id>. */
  list: { id: string; name: string };
  /** Base addresses: the sender appends the recipient's signed token. */
  unsubscribe: { mailto: string; https?: string };
  /** Attached when it is under the house's limit, else linked. */
  pdf: { path: 'briefing.pdf'; name: string; attached: boolean; url?: string };
  /** Parts beside the html, which names them by `cid:`; paths are relative to the edition. */
  images: MailImage[];
  /**
   * Tokens of body.html and body.txt, replaced in one pass, each value once, escaped in html. A token holds a
   * hash of the content, so no content can contain a token by chance or by design.
   */
  merge: MergeToken[];
}

interface MailImage {
  cid: string;
  path: string;
  mediaType: 'image/png';
}

/** `unsubscribe-url` is filled by whoever sends, other fields come from the recipient's row. */
interface MergeToken {
  token: string;
  field: string;
  fallback: string;
}

/** What stands in a header: one line. */
const line = z.string().regex(/^[^\p{Cc}]*$/u, { error: 'expected one line without control characters' });
const filled = line.min(1);

const messageSchema = z.object({
  schema: z.literal(1),
  edition: filled,
  revision: z.int().min(1),
  subject: line,
  preheader: z.string(),
  // Whether these are addresses is for whoever sends to say.
  from: z.object({ name: line, address: z.string() }),
  replyTo: z.string().exactOptional(),
  list: z.object({ id: filled, name: line }),
  unsubscribe: z.object({
    mailto: z.string(),
    https: z.url({ protocol: /^https$/ }).exactOptional(),
  }),
  pdf: z.object({
    path: z.literal('briefing.pdf'),
    name: filled,
    attached: z.boolean(),
    url: z.url({ protocol: /^https?$/ }).exactOptional(),
  }),
  images: z.array(z.object({ cid: filled, path: filled, mediaType: z.literal('image/png') })),
  // A token is longer than a word: a short one would be found in every text.
  merge: z.array(z.object({ token: line.min(8), field: filled, fallback: z.string() })),
});

/** Reads what an archive says of a mail, whoever wrote it. */
export function readMailMessage(bytes: Uint8Array): ReadJson<MailMessage> {
  return readJson(bytes, messageSchema);
}
