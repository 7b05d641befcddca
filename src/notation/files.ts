import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';

/** What a spreadsheet would run as a formula; a plain negative number is none. */
const formulaStart = /^(?:[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-(?!\d+(?:\.\d+)?$))/;

function isFormula(text: string): boolean {
  return formulaStart.test(text.replace(/^'+/, ''));
}

function csvField(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as RFC 4180 has them, with CRLF. */
export function csvLines(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A field as it was before `csvLines` put an apostrophe before what a spreadsheet would run. */
export function fieldOfCsv(text: string): string {
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text;
}

/** A part of a stylesheet that reaches elsewhere or hides what it says. */
export interface StyleFault {
  /** As written. */
  text: string;
  why: 'imports' | 'names a file' | 'escapes';
  /** Offset in the stylesheet. */
  start: number;
}

const imports = new Set(['import', 'font-face', 'namespace', 'charset']);

const pictures = new Set(
  'url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element -moz-element paint expression'.split(
    ' ',
  ),
);

/**
 * What of a stylesheet, or of a style attribute, asks for something outside it, read as browsers read it.
 * Addresses within the page (`#name`) are none, nor are escapes in strings.
 */
export function styleFaults(css: string): StyleFault[] {
  const tokens = tokenize({ css });
  return tokens.flatMap((token, index): StyleFault[] => {
    const why = faultOf(token, tokens.slice(index + 1, index + 4));
    return why ? [{ text: token[1], why, start: token[2] }] : [];
  });
}

function faultOf(token: CSSToken, following: CSSToken[]): StyleFault['why'] | undefined {
  const [type, text] = token;
  if (type === TokenType.BadURL) return 'names a file';
  if (type === TokenType.URL) return token[4].value.startsWith('#') ? undefined : 'names a file';
  if (type === TokenType.AtKeyword && imports.has(token[4].value.toLowerCase())) return 'imports';
  if (type === TokenType.Function && pictures.has(token[4].value.toLowerCase())) {
    const argument = following.find(([kind]) => kind !== TokenType.Whitespace && kind !== TokenType.Comment);
    const isWithin = argument?.[0] === TokenType.String && argument[4].value.startsWith('#');
    return isWithin ? undefined : 'names a file';
  }
  const isRead = type === TokenType.String || type === TokenType.Comment || type === TokenType.Whitespace;
  return !isRead && text.includes('\\') ? 'escapes' : undefined;
}

/** Relative luminance of a colour such as #0b5d75, 0 to 1 (WCAG 2.2). */
export function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
