import type { Place } from '../diagnostics.ts';
import type { TemplateFile } from './templates.ts';

/** The place of an offset in a template, stylesheet or drawing. */
export function placeIn(
  { path, text }: Pick<TemplateFile, 'path' | 'text'>,
  offset: number,
  length: number,
): Place {
  const before = text.slice(0, offset);
  return {
    file: path,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    length,
  };
}
