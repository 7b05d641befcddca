/**
 * Text as it is compared and searched: ligatures, superscripts and the like as plain characters,
 * every run of spaces as one, and nothing that is not seen. `10⁻⁵` becomes `10−5`, as which
 * `10<sup>−5</sup>` is read from a page too.
 */
export function toPlainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A number without what two printings of it may differ in: spaces, for it may break over a line,
 * and the marks of its grade.
 */
export function toBareNumber(text: string): string {
  return toPlainText(text).replace(/[\s†‡§]/g, '');
}

/** Whether a number stands in a plain text, as itself and not as part of a longer one. */
export function hasNumber(text: string, number: string): boolean {
  const characters = [...toBareNumber(number)].map((character) => character.replace(/\W/u, '\\$&'));
  return new RegExp(`(?<!\\d|\\d[.,])${characters.join('\\s*')}(?![.,]?\\d)`).test(text);
}
