import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { wholeBelow } from '../random.ts';

/** What a witness knows of one recipient. */
interface Testimony {
  /** Messages that it took: whole, and decided for. */
  kept: number;
  /** Whole messages, taken or not. */
  whole: number;
  /** Its answer in the place of the one to a whole message was a yes, whatever it had decided. */
  saidYes: boolean;
}

export interface Witness extends AsyncDisposable {
  port: number;
  of(address: string): Testimony;
  connections: number;
  /** Until nobody is connected any more. */
  settled(): Promise<void>;
}

export interface Temper {
  random: () => number;
  /** How many answers are not what they should be, from 0 to 1. */
  malice: number;
  isPipelining: boolean;
  /** Milliseconds; answers are late by up to twice as much. */
  patience: number;
}

const points = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'message', 'RSET', 'QUIT'] as const;
type Point = (typeof points)[number];

/** Ways to give an answer. */
const manners = [
  'twice',
  'split',
  'late',
  'twice late',
  'drip',
  'never',
  'drop',
  'bare',
  'then drop',
] as const;
type Manner = (typeof manners)[number] | 'plain';

const oddities = [
  '250 2.0.0 yes',
  '220 hello',
  '221 bye',
  '235 ok',
  '354 go on',
  '334 ',
  '199 hm',
  '600 hm',
  'what',
  '250',
  '250-2.0.0 yes\r\n550 no',
  '550-no\r\n250 yes',
  '450 4.2.1 later',
  '550 5.1.1 none',
  '421 4.3.2 closing',
  '552 full',
  '\0\0',
  '503 5.5.1 order',
  `250 ${'x'.repeat(3000)}`,
  '250-more\r\n250-and more\r\n250 done',
  'HTTP/1.1 400 Bad Request',
];

