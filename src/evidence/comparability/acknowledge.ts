import { type Diagnostic, type Place, problem, warning } from '../../diagnostics.ts';
import { suggest } from '../../suggest.ts';
import type { Rule } from './rule.ts';
import { ruleIds } from './rules.ts';
import type { Caveat, Verdict } from './verdict.ts';

/** An author answers for a comparison: an entry under `acknowledge:`. */
export interface Acknowledgement<Reason> {
  rule: string;
  /** Addresses of two results, or ids of two trials. */
  between: readonly [string, string];
  reason: Reason;
  place: Place;
}

/** The verdict on one figure, table or sentence. */
export interface Part {
  /** `figure depth`, `table context`, `sentence 12`. */
  where: string;
  verdict: Verdict;
}

/** A rule between two trials in one part. */
interface Contrast {
  where: string;
  rule: Rule;
  /** Ids. */
  trials: [string, string];
  /** A pair of results that fired it. */
  between: [string, string];
}

/** A block that nobody answered for: it stops publication. */
interface OpenBlock extends Contrast {
  caveat: string;
}

/** A difference that the author answers for; the reason prints with the part. */
interface Answered<Reason> extends Contrast {
  reason: Reason;
}

export interface Review<Reason> {
  open: OpenBlock[];
  answered: Answered<Reason>[];
  diagnostics: Diagnostic[];
}

/**
 * Holds the acknowledgements of a briefing against its verdicts. One covers its rule between two trials
 * with all their results: where it names results, in every part that shows both of them; where it names
 * trials, in every part. `known` are the rules that may be named.
 */
export function reviewAcknowledgements<Reason>(
  parts: readonly Part[],
  acknowledgements: readonly Acknowledgement<Reason>[],
  known: readonly string[] = ruleIds,
): Review<Reason> {
  const valid = acknowledgements.filter(({ rule }) => known.includes(rule));
  const contrasts = parts.flatMap((part) => contrastsOf(part).map((contrast) => ({ part, ...contrast })));
  return {
    open: contrasts
      .filter(({ rule }) => rule.severity === 'block')
      .filter((contrast) => !valid.some((one) => covers(one, contrast, contrast.part)))
      .map(({ part: _, ...open }) => open),
    answered: contrasts.flatMap(({ part, caveat: _, ...contrast }) => {
      const answer = valid.find((one) => covers(one, contrast, part));
      return answer ? [{ ...contrast, reason: answer.reason }] : [];
    }),
    diagnostics: acknowledgements.flatMap((one) => {
      if (!known.includes(one.rule)) return [unknownRule(one, known)];
      return contrasts.some((contrast) => covers(one, contrast, contrast.part)) ? [] : [firesNothing(one)];
    }),
  };
}

/** Each rule on pairs once for every two trials between which it fired. */
function contrastsOf({ where, verdict }: Part): OpenBlock[] {
  return verdict.caveats.flatMap((caveat) =>
    pairsOfTrials(caveat).map((between) => ({
      where,
      rule: caveat.rule,
      trials: [trialOf(between[0]), trialOf(between[1])],
      between,
      caveat: caveat.text,
    })),
  );
}

function pairsOfTrials({ between }: Caveat): [string, string][] {
  const first = new Map<string, [string, string]>();
  for (const pair of between) {
    const key = pair.map(trialOf).toSorted().join(' ');
    if (!first.has(key)) first.set(key, pair);
  }
  return [...first.values()];
}

/** `maia` of `maia.mrd.d-rd`: ids of trials hold no dots. */
function trialOf(address: string): string {
  return address.split('.')[0] ?? address;
}

function covers(
  { rule, between }: Pick<Acknowledgement<unknown>, 'rule' | 'between'>,
  contrast: Contrast,
  { verdict }: Part,
): boolean {
  const named = between.map(trialOf).toSorted().join(' ');
  return (
    rule === contrast.rule.id &&
    named === contrast.trials.toSorted().join(' ') &&
    between.every((address) => !address.includes('.') || verdict.findings.includes(address))
  );
}

function unknownRule({ rule, place }: Acknowledgement<unknown>, known: readonly string[]): Diagnostic {
  return problem('unknown-rule', `there is no rule ‘${rule}’`, place, { hints: suggest(rule, known) });
}

function firesNothing({ rule, between: [a, b], place }: Acknowledgement<unknown>): Diagnostic {
  const hint =
    trialOf(a) === trialOf(b)
      ? 'results of one trial raise no rule on comparisons; take the entry out'
      : 'take the entry out, or name two results that stand in one figure, table or sentence';
  return warning('acknowledges-nothing', `rule ‘${rule}’ does not fire between ‘${a}’ and ‘${b}’`, place, {
    hints: [hint],
  });
}
