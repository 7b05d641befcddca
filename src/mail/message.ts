/**
 * mail/message.json of a sealed edition: everything of its mail but the two bodies. What differs from
 * recipient to recipient stands as a token in the bodies.
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
  /** Bases: whoever sends signs the recipient's token and appends it. */
  unsubscribe: { mailto: string; https?: string };
  /** Attached when it is under the house's limit, else told of by its address. */
  pdf: { path: 'briefing.pdf'; name: string; attached: boolean; url?: string };
  /** Parts beside the html, which names them by `cid:`; paths are relative to the edition. */
  images: MailImage[];
  /**
   * Tokens of body.html and body.txt, replaced in one pass, each value once, escaped in html. A token holds
   * a hash of the content, so no content can hold a token by chance or by design.
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
