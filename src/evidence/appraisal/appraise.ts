import type { Call, Prose } from '../../model/briefing.ts';
import type { Briefing, Library } from '../../model/library.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { isExhibit } from '../../notation/written.ts';
import { type ClaimFinding, judgeClaims } from '../claims/judge.ts';
import { claimInputOf } from '../claims/of-briefing.ts';
import { type Answers, type Part, reviewAcknowledgements } from '../comparability/acknowledge.ts';
import { judgeBriefing, judgeGroups, judgeSales, type SalesCaveat } from '../comparability/compare.ts';
import { isResult } from '../comparability/inputs.ts';
import type { Context, Piece, Rule, SalesClaim } from '../comparability/rule.ts';
import { byGravity, type Caveat, type Verdict } from '../comparability/verdict.ts';
import { type Display, displaysOf } from './display.ts';

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

/** A difference, or a limit of results, said once of everything that a briefing sets side by side. */
export interface Point {
  rule: Rule;
  pieces: Piece[];
  /** The author's reasons to show it all the same. */
  reasons: Prose[];
}

/** Blocks first; what is too slight for the page is among the limits of the briefing. `shown` gives the order. */
function pointsOf(parts: readonly AppraisedPart[], shown: readonly Finding[], context: Context): Point[] {
  const caveats = Map.groupBy(
    parts.flatMap(({ verdict }) => verdict.caveats),
    ({ rule }) => rule,
  );
  const sales = Map.groupBy(
    parts.flatMap((part) => part.sales),
    ({ rule }) => rule,
  );
  return [
    ...[...caveats].map(([rule, own]) => ({ rule, pieces: mergeCaveats(rule, own, shown, context) })),
    ...[...sales].map(([rule, own]) => ({ rule, pieces: rule.caveat(claimsOf(own)) })),
  ]
    .filter(({ rule }) => rule.severity !== 'info')
    .toSorted((a, b) => byGravity(a.rule, b.rule))
    .map((point) => ({ ...point, reasons: reasonsOfRule(point.rule, parts) }));
}

function mergeCaveats(
  rule: Caveat['rule'],
  caveats: readonly Caveat[],
  shown: readonly Finding[],
  context: Context,
): Piece[] {
  const concerned = new Set(caveats.flatMap(({ findings }) => findings.map(({ id }) => id)));
  return rule.caveat(
    shown.filter(({ id }) => concerned.has(id)),
    context,
  );
}

/** Each sale once for every company that it is called the revenue of. */
function claimsOf(caveats: readonly SalesCaveat[]): SalesClaim[] {
  const claims = caveats.flatMap((one) => one.claims);
  return [...new Map(claims.map((claim) => [`${claim.sale.id} ${claim.company}`, claim])).values()];
}

function reasonsOfRule({ id }: Rule, parts: readonly AppraisedPart[]): Prose[] {
  return [...new Set(parts.flatMap(({ reasons }) => reasons.get(id) ?? []))];
}

/** What a display compares although it is not comparable, in brief: the worst first, blocks always. */
export interface Unlike {
  /** E.g. `Not a head-to-head comparison`; absent if all results are from one trial. */
  lead?: string;
  /** `different diseases`. */
  named: string[];
  /** How many points it has, named or not. */
  count: number;
}

/** So many are named beside the display, and every block. */
const mostNamed = 4;

/** What weighs most among differences that do not forbid a comparison. */
const tellingFirst = ['single-arm', 'small-sample', 'unanchored', 'line-of-therapy'];

export function unlikeOf({ verdict, sales }: Pick<AppraisedPart, 'verdict' | 'sales'>): Unlike | undefined {
  const rules: Rule[] = [...verdict.caveats, ...sales].map(({ rule }) => rule);
  const weighing = rules.filter(({ severity }) => severity === 'block' || severity === 'major');
  const count = rules.filter(({ severity }) => severity !== 'info').length;
  if (count === 0 || (weighing.length === 0 && verdict.line === undefined)) return undefined;
  const blocks = weighing.filter(({ severity }) => severity === 'block');
  const majors = weighing
    .filter(({ severity }) => severity === 'major')
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const room = Math.max(0, mostNamed - blocks.length);
  return {
    ...(verdict.line !== undefined && { lead: verdict.line.replace(/:.*/, '') }),
    named: [...blocks, ...majors.slice(0, room)].map(({ brief }) => brief),
    count,
  };
}

function rankOf({ id }: Rule): number {
  const rank = tellingFirst.indexOf(id);
  return rank < 0 ? tellingFirst.length : rank;
}
