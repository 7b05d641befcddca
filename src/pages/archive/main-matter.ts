import { closest, type HtmlElement, hasClass, parseHtml } from '../html-document.ts';
import { readTexts } from '../html-texts.ts';

/** The paragraphs, cells and headings of a briefing's page, without its dates, margin, drawings and end matter. */
export function mainMatterOf(html: string): string[] {
  const body = html.slice(Math.max(0, html.indexOf('<main')));
  return readTexts(parseHtml(body), isPassedOver)
    .filter(({ attribute }) => attribute === undefined)
    .map(({ runs }) => plain(runs.map(({ text }) => text).join('')))
    .filter((text) => text !== '');
}

/** `back-matter` is that of pages that were sealed before the end of a page was folded. */
const apparatus = [
  'masthead',
  'byline',
  'contents',
  'evidence',
  'leaf',
  'end-matter',
  'back-matter',
  'neighbours',
];

function isPassedOver(element: HtmlElement): boolean {
  if (element.name === 'svg') return true;
  if (element.name === 'sup') return hasClass(element, 'cite') || hasClass(element, 'mark');
  return (
    apparatus.some((one) => hasClass(element, one)) &&
    closest(element, ({ name }) => name === 'main') !== undefined
  );
}

/** In one line, without what is not seen. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
