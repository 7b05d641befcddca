/** A spot in an author's file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  file: string;
  line: number;
  column: number;
  /** How many columns the caret underlines; 1 when not known. */
  length?: number;
}

export type Severity = 'error' | 'warning';

/** A problem in an author's input that the author can fix. Failures of the machine are exceptions. */
export interface Diagnostic {
  /** Permanent; each has a section in docs/errors.md. */
  code: string;
  severity: Severity;
  /** What is wrong and why, in one sentence. */
  message: string;
  place: Place;
  /** What to do, the likeliest first. */
  hints: string[];
  /** Other places that the message refers to. */
  related: { message: string; place: Place }[];
}

export type Outcome<T> =
  | { ok: true; value: T; diagnostics: Diagnostic[] }
  | { ok: false; diagnostics: Diagnostic[] };

type Extra = Partial<Pick<Diagnostic, 'hints' | 'related'>>;

export function problem(code: string, message: string, place: Place, extra: Extra = {}): Diagnostic {
  return { code, severity: 'error', message, place, hints: [], related: [], ...extra };
}

export function warning(code: string, message: string, place: Place, extra: Extra = {}): Diagnostic {
  return { ...problem(code, message, place, extra), severity: 'warning' };
}

/** Downgrades publication blockers to warnings, for drafts. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' };
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** A value with its warnings, unless one of the diagnostics is an error. */
export function outcomeOf<T>(value: T, diagnostics: Diagnostic[]): Outcome<T> {
  return diagnostics.some(isError) ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
}

/** In reading order: by file, then line, then column, then code; without duplicates. */
export function inReadingOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => `${d.place.file}:${d.place.line}:${d.place.column}:${d.code}:${d.message}`;
  const unique = new Map(diagnostics.map((d) => [key(d), d]));
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compareText(a.code, b.code),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
