import { stripVTControlCharacters, styleText } from 'node:util';
import type { Diagnostic, Place } from './diagnostics.ts';

export interface ReportOptions {
  colour: boolean;
  /** The text of a file that diagnostics point into; undefined when it cannot be read. */
  readSource(file: string): string | undefined;
}

/** Diagnostics as text: place, message, a frame of the author's lines with a caret, hints. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], options: ReportOptions): string {
  const split = new Map<string, string[] | undefined>();
  const linesOf = (file: string) => {
    if (!split.has(file)) split.set(file, options.readSource(file)?.split(/\r?\n/));
    return split.get(file);
  };
  const paint = painter(options.colour);
  return diagnostics.map((diagnostic) => reportOne(diagnostic, linesOf, paint)).join('\n');
}

/** `3 errors and 1 warning in 2 files`. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.map(({ place }) => place.file)).size;
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')];
  return `${counts.filter(Boolean).join(' and ')} in ${count(files, 'file')}`;
}

/** `1 error`, `2 errors`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The lines of a file that diagnostics point into; undefined when it cannot be read. */
type LinesOf = (file: string) => readonly string[] | undefined;

function reportOne(diagnostic: Diagnostic, linesOf: LinesOf, paint: Paint): string {
  const { code, severity, message, place, hints, related } = diagnostic;
  const head = `${paint(severity === 'error' ? 'red' : 'yellow', severity)} ${paint('dim', code)} ${visible(placeText(place))}`;
  const others = related.flatMap((other) => [
    visible(`  ${other.message}: ${placeText(other.place)}`),
    frame(other.place, linesOf, paint),
  ]);
  return [
    head,
    `  ${visible(message)}`,
    frame(place, linesOf, paint),
    ...others,
    ...hints.map((hint) => `  ${paint('cyan', 'hint')} ${visible(hint)}`),
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

type Paint = (style: 'red' | 'yellow' | 'cyan' | 'dim', text: string) => string;

function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

const widest = 110;

/** The line of a place and the one before, with carets under the place. */
function frame(place: Place, linesOf: LinesOf, paint: Paint): string | undefined {
  const lines = linesOf(place.file);
  const text = lines?.[place.line - 1];
  if (lines === undefined || text === undefined) return undefined;
  const width = String(place.line).length;
  const before = lines[place.line - 2];
  const column = place.column - 1;
  const start = Math.max(0, column - 69);
  const row = (number: number, content: string) =>
    `  ${paint('dim', `${String(number).padStart(width)} |`)} ${visible(content.slice(start, start + widest))}`;
  const underlined = text.slice(column, Math.min(column + (place.length ?? 1), start + widest));
  const indent = ' '.repeat(visible(text.slice(start, column)).length);
  const carets = '^'.repeat(Math.max(1, visible(underlined).length));
  return [
    ...(before?.trim() ? [row(place.line - 1, before)] : []),
    row(place.line, text),
    `  ${paint('dim', `${' '.repeat(width)} |`)} ${indent}${paint('red', carets)}`,
  ].join('\n');
}

/** Author's text on a terminal: no control sequences, no invisible characters, tabs as one space. */
function visible(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '\ufffd');
}
