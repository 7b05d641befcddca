import type { House } from '../model/house.ts';
import { fontFaceCss } from './fonts.ts';
import { isMailStyle } from './mail-style.ts';
import { type Html, html } from './markup.ts';
import type { Templates } from './templates.ts';

/** Fonts and the templates' styles: the same for every page of a build. */
export interface BaseStyle {
  /** @font-face rules with the fonts inside. */
  fontFaces: string;
  rules: string;
}

export function baseStyle(templates: Templates): BaseStyle {
  return {
    fontFaces: fontFaceCss(templates.readFont),
    rules: compact(
      [...templates.styles]
        .filter(([name]) => !isMailStyle(name))
        .map(([, { text }]) => text)
        .join('\n'),
    ),
  };
}

/** The page without its styles, for re-reading: two thirds of a page are fonts. */
export function withoutFonts(page: string, { fontFaces }: Pick<BaseStyle, 'fontFaces'>): string {
  return page.replace(fontFaces, '');
}

/** Stands where fallback fonts go: which are needed can be told only of the finished page. */
const fallbackSlot = '\ue011';

/** What the style of every page of a build begins with. */
function sharedStyle({ fontFaces, rules }: BaseStyle): string {
  return `${fontFaces}${fallbackSlot}\n${rules}\n`;
}

/** A rendered page without fonts, for checks of its markup; its rules were checked where they were written. */
export function withoutStyles(page: string, base: BaseStyle): string {
  return page.replaceAll(sharedStyle(base), '');
}

/** A rendered page with the @font-face rules of what its own fonts lack. */
export function setFallbacks(page: string, rules: string): string {
  return page.replace(fallbackSlot, () => rules);
}

/** Both leave 481 points for the page: text, gutter and evidence margin. */
const sideMargins: Record<House['paper'], string> = { A4: '20mm', Letter: '23.1mm' };

/** What one page adds: the house's colour and paper, and the words of its running head and foot. */
export function pageStyle(
  base: BaseStyle,
  house: House,
  head: { left: string; right: string; foot: string },
): Html {
  const content = (text: string) => `content:${cssString(text)}`;
  return html(
    `${sharedStyle(base)}:root{--accent:${house.accent}}\n@page{size:${house.paper};margin:17mm ${sideMargins[house.paper]} 15mm;` +
      `@top-left{${content(head.left)}}@top-right{${content(head.right)}}` +
      `@bottom-left{${content(head.foot)}}` +
      '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}',
  );
}

/** A CSS string that can close neither itself nor the style element. */
export function cssString(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the string
  return `"${text.replace(/["\\<>&\u0000-\u001f\u007f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}"`;
}

function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
