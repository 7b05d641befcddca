export interface Face {
  family: 'Source Serif 4' | 'Source Serif 4 Display' | 'Source Sans 3';
  /** One weight, or a range where a face also serves for a heavier one that is not shipped. */
  weight: '400' | '600 700';
  style: 'normal' | 'italic';
  /** Under templates/fonts/. */
  file: string;
}

export const FACES: readonly Face[] = [
  serif('400', 'normal', 'SourceSerif4-Regular.woff2'),
  serif('400', 'italic', 'SourceSerif4-It.woff2'),
  serif('600 700', 'normal', 'SourceSerif4-Semibold.woff2'),
  {
    family: 'Source Serif 4 Display',
    weight: '600 700',
    style: 'normal',
    file: 'SourceSerif4Display-Semibold.woff2',
  },
  sans('400', 'normal', 'SourceSans3-Regular.woff2'),
  sans('400', 'italic', 'SourceSans3-It.woff2'),
  sans('600 700', 'normal', 'SourceSans3-Semibold.woff2'),
];

/** The @font-face rules with the fonts inside, so that a page needs no other file. */
export function fontFaceCss(readFile: (file: string) => Uint8Array, faces = FACES): string {
  return faces.map((face) => toRule(face, `url(${dataUri(readFile(face.file))}) format("woff2")`)).join('\n');
}

/** The same rules for a browser that has the fonts itself, by their PostScript names. */
export function installedFontCss(faces = FACES): string {
  return faces.map((face) => toRule(face, `local("${face.file.replace('.woff2', '')}")`)).join('\n');
}

function toRule({ family, weight, style }: Face, source: string): string {
  return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:${source}}`;
}

function dataUri(bytes: Uint8Array): string {
  return `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`;
}

function serif(weight: Face['weight'], style: Face['style'], file: string): Face {
  return { family: 'Source Serif 4', weight, style, file };
}

function sans(weight: Face['weight'], style: Face['style'], file: string): Face {
  return { family: 'Source Sans 3', weight, style, file };
}
