/**
 * A title or name fit for HTML, XML and JSON: in one line, without lone surrogates and the characters that
 * XML 1.0 forbids or discourages. What a mark-up language reads as its own is for its writer to escape.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
