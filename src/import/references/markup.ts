import { withoutUnseenCharacters } from '../../model/scalars.ts';
import { lowered, raised } from '../../notation/written.ts';

/** Elements that titles contain; `p<a and b>c` has none. */
const markup =
  /<\/?(?:mml:\w+|(?:jats:)?(?:i|b|u|em|strong|italic|bold|underline|su[bp]|sc|scp|tt|span|p|title|br))(?:\s[^<>]*|\/)?>/gi;

/**
 * A title as text: raised and lowered digits as characters of their own (10⁻⁵, H₂O), other markup left out with its
 * words kept, entities decoded once, on one line, without a full stop at the end. Undefined when it is empty.
 */
export function plainMarkup(title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const text = title
    .replaceAll(/<(?:jats:)?sup\b[^>]*>([\s\S]*?)<\/(?:jats:)?sup>/gi, (_, inside) => raised(inside))
    .replaceAll(/<(?:jats:)?sub\b[^>]*>([\s\S]*?)<\/(?:jats:)?sub>/gi, (_, inside) => lowered(inside))
    .replaceAll(markup, '');
  const decoded = decodeEntities(text)
    ?.replace(/(?<!\.)\.$/, '')
    .trim();
  return decoded === '' ? undefined : decoded;
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
};

/** Text with its entities decoded once, on one line; undefined when it is empty. */
export function decodeEntities(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const decoded = text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined)
        return Object.hasOwn(named, name.toLowerCase()) ? (named[name.toLowerCase()] as string) : whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
  return onOneLine(decoded);
}

/** Text on one line, without characters that are not seen; undefined when it is empty. */
export function onOneLine(text: string): string | undefined {
  const line = withoutUnseenCharacters(text).replaceAll(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}
