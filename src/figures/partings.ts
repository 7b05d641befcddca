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

/** What patients of a trial are, in the respect that a rule on populations compares. */
const respects: Readonly<Record<string, (finding: Finding, parting: Parting) => string | undefined>> = {
  disease: ({ trial: { disease } }, { abbreviations }) => abbreviations[disease] ?? disease,
  'line-of-therapy': ({ trial: { lines } }) => lines && writeLines(lines),
  setting: ({ trial }) => trial.settingLabel ?? trial.setting,
};

/** How a row is to those over it. */
export interface Parted {
  /** What it and the rows after it are, where a blocking rule on populations fired between it and the row before. */
  below?: string;
  /** Whether such words are over it. */
  isTold: boolean;
}

/** Of each of the findings of one group, in the order of its rows. */
export function partingsOf(figure: string, rows: readonly Finding[], parting: Parting): Parted[] {
  const part = parting.appraisal.parts.find(({ where }) => where === `figure ${figure}`);
  const blocking = part?.verdict.caveats.filter(({ rule }) => rule.severity === 'block') ?? [];
  let isTold = false;
  return rows.map((row, i) => {
    const before = rows[i - 1];
    const fired = blocking.filter(({ between }) =>
      between.some((pair) => before && pair.includes(before.id) && pair.includes(row.id)),
    );
    const said = new Set(fired.flatMap(({ rule }) => respects[rule.id]?.(row, parting) ?? []));
    if (said.size === 0) return { isTold };
    isTold = true;
    return { below: [...said].join(', '), isTold };
  });
}
