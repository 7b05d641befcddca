import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Conversation, Envelope, Exchange, MailTransport } from '../ports.ts';
import { Wire } from './smtp-wire.ts';

interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  isSecure: boolean;
  /** Otherwise STARTTLS must succeed, unless the server is on this machine. */
  mustUpgrade: boolean;
  login?: { user: string; password: string };
  /** Milliseconds in which a server has to answer in full; twice as many once it has a whole message. */
  patience: number;
}

/** The conversation about one message may take as long as that many answers, however busy it is … */
const answersInTime = 6;

/** … and as long as the message does at this speed. Bytes a second. */
const slowest = 16_384;

/** After that many messages a connection is ended: servers limit it. */
const messagesPerConnection = 100;

/** Most time for the answer to what only confirms that both sides speak of the same thing. Ms. */
const confirmation = 10_000;

/** Time in which a server closes after its farewell, or says what it had left. Ms. */
const farewell = 300;

/** Connections to one server, kept open between messages; one message at a time on each. */
export function openSmtp(server: SmtpServer): MailTransport {
  const idle: Line[] = [];
  const all = new Set<Line>();
  const takeLine = () => {
    for (let line = idle.pop(); line; line = idle.pop()) {
      if (line.isReusable()) return line;
      all.delete(line);
    }
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
        if (!hasNotBegun(conversation)) return conversation;
      }
      return converse(new Line(server), envelope, message);
    },
    async [Symbol.asyncDispose]() {
      for (const line of all) line.close();
    },
  };
}

/** A connection that was kept had been ended, or was at odds: not even the sender was taken, another one does as well. */
function hasNotBegun({ exchanges }: Conversation): boolean {
  const answers = exchanges.filter(({ who }) => who !== 'client');
  const [first] = answers;
  return first === undefined || (answers.length === 1 && first.who === 'server' && !/^2/.test(first.text));
}

/** One connection and the transcript of what is said on it. */
class Line {
  readonly #server: SmtpServer;
  #wire: Wire | undefined;
  #connection: SMTPConnection | undefined;
  #isSpent = false;
  #messages = 0;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  /** Everything said for this message; a new connection's greeting and login are part of it. */
  async send({ from, to }: Envelope, message: Uint8Array): Promise<Conversation> {
    const exchanges: Exchange[] = [];
    const timeUp = new AbortController();
    const limit = this.#server.patience * answersInTime + (message.length / slowest) * 1000;
    const timer = setTimeout(() => {
      const reason = new Error(`the conversation took more than ${Math.round(limit / 1000)} s`);
      timeUp.abort(reason);
      this.#wire?.destroy(reason);
    }, limit);
    this.#messages += 1;
    try {
      const connection = this.#connection ?? (await this.#open(exchanges, timeUp.signal));
      this.#wire?.note(exchanges);
      await this.#until(connection, (done) =>
        connection.send({ from, to: [to] }, Buffer.from(message), (error) => done(error)),
      );
      return { exchanges };
    } catch (error) {
      this.#isSpent = true;
      return { exchanges, trouble: (error as Error).message };
    } finally {
      await this.#confirm(exchanges);
      clearTimeout(timer);
      this.#wire?.note([]);
    }
  }

  isReusable(): boolean {
    const isOpen = this.#wire?.isIdle === true && this.#connection?.destroyed === false;
    return !this.#isSpent && isOpen && this.#messages < messagesPerConnection;
  }

  close(): void {
    this.#isSpent = true;
    const wire = this.#wire;
    if (!wire?.isIdle || !this.#connection || this.#connection.destroyed) return void wire?.destroy();
    this.#connection.quit();
    const timer = setTimeout(() => wire.destroy(), farewell);
    wire.once('close', () => clearTimeout(timer));
  }

  async #open(exchanges: Exchange[], signal: AbortSignal): Promise<SMTPConnection> {
    const { login, patience, host } = this.#server;
    const wire = await openWire(this.#server, exchanges, signal);
    this.#wire = wire;
    const connection = new SMTPConnection({
      host,
      connection: wire as unknown as Socket,
      // The wire is encrypted already where it has to be, and it keeps the time.
      secure: false,
      ignoreTLS: true,
      connectionTimeout: patience * answersInTime,
      greetingTimeout: patience * answersInTime,
      socketCloseTimeout: 1000,
    });
    connection.on('error', () => {});
    this.#connection = connection;
    await this.#until(connection, (done) => connection.connect(done));
    if (login)
      await this.#until(connection, (done) =>
        connection.login({ user: login.user, pass: login.password }, done),
      );
    return connection;
  }

  /**
   * Whether the answer to a message was the answer to it: the next one has to be that to the next command. One that
   * came too much, whatever it says, would be taken for it.
   */
  async #confirm(exchanges: Exchange[]): Promise<void> {
    const wire = this.#wire;
    const last = exchanges.at(-1);
    const isEnded = exchanges.some(({ who }) => who === 'end of data');
    if (!wire?.isIdle || !isEnded || last?.who !== 'server') return;
    try {
      const patience = Math.min(this.#server.patience, confirmation);
      const { code } = await wire.ask(this.#isSpent ? 'QUIT' : 'RSET', patience);
      if (this.#isSpent && code !== 221) await closing(wire);
      if (code >= 300) this.#isSpent = true;
    } catch {
      this.#isSpent = true;
    }
  }

  /** Ends when the call does or the connection breaks; some failures only come as an event. */
  async #until(
    connection: SMTPConnection,
    begin: (done: (error?: Error | null) => void) => void,
  ): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const lost = () => reject(new Error('the connection ended'));
    connection.once('error', reject);
    connection.once('end', lost);
    try {
      begin((error) => (error ? reject(error) : resolve()));
      await promise;
    } finally {
      connection.off('error', reject);
      connection.off('end', lost);
    }
  }
}

