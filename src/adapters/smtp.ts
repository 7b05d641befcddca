import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Conversation, Envelope, Exchange, MailTransport } from '../ports.ts';

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  isSecure: boolean;
  /** Otherwise STARTTLS must succeed, unless the server is on this machine. */
  mustUpgrade: boolean;
  login?: { user: string; password: string };
  /** Milliseconds without a word from the server after which a conversation is given up. */
  patience: number;
}

const pieceSize = 65_536;

/** After that many messages a connection is ended: servers limit it. */
const messagesPerConnection = 100;

/** Connections to one server, kept open between messages; one message at a time on each. */
export function openSmtp(server: SmtpServer): MailTransport {
  const idle: Line[] = [];
  const all = new Set<Line>();
  const takeLine = () => {
    for (let line = idle.pop(); line; line = idle.pop()) if (!line.connection.destroyed) return line;
    return undefined;
  };
  const converse = async (line: Line, envelope: Envelope, message: Uint8Array) => {
    all.add(line);
    const conversation = await line.send(envelope, message);
    if (line.isReusable()) idle.push(line);
    else {
      line.close();
      all.delete(line);
    }
    return conversation;
  };
  return {
    async send(envelope, message) {
      const kept = takeLine();
      if (kept) {
        const conversation = await converse(kept, envelope, message);
        if (!wasClosedIdle(conversation)) return conversation;
      }
      return converse(new Line(server), envelope, message);
    },
    async [Symbol.asyncDispose]() {
      for (const line of all) line.close();
    },
  };
}

/** The server had ended a connection that was kept: nothing was begun, another one does as well. */
function wasClosedIdle({ exchanges }: Conversation): boolean {
  return !exchanges.some(({ who }) => who !== 'client');
}

/** One connection and the transcript of what is said on it. */
class Line {
  readonly connection: SMTPConnection;
  readonly #login: SmtpServer['login'];
  #exchanges: Exchange[] = [];
  #unfinished: Exchange | undefined;
  #isOpen = false;
  #isSpent = false;
  #messages = 0;

  constructor({ host, port, isSecure, mustUpgrade, login, patience }: SmtpServer) {
    this.#login = login;
    this.connection = new SMTPConnection({
      host,
      port,
      secure: isSecure,
      requireTLS: mustUpgrade,
      ignoreTLS: !mustUpgrade,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
      socketCloseTimeout: 1000,
      transactionLog: true,
      logger: this.#transcriber(),
    });
    this.connection.on('error', () => {});
  }

  /** Everything said for this message; a new connection's greeting and login are part of it. */
  async send(envelope: Envelope, message: Uint8Array): Promise<Conversation> {
    const exchanges: Exchange[] = [];
    this.#exchanges = exchanges;
    try {
      if (!this.#isOpen) await this.#open();
      await this.#transmit(envelope, message);
    } catch (error) {
      this.#isSpent = true;
      return { exchanges, trouble: (error as Error).message };
    } finally {
      this.#messages += 1;
    }
    return { exchanges };
  }

  isReusable(): boolean {
    return !this.#isSpent && !this.connection.destroyed && this.#messages < messagesPerConnection;
  }

  close(): void {
    if (this.#isSpent) this.connection.close();
    else if (!this.connection.destroyed) this.connection.quit();
    this.#isSpent = true;
  }

  async #open(): Promise<void> {
    await this.#until((done) => this.connection.connect(done));
    const login = this.#login;
    if (login)
      await this.#until((done) => this.connection.login({ user: login.user, pass: login.password }, done));
    this.#isOpen = true;
  }

  async #transmit({ from, to }: Envelope, message: Uint8Array): Promise<void> {
    const source = Readable.from(this.#pieces(message), { objectMode: false });
    await this.#until((done) => this.connection.send({ from, to: [to] }, source, (error) => done(error)));
  }

  /** Ends when the call does or the connection breaks; some failures only come as an event. */
  async #until(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const lost = () => reject(new Error('the connection ended'));
    this.connection.once('error', reject);
    this.connection.once('end', lost);
    try {
      begin((error) => (error ? reject(error) : resolve()));
      await promise;
    } finally {
      this.connection.off('error', reject);
      this.connection.off('end', lost);
    }
  }

  /**
   * The message in pieces, with a turn of the event loop between them: a connection that is known to be broken
   * is not given the rest. The final dot follows the last piece, so its coming is written down before.
   */
  async *#pieces(message: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < message.length; start += pieceSize) {
      yield message.subarray(start, start + pieceSize);
      await nextTurn();
      if (this.connection.destroyed) return;
    }
    this.#exchanges.push({ who: 'end of data' });
  }

  #transcriber() {
    const take = (entry: unknown, text?: unknown) => this.#hear(entry as LogEntry, String(text ?? ''));
    const ignore = () => {};
    return {
      level: ignore,
      trace: ignore,
      debug: take,
      info: take,
      warn: ignore,
      error: ignore,
      fatal: ignore,
    };
  }

  /** What stands in the buffer when the connection closes is told as if it were a reply; it was not finished. */
  #hear({ tnx }: LogEntry, text: string): void {
    if (tnx === 'network' && this.#unfinished === this.#exchanges.at(-1) && this.#unfinished) {
      this.#exchanges.pop();
    }
    if (tnx !== 'client' && tnx !== 'server') return;
    const exchange: Exchange = { who: tnx, text };
    this.#exchanges.push(exchange);
    this.#unfinished = exchange;
    queueMicrotask(() => {
      this.#unfinished = undefined;
    });
  }
}

interface LogEntry {
  tnx?: string;
}
