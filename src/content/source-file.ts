export type FileKind = 'house' | 'endpoints' | 'sources' | 'trial' | 'product' | 'briefing';

/** A text file of the content folder. */
export interface SourceFile {
  /** Relative to the working folder, with forward slashes: what diagnostics print. */
  path: string;
  /** Relative to the content folder: the same wherever the folder lies. */
  key: string;
  kind: FileKind;
  /** File name without its ending: the key of a trial or product, the date and slug of a briefing. */
  id: string;
  text: string;
  /** Set when the file is there but was refused; then `text` is empty and says nothing. */
  refused?: true;
}

/** A template, stylesheet or picture of the content folder: `templates/partials/figure.hbs`, `logo.svg`. */
export type DesignFile = Omit<SourceFile, 'kind' | 'id'>;
