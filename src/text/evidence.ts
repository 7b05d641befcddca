import type { Grade } from '../model/source.ts';
import { escapeHtml } from '../notation/written.ts';
import { runsIn, type Text } from './run.ts';

/** The evidence of the numbers in a block, for its margin or its end. */
export interface Evidence {
  /** Entries of the ledger by grade, in the order of their first; without a grade what a source merely states. */
  entries: { grade: Grade | undefined; numbers: number[] }[];
  /** Numbers of the sources that it cites, rising. */
  sources: number[];
}

/** Grade of an entry of the ledger. */
export type GradeOf = (entry: number) => Grade | undefined;

/** The system of marks: one for texts, tables and drawings. */
export const gradeMarks: Record<Grade, { sign: string; name: string }> = {
  primary: { sign: '●', name: 'primary document' },
  secondary: { sign: '◐', name: 'secondary report' },
  unconfirmed: { sign: '○', name: 'unconfirmed' },
};

export function evidenceOf(texts: readonly Text[], gradeOf: GradeOf): Evidence {
  const runs = [...runsIn(...texts)];
  const numbers = runs.flatMap((run) => (run.kind === 'number' && run.how !== 'former' ? [run.entry] : []));
  const sources = runs.flatMap((run) => (run.kind === 'citation' ? run.sources : []));
  return evidenceFrom(numbers, sources, gradeOf);
}

/** The same of entries and sources by their numbers. */
export function evidenceFrom(
  entries: readonly number[],
  sources: readonly number[],
  gradeOf: GradeOf,
): Evidence {
  const byGrade = Map.groupBy(rising(entries), gradeOf);
  return {
    entries: [...byGrade].map(([grade, numbers]) => ({ grade, numbers })),
    sources: rising(sources),
  };
}

export function rising(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

export function isBare({ entries, sources }: Evidence): boolean {
  return entries.length + sources.length === 0;
}

/** Numbers in runs: `e3`, `e5–8`; `[1–3, 6]`. */
function runsOf(numbers: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}

/** `○ e1, e3–5 ◐ e2 · [1, 6]`, each a link to its entry or source as `link` makes it, with marks as `mark` does. */
export function evidenceHtml(evidence: Evidence, link: LinkTo = toPlace, mark = gradeHtml): string {
  const listed = (numbers: readonly number[], anchor: string, sign: string) =>
    runsOf(numbers)
      .map(({ first, last }) =>
        first === last
          ? link(`${anchor}${first}`, `${sign}${first}`)
          : `<span class="run">${link(`${anchor}${first}`, `${sign}${first}`)}–${link(`${anchor}${last}`, `${last}`)}</span>`,
      )
      .join(', ');
  const groups = evidence.entries.map(
    ({ grade, numbers }) =>
      `<span class="group">${grade ? `${mark(grade)}\u00a0` : ''}${listed(numbers, 'entry-', 'e')}</span>`,
  );
  const cited = evidence.sources.length > 0 ? [`[${listed(evidence.sources, 'source-', '')}]`] : [];
  return [groups.join(' '), ...cited].filter(Boolean).join(' · ');
}

/** A link to a place on the page, or to the page. */
export type LinkTo = (anchor: string, text: string) => string;

const toPlace: LinkTo = (anchor, text) => `<a href="#${anchor}">${escapeHtml(text)}</a>`;

/** A mark as a shape, with its name for those who hear the page. */
export function gradeHtml(grade: Grade): string {
  return `<span class="grade ${grade}"><span class="aside">${gradeMarks[grade].name}</span></span>`;
}

/** `○ e1, e3–5 ◐ e2 [1, 6]`. */
export function evidencePlain(evidence: Evidence): string {
  const listed = (numbers: readonly number[], sign: string) =>
    runsOf(numbers)
      .map(({ first, last }) => (first === last ? `${sign}${first}` : `${sign}${first}–${last}`))
      .join(', ');
  const groups = evidence.entries.map(
    ({ grade, numbers }) => `${grade ? `${gradeMarks[grade].sign}\u00a0` : ''}${listed(numbers, 'e')}`,
  );
  const cited = evidence.sources.length > 0 ? [`[${listed(evidence.sources, '')}]`] : [];
  return [...groups, ...cited].join(' ');
}
