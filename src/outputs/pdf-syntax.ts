import { inflateSync } from 'node:zlib';

const STREAM_END = 'endstream';

/** A text string: as it is when plain, else UTF-16 with its byte order mark. */
export function toPdfText(text: string): string {
  if (isPlainText(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** Characters that a PDF string holds as they are. */
export function isPlainText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A name, such as a media type: `/application#2Fjson`. */
export function toPdfName(text: string): string {
  const toCode = (character: string) =>
    `#${Buffer.from(character).toString('hex').toUpperCase().padStart(2, '0')}`;
  return `/${text.replace(/[^A-Za-z0-9+._-]/g, toCode)}`;
}

/** Midnight UTC of a day given as YYYY-MM-DD, in the width that Chromium writes. */
export function toPdfDate(day: string): string {
  return `(D:${day.replaceAll('-', '')}000000+00'00')`;
}

/** A stream, in latin1; `dictionary` is given without its brackets and its length. */
export function toPdfStream(dictionary: string, content: Uint8Array): string {
  const text = Buffer.from(content).toString('latin1');
  return `<<${dictionary} /Length ${text.length}>>\nstream\n${text}\n${STREAM_END}`;
}

/** What a stream of drawing operators holds, unpacked, in latin1. Nothing of other objects and of those packed otherwise. */
export function readStream(object = ''): string | undefined {
  const [head, dictionary = '', length] = /^<<(.*?)\/Length (\d+)>>\s+stream\n/s.exec(object) ?? [];
  if (head === undefined) return undefined;
  const content = object.substr(head.length, Number(length));
  if (!dictionary.includes('/Filter')) return content;
  if (!/\/Filter \/FlateDecode\b/.test(dictionary)) return undefined;
  return inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
}

/** Tells a stream from an object of any other kind by what stands between its `obj` and `endobj`. */
export function isPdfStream(content: string): boolean {
  return content.endsWith(STREAM_END);
}
