import type { Place } from '../../diagnostics.ts';
import type { Call, PlaceAt, Prose } from '../../model/briefing.ts';
import type { Library } from '../../model/library.ts';
import type { Arm, Trial } from '../../model/trial.ts';
import { type Computed, writeNumber } from '../../notation/calls.ts';

/** A call that prints a number. */
export type NumberCall = Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>;

/** A part of a text. Fits `LintSegment`, so that one walk serves the lint and the claim rules. */
export type PassageSegment =
  | { kind: 'text'; text: string; at?: PlaceAt }
  | { kind: 'bound'; text: string; call: NumberCall; place?: Place }
  | { kind: 'cite'; text: ''; sources: string[]; place?: Place }
  | { kind: 'waived'; text: string; reason: string; place?: Place };

/** A text that a reader takes as a whole: a body, a bottom line, a caption, a key figure with its label. */
export interface Passage {
  where: string;
  segments: PassageSegment[];
  /** Wholly the author's view. In a body, `::: opinion` says it too. */
  opinion?: boolean;
}

/** The parts of a prose as they print. Citations leave no text, so that a sentence ends where its point is. */
export function toSegments(prose: Prose, computed: Computed): PassageSegment[] {
  return prose.segments.flatMap((segment) =>
    segment.kind === 'call' ? callSegments(segment.call, segment.place, computed) : [segment],
  );
}

function callSegments(call: Call, place: Place, computed: Computed): PassageSegment[] {
  switch (call.name) {
    case 'cite':
      return [{ kind: 'cite', text: '', sources: call.sources.map(({ id }) => id), place }];
    case 'figure':
    case 'table':
      return [];
    case 'plain':
      return [{ kind: 'waived', text: call.text, reason: call.reason, place }];
    default:
      return [{ kind: 'bound', text: writeNumber(call, computed).text, call, place }];
  }
}

/** Where a text names something. */
export interface Mention {
  start: number;
  end: number;
}

/** Words for a comparator that carry no name. */
const comparators =
  'control(?: (?:arm|group))?s?|comparators?|placebo|monitoring|monitored|observation|observed|standard[- ]of[- ]care|standard (?:care|therapy|treatment)|usual care|conventional (?:care|therapy|treatment)|SOC|best supportive care|supportive care|untreated|without treatment|watchful waiting|watching|alone|sham|vehicle|dummy|the (?:other|second) (?:arm|group)|the latter|the rest|those (?:not|who did not)';

/** Words for what is tested that carry no name. */
const tested =
  'the (?:drug|antibody|product|combination|quadruplet|triplet|experimental arm|therapy)|experimental arm|quadruplets?';

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whole names: `Rd` is not found in `D-Rd`, nor `CARTITUDE-1` in `CARTITUDE-12`. */
export function findNames(text: string, names: readonly string[]): Mention[] {
  const known = names.filter((name) => name.length > 1 && text.includes(name)).map(escaped);
  return known.length > 0 ? findWords(text, known.join('|'), 'gu') : [];
}

function findWords(text: string, source: string, flags = 'giu'): Mention[] {
  const pattern = new RegExp(`(?<![\\p{L}\\d]|[\\p{L}\\d]-)(?:${source})(?![\\p{L}\\d]|-\\d)`, flags);
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

export function namesTrial(text: string, trial: Trial): boolean {
  return findNames(text, [trial.name, ...trial.registry]).length > 0;
}

export function armsOf(trial: Trial, role: Arm['role']): Arm[] {
  return trial.arms.filter((arm) => arm.role === role);
}

/** Label, brands and generic name. */
function namesOfArm(arm: Arm, products: Library['products']): string[] {
  const product = arm.product ? products.get(arm.product) : undefined;
  const own = [arm.label, ...(product ? [...product.name.split(' / '), product.generic] : [])];
  return own.flatMap((name) => [name, name.toLowerCase(), name.charAt(0).toUpperCase() + name.slice(1)]);
}

/** Names of the tested arm that are not names of the comparator too. */
export function testedNames(trial: Trial, products: Library['products']): string[] {
  const control = new Set(armsOf(trial, 'control').flatMap((arm) => namesOfArm(arm, products)));
  return armsOf(trial, 'experimental')
    .flatMap((arm) => namesOfArm(arm, products))
    .filter((name) => !control.has(name));
}

export function mentionsOfTested(text: string, trial: Trial, products: Library['products']): Mention[] {
  return [...findNames(text, testedNames(trial, products)), ...findWords(text, tested)];
}

export function mentionsOfControl(text: string, trial: Trial, products: Library['products']): Mention[] {
  const arms = armsOf(trial, 'control');
  const names = arms.flatMap((arm) => namesOfArm(arm, products));
  const without = testedNames(trial, products).map((name) => `(?:without|no) ${escaped(name)}`);
  return [
    ...findNames(text, [...names, ...partsOfNames(names, testedNames(trial, products))]),
    ...findWords(text, [comparators, ...without].join('|')),
    ...regimenMentions(text, trial),
  ];
}

/** Long words of the comparator’s names by which it may be called, such as `glargine` for `Insulin glargine`. */
function partsOfNames(names: string[], tested: string[]): string[] {
  const drug = tested.join(' ').toLowerCase();
  return names
    .flatMap((name) => name.split(/[^\p{L}\d]+/u))
    .filter((part) => part.length > 4 && !drug.includes(part.toLowerCase()));
}

/** `lenalidomide and dexamethasone`, unless it ends a longer regimen. */
function regimenMentions(text: string, trial: Trial): Mention[] {
  const regimens = armsOf(trial, 'control').map(({ regimen }) =>
    regimen.replace(/ (?:until|for|without|in) .*$/, ''),
  );
  return findWords(text, regimens.map(escaped).join('|')).filter(
    ({ start }) => !/(?:,|\band|\bplus|\+)\s*$/.test(text.slice(0, start)),
  );
}
