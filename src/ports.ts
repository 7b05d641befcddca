/** A page handed to the browser: one self-contained HTML document. */
export interface PrintRequest {
  html: string;
  /**
   * What `html` has in place of its @font-face rules, and these: with the fonts inside, and for a browser that
   * has the fonts itself.
   */
  fontFaces?: { slot: string; embedded: string; installed: string };
  /** The sheet, unless the page's own CSS `@page { size }` names another. */
  paper: 'A4' | 'Letter';
}

/** A browser that prints pages without reaching anything outside them. */
export interface Browser extends AsyncDisposable {
  /** Product and version, e.g. "Chrome/153.0.8057.0". */
  readonly version: string;
  /**
   * Prints to a tagged PDF with outline. Throws PageNotSelfContained when the page asks for anything outside
   * itself.
   */
  print(request: PrintRequest): Promise<Uint8Array>;
  /**
   * What a reader sees of the page on a screen without opening anything: each text node, in the order of the
   * page.
   */
  look(request: Omit<PrintRequest, 'paper'>): Promise<string[]>;
}

/** One message of an SMTP conversation, complete and in order. Never contains credentials. */
export type Exchange =
  | { who: 'client' | 'server'; text: string }
  /** From here on the server may have the whole message: its final dot is given to the network next. */
  | { who: 'end of data' };

/** Transcript of one attempt to deliver one message. */
export interface Conversation {
  exchanges: Exchange[];
  /** What ended it without the server's word: a time-out, a closed or impossible connection. */
  trouble?: string;
}

export interface Envelope {
  from: string;
  /** One plain address. */
  to: string;
}

/**
 * A connection to a mail server. Server and network failures are returned, never thrown, and nothing is sent
 * twice.
 */
export interface MailTransport extends AsyncDisposable {
  send(envelope: Envelope, message: Uint8Array): Promise<Conversation>;
}

/** State of a message to a recipient. */
export type MailState = 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'unknown' | 'suppressed';

/** A message that only this process may send. */
export interface ClaimedMessage {
  /** Normalised address: the recipient's name in the outbox. */
  key: string;
  /** The address as it is written on the envelope. */
  address: string;
  fields: Readonly<Record<string, string>>;
  /** `<left@right>`, as it was planned. */
  messageId: string;
  /** Counts from 1, this one included. */
  attempt: number;
}

/** Result of a claimed message. */
export interface Settlement {
  state: Exclude<MailState, 'sending' | 'suppressed'>;
  /** The server's answer, or what went wrong. */
  answer: string;
  /** When a deferred message is due again, in milliseconds since 1970. */
  dueAt?: number;
}

/** The messages of one revision of an edition, kept so that each goes out at most once. */
export interface Outbox {
  /**
   * The next message due at `now`, committed as `sending` before this returns. Suppressed ones are passed
   * over.
   */
  claim(now: number): ClaimedMessage | undefined;
  /** Commits the result of a claimed message. */
  settle(key: string, settlement: Settlement, now: number): void;
  /** Suppresses an address; `detail` says why. */
  suppress(key: string, detail: string, now: number): void;
  /** When the next deferred message is due; undefined when none is. */
  nextDue(): number | undefined;
  count(): Readonly<Record<MailState, number>>;
}

/** Time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Ends early when the signal does; never throws. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}
