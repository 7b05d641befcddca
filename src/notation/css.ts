import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';

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
