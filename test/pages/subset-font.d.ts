declare module 'subset-font' {
  interface Options {
    keepAllGlyphs?: boolean;
    targetFormat?: 'truetype' | 'woff2';
  }
  export default function subsetFont(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