/** A mail server that may say anything at any time, and counts what it really took. */
export async function startWitness(temper: Temper): Promise<Witness> {
  const testimonies = new Map<string, Testimony>();
  const of = (address: string) => {
    const known = testimonies.get(address) ?? { kept: 0, whole: 0, saidYes: false };
    testimonies.set(address, known);
    return known;
  };
  const sockets = new Set<Socket>();
  const state = { connections: 0 };
  const server = net.createServer((socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    new Session(socket, temper, of).begin();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    of,
    get connections() {
      return state.connections;
    },
    async settled() {
      for (let looks = 0; sockets.size > 0 && looks < 1000; looks += 1) {
        for (const socket of sockets) if (socket.isPaused()) socket.destroy();
        await delay(2);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Session {
  readonly #socket: Socket;
  readonly #temper: Temper;
  readonly #of: (address: string) => Testimony;
  #buffer = '';
  #isBody = false;
  #recipient = '';
  /** Answers that were sent, and commands that came: the n-th answers the n-th. */
  #answers: string[] = [];
  #commands = 0;
  #wholeAt: number[] = [];
  #decision: boolean | undefined;

  constructor(socket: Socket, temper: Temper, of: (address: string) => Testimony) {
    this.#socket = socket;
    this.#temper = temper;
    this.#of = of;
  }

  begin(): void {
    this.#commands = 1;
    this.#socket.on('data', (chunk) => this.#hear(chunk.toString('latin1')));
    this.#answer('greeting', '220 here ESMTP');
  }

  #pick<T>(all: readonly T[]): T {
    return all[wholeBelow(all.length, this.#temper.random)] as T;
  }

  #chance(probability: number): boolean {
    return this.#temper.random() < probability;
  }

  #hear(text: string): void {
    this.#buffer += text;
    for (;;) {
      if (this.#isBody && this.#buffer.length > 0) this.#interrupt();
      const end = this.#buffer.indexOf(this.#isBody ? '\r\n.\r\n' : '\r\n');
      if (end < 0 || this.#socket.destroyed) return;
      const line = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + (this.#isBody ? 5 : 2));
      this.#commands += 1;
      if (this.#isBody) this.#takeMessage();
      else this.#obey(line);
    }
  }

  /** While a message comes. */
  #interrupt(): void {
    const { malice, random } = this.#temper;
    if (random() >= malice / 3) return;
    const kind = this.#pick(['answer', 'again', 'closing', 'drop', 'mute', 'odd']);
    this.#decision ??= this.#chance(0.7);
    // A promise that is made too early, and need not be kept.
    if (kind === 'odd' || (kind === 'answer' && this.#decision)) this.#of(this.#recipient).saidYes = true;
    if (kind === 'answer') this.#send(this.#decision ? '250 2.0.0 taken already' : '451 4.3.0 not now');
    if (kind === 'again') this.#send('354 go on');
    if (kind === 'odd') this.#send(this.#pick(oddities.filter((one) => !/^[45]/.test(one))));
    if (kind === 'mute') this.#socket.pause();
    if (kind === 'closing') this.#send('421 4.3.2 closing');
    if (kind === 'closing' || kind === 'drop') this.#socket.destroySoon();
    if (kind === 'drop') this.#socket.destroy();
  }

  #takeMessage(): void {
    this.#isBody = false;
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    const testimony = this.#of(this.#recipient);
    testimony.whole += 1;
    this.#wholeAt.push(this.#commands - 1);
    this.#noteYes();
    const isTaken = this.#decision ?? this.#chance(0.8);
    this.#decision = undefined;
    if (isTaken) testimony.kept += 1;
    this.#answer('message', isTaken ? '250 2.0.0 taken' : this.#pick(['451 4.3.0 later', '554 5.7.1 no']));
  }

  #obey(line: string): void {
    const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
    const { isPipelining } = this.#temper;
    if (verb === 'EHLO') this.#answer('EHLO', isPipelining ? '250-here\r\n250 PIPELINING' : '250 here');
    else if (verb === 'RCPT') {
      this.#recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      this.#answer('RCPT', '250 2.1.5 yes');
    } else if (verb === 'DATA') {
      const isOdd = this.#chance(this.#temper.malice / 4);
      this.#isBody = isOdd ? this.#chance(0.5) : true;
      this.#answer('DATA', isOdd ? this.#pick(oddities) : '354 go on');
    } else if (points.includes(verb as Point))
      this.#answer(verb as Point, verb === 'QUIT' ? '221 bye' : '250 yes');
    else this.#send('500 5.5.2 what');
    if (verb === 'QUIT') this.#socket.end();
  }

  #answer(point: Point, right: string): void {
    const { malice, random } = this.#temper;
    const isOdd = point !== 'message' && random() < malice / 2;
    const said = isOdd ? this.#pick(oddities) : right;
    // A no to the message itself is the truth or is not said: nobody could tell a lie from it.
    const unsaid =
      point === 'message' && random() < malice / 4 ? this.#pick(['354 hm', 'what', '399 hm']) : said;
    const manner: Manner = random() < malice ? this.#pick(manners) : 'plain';
    void this.#give(unsaid, manner);
    if (/^[45]/.test(said) && point === 'DATA') this.#isBody = false;
  }

  async #give(text: string, manner: Manner): Promise<void> {
    const late = () => delay(wholeBelow(2 * this.#temper.patience, this.#temper.random));
    if (manner === 'never') return;
    if (manner === 'drop') return void this.#socket.destroy();
    if (manner === 'late') await late();
    if (manner === 'split' || manner === 'drip') {
      const pause = manner === 'drip' ? this.#temper.patience / 4 : 1;
      this.#note(text);
      for (const piece of `${text}\r\n`.match(manner === 'drip' ? /.{1,2}/gs : /.{1,9}/gs)?.slice(0, 40) ??
        []) {
        if (this.#socket.destroyed) return;
        this.#socket.write(piece, 'latin1');
        await delay(pause);
      }
      return;
    }
    this.#send(text, manner === 'bare' ? '\n' : '\r\n');
    if (manner === 'then drop') this.#socket.destroySoon();
    if (manner === 'twice late') await late();
    if (manner.startsWith('twice') && !/^[45]/.test(text)) this.#send(text);
  }

  #send(text: string, end = '\r\n'): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#note(text);
    this.#socket.write(`${text}${end}`, 'latin1');
    if (text.startsWith('421')) this.#socket.end();
  }

  #note(text: string): void {
    this.#answers.push(text);
    this.#noteYes();
  }

  #noteYes(): void {
    for (const at of this.#wholeAt)
      if (/^2/.test(this.#answers[at] ?? '')) this.#of(this.#recipient).saidYes = true;
  }
}
