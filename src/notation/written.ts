/** How something is written: `text` for alternative texts, mail and files, `html` for the page. */
export interface Written {
  text: string;
  html: string;
}

export const nbsp = '\u00a0';
const plain = '0123456789+\u2212-';
const superscripts = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b';

/** `⁻⁵` of `−5` and of `-5`: figures and signs as superscript characters, the rest as it is. */
export function raised(text: string): string {
  return text.replaceAll(/[-0-9+\u2212]/g, (char) => superscripts.charAt(plain.indexOf(char)));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export function written(text: string): Written {
  return { text, html: escapeHtml(text) };
}

/** 10⁻⁵: a superscript element in HTML, because Source Serif has no superscript minus. */
export function writePower(exponent: number): Written {
  return {
    text: `10${raised(String(exponent))}`,
    html: `10<sup>${String(exponent).replace('-', '\u2212')}</sup>`,
  };
}

/** The same of every power of ten in a text. */
export function withPowers(text: string): string {
  return escapeHtml(text).replaceAll(
    /\b10(\u207b[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)/g,
    (_, exponent: string) => writePower(Number(lowered(exponent))).html,
  );
}

function lowered(text: string): string {
  return [...text].map((char) => '0123456789+--'.charAt(superscripts.indexOf(char))).join('');
}
