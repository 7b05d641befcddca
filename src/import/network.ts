import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { writeWhole } from '../files/edition-disk.ts';
import { readPlainFile } from '../files/files.ts';

/** The connection to the places that data is imported from; nothing else in the program reaches them. */
export interface Network {
  /**
   * Fetches an address. Throws `NotFetched` when it is not one of the hosts of the importer, when the server does
   * not give the answer, or when it is not in the cache of an offline run.
   */
  get(address: string, options?: { accept?: string; limit?: number }): Promise<Answer>;
}

interface Answer {
  body: Buffer;
  /** Day on which the server gave it, YYYY-MM-DD; earlier than today when it comes from the cache. */
  retrieved: string;
  isCached: boolean;
}

/** An answer that could not be had; the message names the address and the reason. */
export class NotFetched extends Error {
  constructor(address: string, reason: string) {
    super(`${address}: ${reason}`);
    this.name = 'NotFetched';
  }
}

export interface NetworkOptions {
  /** The only names of servers that may be asked, and redirected to. */
  hosts: readonly string[];
  /** Answers are kept here, and are all that is read when `offline`. */
  cache: string;
  offline: boolean;
  /** YYYY-MM-DD. */
  today: string;
  /** Called before each wait, with its seconds and the reason. */
  onWait?: (seconds: number, reason: string) => void;
  /** Milliseconds; for tests. */
  times?: Partial<Times>;
}

interface Times {
  /** Until the headers of an answer arrive, and between two parts of its body. */
  idle: number;
  /** For one attempt. */
  total: number;
  /** Before the second attempt; doubled before each further one. */
  wait: number;
}

const usual: Times = { idle: 30_000, total: 300_000, wait: 1_000 };
const attempts = 5;
const redirects = 5;
/** Seconds that a server may ask to wait; of a longer wait no more than this is kept to. */
const longestWait = 60;
const bytes = 100_000_000;

export function openNetwork(options: NetworkOptions): Network {
  const times = { ...usual, ...options.times };
  return {
    async get(address, { accept = '*/*', limit = bytes } = {}) {
      insistOnHost(address, options.hosts);
      const file = path.join(
        options.cache,
        `${createHash('sha256').update(address).digest('hex').slice(0, 32)}.gz`,
      );
      if (options.offline) return cached(address, file);
      const body = await insistently(address, { ...options, accept, limit, times });
      const head = JSON.stringify({ address, retrieved: options.today });
      await writeWhole(file, gzipSync(Buffer.concat([Buffer.from(`${head}\n`), body]), { level: 6 }));
      return { body, retrieved: options.today, isCached: false };
    },
  };
}

function insistOnHost(address: string, hosts: readonly string[]): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) throw new NotFetched(address, 'this is not an address');
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new NotFetched(address, 'only https is used');
  if (url.username !== '' || url.password !== '')
    throw new NotFetched(url.host, 'an address may contain no password');
  if (!hosts.includes(url.host)) throw new NotFetched(address, `only ${hosts.join(', ')} may be asked`);
}

function cached(address: string, file: string): Answer {
  try {
    const content = gunzipSync(readPlainFile(file, { limit: bytes }), { maxOutputLength: bytes });
    const end = content.indexOf('\n');
    const head = JSON.parse(content.subarray(0, end).toString('utf8'));
    if (head.address === address)
      return { body: content.subarray(end + 1), retrieved: String(head.retrieved), isCached: true };
  } catch {
    // Missing or damaged: in both cases there is no answer.
  }
  throw new NotFetched(address, 'there is no answer in the cache; run once without --offline');
}

interface Asking extends Omit<NetworkOptions, 'times'> {
  accept: string;
  limit: number;
  times: Times;
}

/** An attempt that may be repeated, with the seconds that the server asked to wait. */
class Temporary extends Error {
  readonly seconds: number | undefined;
  constructor(reason: string, seconds?: number) {
    super(reason);
    this.seconds = seconds;
  }
}

