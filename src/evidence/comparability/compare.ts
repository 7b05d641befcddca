import type { Finding } from '../../model/trial.ts';
import { isResult } from './inputs.ts';
import { areCompared } from './pairs.ts';
import {
  type Context,
  type DocumentRule,
  type FinanceRule,
  type Piece,
  type Rule,
  type SalesClaim,
  textOf,
} from './rule.ts';
import { documentRules, financeRules, pairRules, rules, valueRules } from './rules.ts';
import { byGravity, type Concern, toVerdict, type Verdict } from './verdict.ts';

/** A rule that fired between two results. */
interface Fired {
  rule: Rule;
  /** Addresses of the results. */
  between: [string, string];
  caveat: string;
}

/**
 * What keeps two results from being compared, blocks first: rules on the pair, and rules on either value.
 * Results of one trial raise no rule on pairs; numbers of patients and follow-up raise nothing.
 */
export function comparePair(a: Finding, b: Finding, context: Context): Fired[] {
  const results = [a, b].filter(isResult);
  return [...concernsOfPair(a, b, context), ...concernsOfValues(results, context)]
    .map(
      ({ rule, findings }): Fired => ({
        rule,
        between: [a.id, b.id],
        caveat: textOf(rule.caveat(findings, context)),
      }),
    )
    .toSorted((one, other) => byGravity(one.rule, other.rule));
}

/** What one figure, one column of a table or one sentence puts side by side, judged pair by pair. */
export function judge(findings: readonly Finding[], context: Context): Verdict {
  return judgeGroups([findings], context);
}

/**
 * One verdict on several groups, such as the columns of a table: pairs are compared within a group, and the
 * cuts of a trial across them. `gaps` are the pairs of results whose difference is printed.
 */
export function judgeGroups(
  groups: readonly (readonly Finding[])[],
  context: Context,
  gaps: readonly (readonly [Finding, Finding])[] = [],
): Verdict {
  const results = groups.map((group) => distinct(group.filter(isResult)));
  const all = distinct(results.flat());
  return toVerdict(
    [
      ...results.flatMap((group) => concernsOfPairs(group, context)),
      ...gaps.map((pair): Concern => ({ rule: rules.C54, findings: [...pair] })),
      ...concernsOfValues(all, context),
      ...concernsOfDocument(all, 'together'),
    ],
    all,
    context,
  );
}

/** What is wrong with everything that a briefing shows, taken together. */
export function judgeBriefing(findings: readonly Finding[], context: Context): Verdict {
  const all = distinct(findings.filter(isResult));
  return toVerdict(concernsOfDocument(all, 'briefing'), all, context);
}

function concernsOfPairs(findings: readonly Finding[], context: Context): Concern[] {
  return findings.flatMap((a, index) =>
    findings
      .slice(index + 1)
      .flatMap((b) => (areCompared(a, b, findings) ? concernsOfPair(a, b, context) : [])),
  );
}

function concernsOfPair(a: Finding, b: Finding, context: Context): Concern[] {
  if (a.trial.id === b.trial.id || !isResult(a) || !isResult(b)) return [];
  return pairRules
    .filter((rule) => rule.fires(a, b, context))
    .map((rule): Concern => ({ rule, findings: [a, b] }));
}

function concernsOfValues(findings: readonly Finding[], context: Context): Concern[] {
  return valueRules.flatMap((rule): Concern[] => {
    const concerned = findings.filter((finding) => rule.fires(finding, context));
    return concerned.length > 0 ? [{ rule, findings: concerned }] : [];
  });
}

function concernsOfDocument(findings: readonly Finding[], scope: DocumentRule['scope']): Concern[] {
  return documentRules.flatMap((rule): Concern[] => {
    const concerned = rule.scope === scope ? rule.concerned(findings) : [];
    return concerned.length > 0 ? [{ rule, findings: concerned }] : [];
  });
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

/** The caveats on the sales that one figure or sentence shows. */
export interface SalesCaveat {
  rule: FinanceRule;
  pieces: Piece[];
  text: string;
  /** Those concerned. */
  claims: SalesClaim[];
}

/** One caveat a rule, blocks first. */
export function judgeSales(claims: readonly SalesClaim[]): SalesCaveat[] {
  return financeRules
    .flatMap((rule): SalesCaveat[] => {
      const concerned = claims.filter((claim) =>
        rule.fires(
          claim,
          claims.filter((other) => other !== claim),
        ),
      );
      if (concerned.length === 0) return [];
      const pieces = rule.caveat(concerned);
      return [{ rule, pieces, text: textOf(pieces), claims: concerned }];
    })
    .toSorted((a, b) => byGravity(a.rule, b.rule));
}
