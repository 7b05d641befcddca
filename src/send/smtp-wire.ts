import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Exchange } from '../ports.ts';
import { NoReply, type Reply, ReplyReader } from './smtp-replies.ts';

const pieceSize = 65_536;
const end = Buffer.from('\r\n.\r\n');

/**
 * The socket of an SMTP conversation, which also enforces its rules. The client is given whole answers, and only
 * such as answer the oldest open command; with anything else the connection is destroyed at once. The final dot
 * of a message is held back until everything before it is with the network and nothing has been answered
 * meanwhile: before `end of data` is noted nobody can have the message, whatever the server says.
 */
export class Wire extends Duplex {
  readonly #socket: Socket;
  /** Milliseconds for one whole answer, and for each piece of a message to be taken. */
  readonly #patience: number;
  readonly #reader = new ReplyReader();
  /** Commands that are not answered yet, the oldest first. */
  readonly #open: string[];
  #exchanges: Exchange[] = [];
  #isBody = false;
  /** Of the message under way the sender or the recipient was refused. */
  #isRefused = false;
  /** The end of what was given of a body: it may be the beginning of its end. */
  #held = Buffer.alloc(0);
  #command = '';
  #timer: NodeJS.Timeout | undefined;
  #asked: PromiseWithResolvers<Reply> | undefined;
  readonly #hear = (chunk: Buffer) => this.#take(chunk);
  readonly #lose = (error?: unknown) =>
    this.destroy(error instanceof Error ? error : new Error('the server closed the connection'));

