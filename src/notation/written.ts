/** How something is written: `text` for alternative texts, mail and files, `html` for the page. */
export interface Written {
  text: string;
  html: string;
}

export const nbsp = '\u00a0';
const superscripts: Record<string, string> = {
  '-': '\u207b',
  '0': '\u2070',
  '1': '\u00b9',
  '2': '\u00b2',
  '3': '\u00b3',
  '4': '\u2074',
  '5': '\u2075',
  '6': '\u2076',
  '7': '\u2077',
  '8': '\u2078',
  '9': '\u2079',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export function written(text: string): Written {
  return { text, html: escapeHtml(text) };
}

/** 10⁻⁵: a superscript element in HTML, because Source Serif has no superscript minus. */
export function writePower(exponent: number): Written {
  const raised = [...String(exponent)].map((c) => superscripts[c]).join('');
  return { text: `10${raised}`, html: `10<sup>${String(exponent).replace('-', '\u2212')}</sup>` };
}

export function join(...parts: (Written | string)[]): Written {
  const all = parts.map((part) => (typeof part === 'string' ? written(part) : part));
  return { text: all.map((part) => part.text).join(''), html: all.map((part) => part.html).join('') };
}
