import { type Diagnostic, type Place, problem, warning } from '../../diagnostics.ts';
import type { Prose } from '../../model/briefing.ts';
import type { Acknowledgement } from '../../model/library.ts';
import type { Finding } from '../../model/trial.ts';
import { isExhibit } from '../../notation/written.ts';
import { suggest } from '../../suggest.ts';
import { normalised } from './inputs.ts';
import type { Rule } from './rule.ts';
import { ruleIds } from './rules.ts';
import type { Caveat, Verdict } from './verdict.ts';

/** A sentence, and the heading that it follows. */
export interface Named {
  text: string;
  heading?: string;
}

/** A difference that a sentence takes between results of two trials. */
export interface Gap {
  between: [Finding, Finding];
  sentence: Named;
  place?: Place;
}

/** The verdict on one figure, table or paragraph. */
export interface Part {
  /** `figure depth`, `table context`, `opening`, `text`. */
  where: string;
  verdict: Verdict;
  place: Place;
  gaps: readonly Gap[];
  sentences: readonly Named[];
}

/** A rule between two trials in one part. */
interface Contrast {
  part: Part;
  rule: Rule;
  /** Ids. */
  trials: [string, string];
  /** A pair of results that fired it. */
  between: [string, string];
  /** The sentence that sizes an effect, which alone can be answered for. */
  gap?: Gap;
}

/** A difference that the author answers for; the reason prints with the part. */
interface Answered extends Contrast {
  reason: Prose;
}

/** The acknowledgements of a briefing matched with its verdicts. */
export interface Answers {
  /** Unacknowledged blocks: they stop publication. */
  open: Contrast[];
  answered: Answered[];
  diagnostics: Diagnostic[];
}

/**
 * Matches the acknowledgements of a briefing with its verdicts. One covers its rule between any two of
 * the trials that it names, with all their results: a trial named by a result only in parts that show
 * that result; one that says where, only there. An effect that is sized across trials is covered only by one
 * that says where and means that sentence alone.
 */
export function reviewAcknowledgements(
  parts: readonly Part[],
  acknowledgements: readonly Acknowledgement[],
): Answers {
  const valid = acknowledgements.filter(({ rule }) => ruleIds.includes(rule));
  const contrasts = parts.flatMap(contrastsOf);
  const answers = (contrast: Contrast) => valid.find((one) => covers(one, contrast, contrasts));
  return {
    open: contrasts.filter((contrast) => contrast.rule.severity === 'block' && !answers(contrast)),
    answered: contrasts.flatMap((contrast) => {
      const answer = answers(contrast);
      return answer ? [{ ...contrast, reason: answer.reason }] : [];
    }),
    diagnostics: acknowledgements.flatMap((one) =>
      valid.includes(one) ? idleNames(one, contrasts, parts) : [unknownRule(one)],
    ),
  };
}

/** Each rule on pairs once for every two trials between which it fired, and each gap by itself. */
function contrastsOf(part: Part): Contrast[] {
  return part.verdict.caveats.flatMap(({ rule, between }): Contrast[] => {
    if (rule.level === 'gap') return part.gaps.map((gap) => contrastOfGap(part, rule, gap));
    return pairsOfTrials(between).map((pair): Contrast => {
      const [a, b] = pair;
      return { part, rule, trials: [trialOf(a), trialOf(b)], between: pair };
    });
  });
}

function contrastOfGap(part: Part, rule: Rule, gap: Gap): Contrast {
  const [a, b] = gap.between;
  return { part, rule, trials: [a.trial.id, b.trial.id], between: [a.id, b.id], gap };
}

function pairsOfTrials(between: Caveat['between']): [string, string][] {
  const first = new Map<string, [string, string]>();
  for (const pair of between) {
    const key = pair.map(trialOf).toSorted().join(' ');
    if (!first.has(key)) first.set(key, pair);
  }
  return [...first.values()];
}

/** `maia` of `maia.mrd.d-rd`: trial ids contain no dots. */
function trialOf(address: string): string {
  return address.split('.')[0] ?? address;
}