  /** With `greeting`, one that was given before: the server will not greet again. */
  constructor(socket: Socket, patience: number, greeting?: string) {
    super();
    this.#socket = socket;
    this.#patience = patience;
    this.#open = greeting === undefined ? ['greeting'] : [];
    this.on('error', () => {});
    socket.on('data', this.#hear).on('error', this.#lose).on('end', this.#lose).on('close', this.#lose);
    if (greeting === undefined) this.#wait();
    else this.push(`${greeting.replaceAll('\n', '\r\n')}\r\n`);
  }

  /** Where what is said from now on is written down. */
  note(exchanges: Exchange[]): void {
    this.#exchanges = exchanges;
  }

  /** Nothing is under way, and more could be said. */
  get isIdle(): boolean {
    return this.#open.length === 0 && !this.#isBody && !this.destroyed && !this.writableEnded;
  }

  /** The answer to a command of our own; without one, the greeting. */
  async ask(command?: string, patience = this.#patience): Promise<Reply> {
    this.#asked = Promise.withResolvers();
    if (this.destroyed) this.#asked.reject(new Error('the connection ended'));
    else if (command !== undefined) {
      this.#begin(command);
      this.#socket.write(`${command}\r\n`);
      this.#wait(patience);
    }
    return this.#asked.promise;
  }

  /** Gives the socket back for TLS. Throws when the server has said more than was asked. */
  release(): Socket {
    if (this.#reader.isWithin || !this.isIdle) throw new Error('the server went on in plain text before TLS');
    clearTimeout(this.#timer);
    this.#socket.off('data', this.#hear).off('end', this.#lose).off('close', this.#lose);
    this.#socket.off('error', this.#lose).on('error', () => {});
    return this.#socket;
  }

  /** Time is kept here, for whole answers and not for bytes. */
  setTimeout(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#isBody) {
      this.#giveBody(chunk).then(
        () => done(),
        (error) => done(error),
      );
      return;
    }
    const commands = `${this.#command}${chunk.toString('latin1')}`.split('\r\n');
    this.#command = commands.pop() ?? '';
    for (const command of commands) this.#begin(command);
    this.#socket.write(chunk, done);
    this.#wait();
  }

  override _writev(
    chunks: { chunk: Buffer; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#socket.destroy();
    this.#asked?.promise.catch(() => {});
    this.#asked?.reject(error ?? new Error('the connection ended'));
    done(error);
  }

  #begin(command: string): void {
    const verb = /^[A-Z]+(?= |$)/i.exec(command)?.[0].toUpperCase() ?? '';
    const isLogin = !knownVerbs.has(verb);
    if (verb === 'MAIL') this.#isRefused = false;
    this.#open.push(isLogin ? 'AUTH' : verb);
    this.#exchanges.push({ who: 'client', text: isLogin ? `${verb === 'AUTH' ? 'AUTH ' : ''}***` : command });
  }

  async #giveBody(chunk: Buffer): Promise<void> {
    const bytes = Buffer.concat([this.#held, chunk]);
    const at = bytes.indexOf(end);
    const safe = at < 0 ? Math.max(0, bytes.length - end.length + 1) : at + 2;
    this.#held = bytes.subarray(safe);
    for (let start = 0; start < safe; start += pieceSize) {
      await this.#put(bytes.subarray(start, Math.min(safe, start + pieceSize)));
      // What the server says meanwhile is heard before more is given to it.
      await nextTurn();
      if (this.destroyed) throw new Error('the connection ended');
    }
    if (at < 0) return;
    if (this.#held.length !== 3) throw new Error('a message has more than one end');
    this.#held = Buffer.alloc(0);
    this.#isBody = false;
    this.#open.push('message');
    this.#exchanges.push({ who: 'end of data' });
    await this.#put(end.subarray(2));
    // RFC 5321, 4.5.3.2.6: servers need longest here, and nothing is worse than not to know.
    this.#wait(2 * this.#patience);
  }

  /** Ends when the network has taken it. */
  #put(bytes: Buffer): Promise<void> {
    this.#wait();
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  #take(chunk: Buffer): void {
    try {
      for (const reply of this.#reader.read(chunk)) {
        if (this.destroyed) return;
        this.#judge(reply);
      }
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      this.#exchanges.push({ who: 'server', text: `(not an answer) ${error.said}` });
      this.destroy(error);
    }
  }

  #judge({ code, text }: Reply): void {
    this.#exchanges.push({ who: 'server', text });
    const problem = this.#objection(code);
    if (problem !== undefined) {
      this.#break(problem);
      return;
    }
    const asked = this.#open.shift();
    if (code >= 400 && (asked === 'MAIL' || asked === 'RCPT')) this.#isRefused = true;
    if (code === 354) this.#isBody = true;
    this.#wait();
    const waiting = this.#asked;
    this.#asked = undefined;
    if (waiting) waiting.resolve({ code, text });
    else this.push(`${text.replaceAll('\n', '\r\n')}\r\n`);
  }

  /** Why an answer cannot be that to the oldest open command. */
  #objection(code: number): string | undefined {
    const asked = this.#open[0];
    if (this.#isBody) return 'the server answered a message before its end';
    if (asked === undefined) return 'the server said something that nothing had asked for';
    if (code >= 400) return undefined;
    if (!fits(asked, code)) return `the server answered ${asked} with ${code}`;
    return code === 354 && this.#isRefused
      ? 'the server wants a message whose envelope it refused'
      : undefined;
  }

  #break(problem: string): void {
    this.destroy(new Error(problem));
  }

  /** An answer has to be whole by then, however its bytes drip. */
  #wait(patience = this.#patience): void {
    clearTimeout(this.#timer);
    if (this.destroyed || (this.#open.length === 0 && !this.#isBody)) return;
    this.#timer = setTimeout(
      () => this.#break(`the server was silent or slow for ${patience / 1000} s`),
      patience,
    );
  }
}

const knownVerbs = new Set(['EHLO', 'HELO', 'STARTTLS', 'MAIL', 'RCPT', 'DATA', 'RSET', 'NOOP', 'QUIT']);

/** Whether a yes is one to what was asked. */
function fits(asked: string, code: number): boolean {
  if (asked === 'greeting' || asked === 'STARTTLS') return code === 220;
  if (asked === 'DATA') return code === 354;
  if (asked === 'AUTH') return code === 235 || code === 334;
  return code < 300;
}
