/** One whole answer of a mail server. */
export interface Reply {
  code: number;
  /** Its lines, with `\n` between them. */
  text: string;
}

/** What a server said cannot be an answer. `said` is as much of it as may be shown. */
export class NoReply extends Error {
  readonly said: string;

  constructor(problem: string, said: string) {
    super(problem);
    this.said = said;
  }
}

/** Bytes of one answer, all of its lines together. */
const longest = 65_536;

/** Puts answers together from bytes as they come: split anywhere, several at once, lines ended by CRLF or LF. */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];
  #size = 0;

  /** Whether an answer has begun and not ended. */
  get isWithin(): boolean {
    return this.#size > 0;
  }

  /** The answers that these bytes complete. Throws NoReply where no answer can be made of them. */
  *read(chunk: Uint8Array): Generator<Reply> {
    const text = Buffer.from(chunk).toString('latin1');
    const pieces = text.split('\n');
    for (const [index, piece] of pieces.entries()) {
      const isWhole = index < pieces.length - 1;
      this.#size += piece.length + Number(isWhole);
      if (this.#size > longest)
        throw new NoReply(`an answer of more than ${longest} bytes`, this.#rest.slice(0, 200));
      this.#rest += piece;
      if (!isWhole) continue;
      const reply = this.#endLine();
      if (reply) yield reply;
    }
  }

  #endLine(): Reply | undefined {
    const line = utf8Of(this.#rest.replace(/\r$/, ''));
    this.#rest = '';
    this.#lines.push(line);
    const [, code, mark] = /^([2-5]\d\d)(?:([ -])|$)/.exec(line) ?? [];
    if (code === undefined || !this.#lines[0]?.startsWith(code))
      throw new NoReply('what the server said is not an SMTP answer', line.slice(0, 200));
    if (mark === '-') return undefined;
    const reply = { code: Number(code), text: this.#lines.join('\n') };
    this.#lines = [];
    this.#size = 0;
    return reply;
  }
}

/** Most servers speak UTF-8; what is none is kept byte by byte. */
function utf8Of(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? latin1 : text;
}
