declare module 'subset-font' {
  interface Options {
    keepAllGlyphs?: boolean;
    targetFormat?: 'truetype' | 'woff2';
    noHinting?: boolean;
    preserveNameIds?: number[];
    /** Values that axes of a variable font are set to. */
    variationAxes?: Record<string, number>;
  }
  export default function subsetFont(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
