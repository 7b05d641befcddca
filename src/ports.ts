/** A page handed to the browser: one self-contained HTML document. */
export interface PrintRequest {
  html: string;
  /** The page's @font-face rules, as they stand in `html`: a browser that has the fonts may leave them out. */
  fontFaces?: { embedded: string; installed: string };
  /** The sheet, unless the page's own CSS `@page { size }` names another. */
  paper: 'A4' | 'Letter';
}

/** A browser that prints pages without reaching anything outside them. */
export interface Browser extends AsyncDisposable {
  /** Product and version, e.g. "Chrome/153.0.8057.0". */
  readonly version: string;
  /** Prints to a tagged PDF with outline. Throws RenderingRefused when the page asks for anything outside itself. */
  print(request: PrintRequest): Promise<Uint8Array>;
}
