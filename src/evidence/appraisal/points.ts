import type { Prose } from '../../model/prose.ts';
import type { Finding } from '../../model/trial.ts';
import type { SalesCaveat } from '../comparability/judge-sales.ts';
import type { Context, Rule, SalesClaim } from '../comparability/rule.ts';
import { byGravity, type Caveat } from '../comparability/verdict.ts';
import type { Piece } from '../comparability/wording.ts';
import type { AppraisedPart } from './appraise.ts';

/** A difference, or a limit of results, said once of everything that a briefing sets side by side. */
export interface Point {
  rule: Rule;
  pieces: Piece[];
  /** The author's reasons to show it all the same. */
  reasons: Prose[];
}

/** Blocks first; what is too slight for the page is among the limits of the briefing. `shown` gives the order. */
export function pointsOf(
  parts: readonly AppraisedPart[],
  shown: readonly Finding[],
  context: Context,
): Point[] {
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
    .map((point) => ({ ...point, reasons: reasonsFor(point.rule, parts) }));
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

function reasonsFor({ id }: Rule, parts: readonly AppraisedPart[]): Prose[] {
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
