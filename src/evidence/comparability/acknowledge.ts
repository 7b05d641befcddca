import { type Diagnostic, type Place, problem, warning } from '../../diagnostics.ts';
import type { Acknowledgement } from '../../model/library.ts';
import type { Prose } from '../../model/prose.ts';
import { suggest } from '../../suggest.ts';
import type { Rule } from './rule.ts';
import { ruleIds } from './rules.ts';
import type { Caveat, Verdict } from './verdict.ts';

/** The verdict on one figure, table or paragraph. */
export interface Part {
  /** `figure depth`, `table context`, `text`. */
  where: string;
  verdict: Verdict;
  place: Place;
}

/** A rule between two trials in one part. */
interface Contrast {
  part: Part;
  rule: Rule;
  /** Ids. */
  trials: [string, string];
  /** A pair of results that fired it. */
  between: [string, string];
}

/** A difference that the author answers for; the reason prints with the part. */
interface Answered extends Contrast {
  reason: Prose;
}

/** How the acknowledgements of a briefing stand against its verdicts. */
export interface Answers {
  /** Blocks that nobody answered for: they stop publication. */
  open: Contrast[];
  answered: Answered[];
  diagnostics: Diagnostic[];
}

/**
 * Holds the acknowledgements of a briefing against its verdicts. One covers its rule between any two of
 * the trials that it names, with all their results: a trial named by a result only in parts that show
 * that result.
 */
export function reviewAcknowledgements(
  parts: readonly Part[],
  acknowledgements: readonly Acknowledgement[],
): Answers {
  const valid = acknowledgements.filter(({ rule }) => ruleIds.includes(rule));
  const contrasts = parts.flatMap(contrastsOf);
  return {
    open: contrasts.filter(
      (contrast) => contrast.rule.severity === 'block' && !valid.some((one) => covers(one, contrast)),
    ),
    answered: contrasts.flatMap((contrast) => {
      const answer = valid.find((one) => covers(one, contrast));
      return answer ? [{ ...contrast, reason: answer.reason }] : [];
    }),
    diagnostics: acknowledgements.flatMap((one) =>
      valid.includes(one) ? idleNames(one, contrasts) : [unknownRule(one)],
    ),
  };
}

/** Each rule on pairs once for every two trials between which it fired. */
function contrastsOf(part: Part): Contrast[] {
  return part.verdict.caveats.flatMap((caveat) =>
    pairsOfTrials(caveat).map((between): Contrast => {
      const [a, b] = between;
      return { part, rule: caveat.rule, trials: [trialOf(a), trialOf(b)], between };
    }),
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

function covers({ rule, between }: Acknowledgement, contrast: Contrast): boolean {
  const { findings } = contrast.part.verdict;
  const isNamed = (trial: string) =>
    between.some(({ name }) => trialOf(name) === trial && (name === trial || findings.includes(name)));
  return rule === contrast.rule.id && contrast.trials.every(isNamed);
}

function unknownRule({ rule, place }: Acknowledgement): Diagnostic {
  return problem('unknown-rule', `there is no rule ‘${rule}’`, place, { hints: suggest(rule, ruleIds) });
}

/** Names between which the rule never fires, so that the entry says more than there is to answer for. */
function idleNames(one: Acknowledgement, contrasts: readonly Contrast[]): Diagnostic[] {
  const covered = contrasts.filter((contrast) => covers(one, contrast));
  const needed = new Set(covered.flatMap(({ trials }) => trials));
  const idle = one.between.filter(({ name }) => !needed.has(trialOf(name)));
  if (covered.length === 0) return [firesNothing(one)];
  return idle.map(({ name, place }) =>
    warning('acknowledges-nothing', `rule ‘${one.rule}’ does not fire for ‘${name}’ here`, place, {
      hints: ['take the name out of `between`'],
    }),
  );
}

function firesNothing({ rule, between, place }: Acknowledgement): Diagnostic {
  const names = between.map(({ name }) => `‘${name}’`);
  const isOneTrial = new Set(between.map(({ name }) => trialOf(name))).size === 1;
  const hint = isOneTrial
    ? 'results of one trial raise no rule on comparisons; take the entry out'
    : 'take the entry out, or name results that stand in one figure, table or sentence';
  const message = `rule ‘${rule}’ does not fire between ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return warning('acknowledges-nothing', message, place, { hints: [hint] });
}
