import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';

export interface CsvCell {
  text: string;
  /** Where it begins, from 1. */
  line: number;
  column: number;
}

export type CsvRow = CsvCell[];

/** A text that is no CSV, or no text. */
export class NotCsv extends Error {
  readonly line: number;
  readonly isText: boolean;

  constructor(message: string, line: number, isText = true) {
    super(message);
    this.line = line;
    this.isText = isText;
  }
}

/** Of one row, in characters: a quote that is never closed would swallow the rest of the file. */
const longestRow = 65_536;

/**
 * Reads CSV row by row as it comes, with the place of each cell; empty rows are left out. The first line
 * determines whether commas, semicolons or tabs separate cells. Throws NotCsv, once all rows before it were
 * given.
 */
export async function* readRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const texts = decode(chunks);
  const { first, rest } = await firstLine(texts);
  const found: { fault: CsvError | undefined } = { fault: undefined };
  const parser = parse({
    delimiter: delimiterOf(first),
    raw: true,
    // A carriage return alone is no line's end here: in an address it is found and refused.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: longestRow,
    // Otherwise rows that were read in the same piece would be lost with the one that is wrong.
    skip_records_with_error: true,
    on_skip(fault) {
      found.fault ??= fault;
      return undefined;
    },
  });
  const source = Readable.from(whileSound(rest, found));
  source.on('error', (error) => parser.destroy(error));
  let [line, count] = [1, 0];
  for await (const { record, raw } of source.pipe(parser) as AsyncIterable<Parsed>) {
    if (found.fault && count === found.fault.records) break;
    count += 1;
    const written = raw.replace(/\r?\n?$/, '');
    if (record.some((text) => text.trim() !== '')) yield placeCells(record, written, line);
    line += written.split('\n').length;
  }
  if (found.fault) throw explain(found.fault);
}

async function* whileSound(texts: AsyncIterable<string>, found: { readonly fault: CsvError | undefined }) {
  for await (const text of texts) {
    if (found.fault) return;
    yield text;
  }
}

interface Parsed {
  record: string[];
  /** As it is written, with part of its line's end. */
  raw: string;
}

async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      yield text;
      line += text.split('\n').length - 1;
    }
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new NotCsv('the file is not UTF-8 text', line, false);
  }
}

/** Reads as far as the end of the first line, and gives back what was read with all that follows. */
async function firstLine(texts: AsyncGenerator<string>) {
  let head = '';
  while (!head.includes('\n') && head.length < longestRow) {
    const { value, done } = await texts.next();
    if (done) break;
    head += value;
  }
  async function* rest() {
    yield head;
    yield* texts;
  }
  return { first: head.split('\n', 1)[0] ?? '', rest: rest() };
}

function delimiterOf(line: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

/** Where cells begin is found by going along the row as it is written; it begins on line `first`. */
function placeCells(record: string[], written: string, first: number): CsvRow {
  let line = first;
  let lineStart = 0;
  let index = 0;
  return record.map((text) => {
    const cell = { text, line, column: index - lineStart + 1 };
    const end = endOfCell(written, index, text);
    for (let at = written.indexOf('\n', index); at >= 0 && at < end; at = written.indexOf('\n', at + 1)) {
      line += 1;
      lineStart = at + 1;
    }
    index = end + 1;
    return cell;
  });
}

function endOfCell(written: string, start: number, text: string): number {
  if (written[start] !== '"') return start + text.length;
  const quotes = text.split('"').length - 1;
  return start + text.length + quotes + 2;
}

const explanations: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  INVALID_OPENING_QUOTE: 'a quotation mark appears inside a cell that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the quotation mark that closes a cell',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${longestRow} characters; a closing quotation mark may be missing`,
};

function explain(error: CsvError): NotCsv {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  return new NotCsv(explanations[error.code] ?? error.message, line);
}
