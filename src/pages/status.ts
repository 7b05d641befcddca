import type { Assessment } from '../evidence/assess.ts';
import { type Grade, grades, worstGrade } from '../model/source.ts';
import { escapeHtml } from '../notation/written.ts';
import { gradeHtml, gradeMarks } from '../text/evidence.ts';
import { type Text, words } from '../text/run.ts';
import { type Html, html } from './markup.ts';

const said: Record<Grade, (count: string) => string> = {
  primary: (count) => `${count} read in primary documents`,
  secondary: (count) => `${count} in secondary reports`,
  unconfirmed: (count) => `${count} unconfirmed`,
};

/** What the sources are, counted: `12 of 51 values read in primary documents, 30 in secondary reports, 9 unconfirmed`. */
function countedStatus({ evidence }: Pick<Assessment, 'evidence'>): string {
  const graded = evidence.flatMap(({ grade }) => grade ?? []);
  const parts = grades.flatMap((grade) => {
    const count = graded.filter((one) => one === grade).length;
    return count > 0 ? [{ grade, count }] : [];
  });
  const noun = graded.length === 1 ? 'value' : 'values';
  return parts
    .map(({ grade, count }, index) =>
      said[grade](index === 0 ? `${count} of ${graded.length} ${noun}` : `${count}`),
    )
    .join(', ')
    .replace(/(values?) in /, '$1 read in ');
}

/** The same for a mail: the sign of the worst grade, and the author's line or the counts. */
export function statusText(assessment: Assessment, written: Text | undefined): Text {
  const grade = worstGrade(assessment.evidence);
  return [
    ...words(grade ? `${gradeMarks[grade].sign} ` : ''),
    ...(written ?? words(countedStatus(assessment))),
  ];
}

/** The mark of the worst grade, and the author's line or the counts. */
export function statusHtml(assessment: Assessment, written: Html | undefined): Html {
  const grade = worstGrade(assessment.evidence);
  const line = written ?? `<span class="coverage">${escapeHtml(countedStatus(assessment))}</span>`;
  return html(`${grade ? `${gradeHtml(grade)} ` : ''}${line}`);
}
