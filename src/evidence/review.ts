import type { Briefing, Library } from '../model/library.ts';
import { type FigureRequest, findingsOf, type TableRequest } from '../model/requests.ts';
import { assessBriefing } from './assess.ts';
import { type ClaimFinding, judgeClaims } from './claims/judge.ts';
import { claimInputOf } from './claims/of-briefing.ts';
import { judge, judgeGroups } from './comparability/compare.ts';
import type { Verdict } from './comparability/verdict.ts';
import { type LintResult, lintTexts } from './lint/lint.ts';

/** What an editor should look at before a briefing goes out. */
export interface Review {
  briefing: string;
  /** Numbers of the prose, front matter and captions that are bound to data, and those that are not. */
  lint: LintResult;
  /** What keeps the results of a figure or table from being compared. */
  verdicts: { where: string; verdict: Verdict }[];
  /** Sentences that go beyond their evidence. */
  claims: ClaimFinding[];
}

/** Reads a checked briefing as a critic: traced numbers, comparability, claims. */
export function reviewBriefing(library: Library, briefing: Briefing): Review {
  const input = claimInputOf(briefing, library, assessBriefing(library, briefing));
  return {
    briefing: briefing.id,
    lint: lintTexts(input.passages),
    verdicts: [
      ...briefing.figures.map((figure) => ({
        where: `figure ${figure.id}`,
        verdict: verdictOf(figure, library),
      })),
      ...briefing.tables.map((table) => ({ where: `table ${table.id}`, verdict: verdictOf(table, library) })),
    ].filter(({ verdict }) => verdict.line !== undefined),
    claims: judgeClaims(input),
  };
}

/** A table compares within its columns, a figure everything that it shows. */
function verdictOf(request: FigureRequest | TableRequest, library: Library): Verdict {
  if (request.kind !== 'cross-trial') return judge(findingsOf(request), library);
  const columns = request.endpoints.map((_, index) =>
    request.rows.flatMap(({ cells }) => cells[index] ?? []),
  );
  return judgeGroups(columns, library);
}
