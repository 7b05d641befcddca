/** The family of what the page's own fonts lack; an edition that needs none has none. */
export const FALLBACK = 'Trialbrief Fallback';

/** Sets every text, some of it in place of the serif: what it lacks needs a fallback. */
export const WIDEST = ['TrialbriefSans-Regular.ttf', 'TrialbriefSans-It.ttf', 'TrialbriefSans-Semibold.ttf'];

/** Sets large titles in drawings. */
export const DISPLAY = 'TrialbriefSerifDisplay-Semibold.ttf';

export interface Face {
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
