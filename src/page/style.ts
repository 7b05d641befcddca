import type { House } from '../model/house.ts';
import { isMailStyle } from './mail-style.ts';
import { type Html, html } from './renderer.ts';
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

/** Placeholder of the fonts while a page is printed and its pages are counted. No text of a page has a bare `<`. */
export const fontSlot = '/*<fonts>*/';

/** A page with a slot in place of its fonts. */
export function takeFonts(page: string, { fontFaces }: Pick<BaseStyle, 'fontFaces'>): string {
  return page.replace(fontFaces, fontSlot);
}

/** A page with its fonts again. */
export function putFonts(page: string, { fontFaces }: Pick<BaseStyle, 'fontFaces'>): string {
  return page.replace(fontSlot, () => fontFaces);
}

/** Placeholder of the fallback fonts: which are needed is known only from the finished page. */
const fallbackSlot = '\ue011';

/** What the style of every page of a build begins with. */
function sharedStyle(base: BaseStyle): string {
  const known = sharedStyles.get(base) ?? `${base.fontFaces}${fallbackSlot}\n${base.rules}\n`;
  sharedStyles.set(base, known);
  return known;
}

/** Put together for every page, a style of 250 KB costs milliseconds. */
const sharedStyles = new WeakMap<BaseStyle, string>();

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

/** The family of what the page's own fonts lack; an edition that needs none has none. */
export const FALLBACK = 'Trialbrief Fallback';

/** Sets every text, some of it in place of the serif: what it lacks needs a fallback. */
export const WIDEST = ['TrialbriefSans-Regular.ttf', 'TrialbriefSans-It.ttf', 'TrialbriefSans-Semibold.ttf'];

/** Sets large titles in drawings. */
export const DISPLAY = 'TrialbriefSerifDisplay-Semibold.ttf';

interface Face {
  family: 'Trialbrief Serif' | 'Trialbrief Serif Display' | 'Trialbrief Sans';
  /** One weight, or a range where a face also serves for a heavier one that is not shipped. */
  weight: '400' | '600 700';
  style: 'normal' | 'italic';
  /** Under templates/fonts/. */
  file: string;
}

export const FONT_FACES: readonly Face[] = [
  serif('400', 'normal', 'TrialbriefSerif-Regular.woff2'),
  serif('400', 'italic', 'TrialbriefSerif-It.woff2'),
  serif('600 700', 'normal', 'TrialbriefSerif-Semibold.woff2'),
  {
    family: 'Trialbrief Serif Display',
    weight: '600 700',
    style: 'normal',
    file: 'TrialbriefSerifDisplay-Semibold.woff2',
  },
  sans('400', 'normal', 'TrialbriefSans-Regular.woff2'),
  sans('400', 'italic', 'TrialbriefSans-It.woff2'),
  sans('600 700', 'normal', 'TrialbriefSans-Semibold.woff2'),
];

/** The @font-face rules with the fonts inside, so that a page needs no other file. */
export function fontFaceCss(readFile: (file: string) => Uint8Array, faces = FONT_FACES): string {
  return faces.map((face) => toRule(face, `url(${dataUri(readFile(face.file))}) format("woff2")`)).join('\n');
}

/** The same rules for a browser that has the fonts itself, by their PostScript names. */
export function installedFontCss(faces = FONT_FACES): string {
  return faces.map((face) => toRule(face, `local("${face.file.replace('.woff2', '')}")`)).join('\n');
}

function toRule({ family, weight, style }: Face, source: string): string {
  return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:${source}}`;
}

function dataUri(bytes: Uint8Array): string {
  return `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`;
}

function serif(weight: Face['weight'], style: Face['style'], file: string): Face {
  return { family: 'Trialbrief Serif', weight, style, file };
}

function sans(weight: Face['weight'], style: Face['style'], file: string): Face {
  return { family: 'Trialbrief Sans', weight, style, file };
}
