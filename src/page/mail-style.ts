import { type Html, html } from './renderer.ts';
import type { Templates } from './templates.ts';

/** The house's colour, and a lighter one for dark grounds. */
export const accents = /var\(--accent(?:-dark)?\)/g;

/** Stylesheets of the mail; all others are the page's. */
export function isMailStyle(name: string): boolean {
  return name.startsWith('mail');
}

/** The mail's rules in the house's colour. Mail clients know no custom properties, so it is written in. */
export function mailStyle({ styles }: Pick<Templates, 'styles'>, accent: string): Html {
  const rules = [...styles].filter(([name]) => isMailStyle(name)).map(([, { text }]) => text);
  return html(
    rules
      .join('\n')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(accents, (one) => (one.includes('dark') ? lightened(accent) : accent))
      .replace(/\s*\n\s*/g, '\n')
      .trim(),
  );
}

/** More than half of the way to white, so that it reads on a dark ground. */
function lightened(accent: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16));
  return `#${channels
    .map((value) =>
      Math.round(value + (255 - value) * 0.55)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
