import type { Briefing, Library } from '../../model/library.ts';
import type { Call, Prose } from '../../model/prose.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { isExhibit } from '../../notation/parts.ts';
import { type ClaimFinding, judgeClaims } from '../claims/judge.ts';
import { claimInputOf } from '../claims/of-briefing.ts';
import { type Answers, type Part, reviewAcknowledgements } from '../comparability/acknowledge.ts';
import { judgeBriefing, judgeGroups } from '../comparability/compare.ts';
import { isResult } from '../comparability/inputs.ts';
import { judgeSales, type SalesCaveat } from '../comparability/judge-sales.ts';
import type { Verdict } from '../comparability/verdict.ts';
import { type Display, displaysOf } from './display.ts';
import { type Point, pointsOf, type Unlike, unlikeOf } from './points.ts';

/** The caveats of one display. */
export interface AppraisedPart extends Part {
  sales: SalesCaveat[];
  /** The author's reasons by id of the rule that they answer. */
  reasons: ReadonlyMap<string, Prose[]>;
  /** Of a paragraph: the last number in it. */
  end?: Call;
  /** The same in brief; absent where nothing weighs enough to be said beside it. */
  unlike?: Unlike;
}

/** The appraisal of a briefing. */
export interface Appraisal {
  /** Displays with caveats, in the order opening, figures, tables, text. */
  parts: AppraisedPart[];
  /** What all of them object to, each said once of everything concerned. */
  points: Point[];
  /** Trials that the points are about, in the order of the text. */
  trials: Trial[];
  /** What is wrong with everything taken together: efficacy without safety. */
  whole: Verdict;
  /** Trials whose results are shown and whose safety was not extracted. */
  safetyNotExtracted: Trial[];
  /** Sentences that go beyond their evidence. */
  claims: ClaimFinding[];
  answers: Answers;
}

/** Comparability of everything shown together, and the claims. `shown` are all results of the briefing. */
export function appraise(
  briefing: Briefing,
  library: Library,
  computed: Computed,
  shown: readonly Finding[],
): Appraisal {
  const judged = displaysOf(briefing, library, computed).map((display) => judge(display, library));
  const answers = reviewAcknowledgements(judged, briefing.acknowledgements);
  const parts = judged
    .map(inShort)
    .filter(({ verdict, sales }) => verdict.caveats.length + sales.length > 0)
    .map((part) => {
      const unlike = unlikeOf(part);
      return { ...part, reasons: reasonsFor(part, answers), ...(unlike && { unlike }) };
    });
  return {
    parts,
    points: pointsOf(parts, shown, library),
    trials: trialsOf(parts, shown),
    whole: judgeBriefing(shown, library),
    safetyNotExtracted: [
      ...new Set(
        shown
          .filter((one) => isResult(one) && one.trial.safety === 'not extracted')
          .map(({ trial }) => trial),
      ),
    ],
    claims: judgeClaims(claimInputOf(briefing, library, computed)),
    answers,
  };
}

type Judged = Omit<AppraisedPart, 'reasons' | 'unlike'>;

/** Of single results only figures and tables speak: the text would repeat itself. */
function inShort(part: Judged): Judged {
  const isSilent = part.verdict.line === undefined && !isExhibit(part.where);
  return isSilent ? { ...part, verdict: { ...part.verdict, caveats: [] } } : part;
}

function judge({ where, place, groups, gaps, sentences, sales, end }: Display, library: Library): Judged {
  const differences = gaps.map(({ between }) => between);
  return {
    where,
    place,
    gaps,
    sentences,
    verdict: judgeGroups(groups, library, differences),
    sales: judgeSales(sales),
    ...(end && { end }),
  };
}

function reasonsFor(part: Part, { answered }: Answers): Map<string, Prose[]> {
  const own = answered.filter((one) => one.part === part);
  return new Map(
    [...Map.groupBy(own, ({ rule }) => rule.id)].map(([id, all]) => [
      id,
      [...new Set(all.map(({ reason }) => reason))],
    ]),
  );
}

function trialsOf(parts: readonly AppraisedPart[], shown: readonly Finding[]): Trial[] {
  const concerned = new Set(parts.flatMap(({ verdict }) => verdict.caveats.flatMap(({ trials }) => trials)));
  const inOrder = new Set(shown.filter(isResult).map(({ trial }) => trial));
  return [...inOrder].filter(({ id }) => concerned.has(id));
}
