import type { AppraisedPart } from '../evidence/appraisal/appraise.ts';
import type { Finding } from '../model/trial.ts';
import { writeLines } from '../notation/written.ts';

/** The part of an appraisal that shows where populations differ. */
type Appraised = Pick<AppraisedPart, 'where'> & { verdict: Pick<AppraisedPart['verdict'], 'caveats'> };

export interface Parting {
  appraisal: { parts: readonly Appraised[] };
  /** Short forms of the house that may replace a disease. */
  abbreviations: Readonly<Record<string, string>>;
}

/** The patients of a trial, in the respect that a population rule compares. */
const respects: Readonly<Record<string, (finding: Finding, parting: Parting) => string | undefined>> = {
  disease: ({ trial: { disease } }, { abbreviations }) => abbreviations[disease] ?? disease,
  'line-of-therapy': ({ trial: { lines } }) => lines && writeLines(lines),
  setting: ({ trial }) => trial.settingLabel ?? trial.setting,
};

/** How the population of a row relates to the rows above it. */
export interface Parted {
  /** Heading for it and the rows after it, where a blocking population rule applies between it and the row before. */
  below?: string;
  /** Whether such a heading is above it. */
  isUnderHeading: boolean;
}

/** For each finding of one group, in the order of its rows. */
export function partingsOf(figure: string, rows: readonly Finding[], parting: Parting): Parted[] {
  const part = parting.appraisal.parts.find(({ where }) => where === `figure ${figure}`);
  const blocking = part?.verdict.caveats.filter(({ rule }) => rule.severity === 'block') ?? [];
  let isUnderHeading = false;
  return rows.map((row, i) => {
    const before = rows[i - 1];
    const fired = blocking.filter(({ between }) =>
      between.some((pair) => before && pair.includes(before.id) && pair.includes(row.id)),
    );
    const said = new Set(fired.flatMap(({ rule }) => respects[rule.id]?.(row, parting) ?? []));
    if (said.size === 0) return { isUnderHeading };
    isUnderHeading = true;
    return { below: [...said].join(', '), isUnderHeading };
  });
}
