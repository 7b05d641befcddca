import type { Line } from '../model/scalars.ts';
import { nbsp } from './written.ts';

/** `untreated`, `line 1`, `lines 2–4`, `line 4+`. */
export function writeLines(lines: readonly Line[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return '';
  const end = `${last.from}${last.openEnded ? '+' : ''}`;
  if (first.from === 0 && lines.length === 1) return 'untreated';
  return lines.length === 1 ? `line${nbsp}${end}` : `lines${nbsp}${first.from}–${end}`;
}
