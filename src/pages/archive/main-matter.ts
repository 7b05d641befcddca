import { closest, type HtmlElement, hasClass, parseHtml } from '../html-document.ts';
import { readTexts } from '../html-texts.ts';

/** The paragraphs, cells and headings of a briefing's page, without its sources, ledger and drawings. */
export function mainMatterOf(html: string): string[] {
  const body = html.slice(Math.max(0, html.indexOf('<main')));
  return readTexts(parseHtml(body), isPassedOver)
    .filter(({ attribute }) => attribute === undefined)
    .map(({ runs }) => plain(runs.map(({ text }) => text).join('')))
    .filter((text) => text !== '');
}

function isPassedOver(element: HtmlElement): boolean {
  if (element.name === 'svg') return true;
  if (element.name === 'sup') return hasClass(element, 'cite') || hasClass(element, 'mark');
  return hasClass(element, 'back-matter') && closest(element, ({ name }) => name === 'main') !== undefined;
}

/** In one line, without what is not seen. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