function closing(wire: Wire): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, farewell);
    wire.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * A wire to a server, encrypted unless it is on this machine. The certificate is always verified, whatever the
 * environment says (NODE_TLS_REJECT_UNAUTHORIZED); NODE_EXTRA_CA_CERTS and the system's store say whom to trust.
 */
async function openWire(server: SmtpServer, exchanges: Exchange[], signal: AbortSignal): Promise<Wire> {
  const { host, port, isSecure, mustUpgrade, patience } = server;
  const socket = isSecure ? tls.connect({ port, ...verified(host) }) : net.connect({ host, port });
  await whenOpen(socket, isSecure ? 'secureConnect' : 'connect', { patience, signal });
  const wire = new Wire(socket, patience);
  wire.note(exchanges);
  return mustUpgrade && !isSecure ? upgrade(wire, server, { exchanges, signal }) : wire;
}

/** RFC 3207. The server has to offer nothing: it has to do it, or nothing is said to it. */
async function upgrade(
  open: Wire,
  { host, patience }: SmtpServer,
  { exchanges, signal }: { exchanges: Exchange[]; signal: AbortSignal },
): Promise<Wire> {
  const giveUp = () => open.destroy(signal.reason);
  signal.addEventListener('abort', giveUp);
  try {
    const greeting = await open.ask();
    for (const command of [undefined, 'EHLO [127.0.0.1]', 'STARTTLS']) {
      const { code, text } = command === undefined ? greeting : await open.ask(command);
      if (code >= 400) throw new Error(text);
    }
    const socket = tls.connect({ socket: open.release(), ...verified(host) });
    await whenOpen(socket, 'secureConnect', { patience, signal });
    const wire = new Wire(socket, patience, greeting.text);
    wire.note(exchanges);
    return wire;
  } catch (error) {
    open.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function verified(host: string): tls.ConnectionOptions {
  return {
    host,
    ...(net.isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  };
}

/** Destroys a socket that does not open in time. */
async function whenOpen(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  { patience, signal }: { patience: number; signal: AbortSignal },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const lost = () => reject(new Error('the connection ended'));
  const late = () => reject(new Error(`no connection within ${patience / 1000} s`));
  const abort = () => reject(signal.reason);
  const timer = setTimeout(late, patience);
  socket.once(event, resolve).once('error', reject).once('close', lost);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    await promise;
  } catch (error) {
    socket.on('error', () => {});
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    socket.off(event, resolve).off('error', reject).off('close', lost);
    signal.removeEventListener('abort', abort);
  }
}