function covers(one: Acknowledgement, contrast: Contrast, all: readonly Contrast[]): boolean {
  if (!concerns(one, contrast)) return false;
  if (!contrast.gap) return true;
  if (!one.where) return false;
  const sentences = all.filter((other) => other.gap && concerns(one, other)).map(({ gap }) => gap?.sentence);
  return new Set(sentences.map((sentence) => sentence?.text)).size === 1;
}

/** Whether it names the rule, both trials and the place. */
function concerns({ rule, between, where }: Acknowledgement, contrast: Contrast): boolean {
  const { part, gap } = contrast;
  const shown = gap ? gap.between.map(({ id }) => id) : part.verdict.findings;
  const isNamed = (trial: string) =>
    between.some(({ name }) => trialOf(name) === trial && (name === trial || shown.includes(name)));
  if (rule !== contrast.rule.id || !contrast.trials.every(isNamed)) return false;
  return !where || isThere(where.text, part, gap);
}

/** Whether the words name the part, or begin one of its sentences (of a gap, its own) or are the heading. */
function isThere(where: string, part: Part, gap?: Gap): boolean {
  if (normalised(where) === normalised(part.where)) return true;
  const sentences = gap ? [gap.sentence] : part.sentences;
  const words = spoken(where);
  return sentences.some(
    ({ text, heading }) =>
      `${spoken(text)} `.startsWith(`${words} `) || (heading !== undefined && spoken(heading) === words),
  );
}

/** Letters and digits alone: no emphasis, quotation marks or points. */
function spoken(text: string): string {
  return normalised(text.replaceAll(/[^\p{L}\p{N}\s]+/gu, ' '));
}

function unknownRule({ rule, place }: Acknowledgement): Diagnostic {
  return problem('unknown-rule', `there is no rule ‘${rule}’`, place, { hints: suggest(rule, ruleIds) });
}

/** Names between which the rule never fires, so that the entry says more than there is to answer for. */
function idleNames(
  one: Acknowledgement,
  contrasts: readonly Contrast[],
  parts: readonly Part[],
): Diagnostic[] {
  const { where } = one;
  if (where && !parts.some((part) => isThere(where.text, part))) return [nowhere(where, parts)];
  const covered = contrasts.filter((contrast) => concerns(one, contrast));
  if (covered.length === 0) return [firesNothing(one)];
  const needed = new Set(covered.flatMap(({ trials }) => trials));
  const idle = one.between.filter(({ name }) => !needed.has(trialOf(name)));
  return idle.map(({ name, place }) =>
    warning('acknowledges-nothing', `rule ‘${one.rule}’ does not apply for ‘${name}’ here`, place, {
      hints: ['remove the name from `between`'],
    }),
  );
}

function nowhere({ text, place }: { text: string; place: Place }, parts: readonly Part[]): Diagnostic {
  const exhibits = [...new Set(parts.map(({ where }) => where).filter(isExhibit))];
  const message = `‘${text}’ is not a figure or table here, the beginning of a sentence or a heading`;
  return warning('acknowledges-nothing', message, place, {
    hints: [
      ...suggest(text, exhibits).filter((hint) => hint.startsWith('did you mean')),
      'name `figure <id>`, `table <id>` or `opening`, or copy the first words of the sentence as printed',
    ],
  });
}

function firesNothing({ rule, between, where, place }: Acknowledgement): Diagnostic {
  const names = between.map(({ name }) => `‘${name}’`);
  const isOneTrial = new Set(between.map(({ name }) => trialOf(name))).size === 1;
  const hint = isOneTrial
    ? 'comparability rules do not apply within one trial; remove the entry'
    : 'remove the entry, or name results that appear in one figure, table or sentence';
  const there = where ? ` in ‘${where.text}’` : '';
  const message = `rule ‘${rule}’ does not apply between ${names.slice(0, -1).join(', ')} and ${names.at(-1)}${there}`;
  return warning('acknowledges-nothing', message, place, { hints: [hint] });
}