async function insistently(address: string, asking: Asking): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(address, asking);
    } catch (error) {
      if (!(error instanceof Temporary)) throw error;
      if (attempt === attempts) throw new NotFetched(address, `${error.message}, ${attempts} times`);
      const seconds = Math.min(error.seconds ?? 0, longestWait);
      const wait = Math.max(seconds * 1000, asking.times.wait * 2 ** (attempt - 1));
      asking.onWait?.(wait / 1000, error.message);
      await delay(wait);
    }
  }
}

async function once(address: string, asking: Asking): Promise<Buffer> {
  const control = new AbortController();
  const total = setTimeout(
    () => control.abort(new Temporary('the answer took too long')),
    asking.times.total,
  );
  const idle = new Idle(control, asking.times.idle);
  try {
    return await ask(address, { ...asking, signal: control.signal, idle });
  } catch (error) {
    if (error instanceof Temporary || error instanceof NotFetched) throw error;
    if (control.signal.aborted) throw control.signal.reason;
    const { code } = causeOf(error);
    if (code === 'ENOTFOUND') throw new NotFetched(address, reasonOf(error));
    throw new Temporary(reasonOf(error));
  } finally {
    clearTimeout(total);
    idle.end();
  }
}

/** Ends an attempt in which nothing arrives. */
class Idle {
  private timer: NodeJS.Timeout;
  private readonly control: AbortController;
  private readonly milliseconds: number;

  constructor(control: AbortController, milliseconds: number) {
    this.control = control;
    this.milliseconds = milliseconds;
    this.timer = this.start();
  }

  again(): void {
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private start(): NodeJS.Timeout {
    return setTimeout(
      () => this.control.abort(new Temporary('the server does not answer')),
      this.milliseconds,
    );
  }
}

async function ask(first: string, asking: Asking & { signal: AbortSignal; idle: Idle }): Promise<Buffer> {
  let address = first;
  for (let hop = 0; hop <= redirects; hop += 1) {
    const { accept, signal } = asking;
    const response = await fetch(address, {
      redirect: 'manual',
      signal,
      headers: { accept, 'user-agent': 'trialbrief' },
    });
    asking.idle.again();
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null)
      return bodyOf(response, address, asking);
    await response.body?.cancel();
    address = new URL(next, address).href;
    insistOnHost(address, asking.hosts);
  }
  throw new NotFetched(first, `it leads on more than ${redirects} times`);
}

async function bodyOf(
  response: Response,
  address: string,
  { limit, idle }: { limit: number; idle: Idle },
): Promise<Buffer> {
  const { status } = response;
  if (status !== 200) await response.body?.cancel();
  if (status === 429 || status >= 500)
    throw new Temporary(`the server answers ${status}`, secondsIn(response.headers.get('retry-after')));
  if (status === 404 || status === 410)
    throw new NotFetched(address, `the server has nothing there (${status})`);
  if (status !== 200) throw new NotFetched(address, `the server answers ${status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    idle.again();
    size += part.length;
    if (size > limit) throw new NotFetched(address, `the answer has more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined;
}

function causeOf(error: unknown): { code?: string; message?: string } {
  return (error instanceof Error && error.cause instanceof Error ? error.cause : error) as { code?: string };
}

/** What broke a connection, as far as Node says. */
function reasonOf(error: unknown): string {
  const { code, message } = causeOf(error);
  const known: Record<string, string> = {
    ENOTFOUND: 'the name of the server is not known; is there a connection to the internet?',
    EAI_AGAIN: 'the name of the server cannot be looked up; is there a connection to the internet?',
    ECONNREFUSED: 'the server refuses the connection',
    ECONNRESET: 'the connection was closed',
    UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
    UND_ERR_CONNECT_TIMEOUT: 'the server does not answer',
  };
  return (
    (code !== undefined && Object.hasOwn(known, code) && known[code]) ||
    `the answer cannot be read (${message ?? 'unknown'})`
  );
}
