import { daysIn, isTimeUnit } from '../notation/terms.ts';
import type { DataCut, DataFact, DataSnapshot, Owner } from './snapshot.ts';

/** What became of the data of the first edition in the second, trial by trial. */
export function compareSnapshots(before: DataSnapshot, after: DataSnapshot): DataComparison {
  const known = new Set(before.trials.map(({ id }) => id));
  const isShown = (owner: Owner) => after.facts.some(({ owner: id, used }) => id === owner.id && used);
  const groups = after.trials.filter(({ id }) => known.has(id)).map((owner) => groupOf(owner, before, after));
  return {
    groups: groups.filter(({ changes }) => changes.length > 0).sort(byWeight),
    joined: after.trials.filter((owner) => !known.has(owner.id) && isShown(owner)),
  };
}

/** Drops changes that are hidden by default. */
export function visibleChanges({ groups, joined }: DataComparison): DataComparison {
  const told = groups.map((group) => ({ ...group, changes: group.changes.filter((one) => one.told) }));
  return { joined, groups: told.filter(({ changes }) => changes.length > 0).sort(byWeight) };
}

function groupOf(owner: Owner, before: DataSnapshot, after: DataSnapshot): ChangeGroup {
  const own = ({ facts }: DataSnapshot) => facts.filter((fact) => fact.owner === owner.id);
  const pairing = pairFacts(own(before), own(after));
  const changes = [
    ...withFollowUp(ofPairs(pairing)),
    ...pairing.gone.map((fact): Change => ({ kind: 'withdrawn', before: fact, told: fact.used })),
    ...ofArrived(pairing),
  ];
  return { ...owner, changes: changes.sort(inOrder) };
}

function ofPairs({ pairs }: Pairing): Change[] {
  return pairs.flatMap((pair): Change[] => {
    const kind = kindOfPair(pair);
    if (!kind) return [];
    const isSeen = pair.before.used || pair.after.used;
    return [{ kind, ...pair, told: isSeen && kind !== 'source' && kind !== 'described' }];
  });
}

/** A follow-up that its cut's results moved on with was not wrong: it has grown. */
function withFollowUp(changes: Change[]): Change[] {
  const grown = new Set(changes.filter(({ kind }) => kind === 'matured').map(({ after }) => after?.cut?.id));
  return changes.map((change): Change => {
    const { kind, before, after } = change;
    if (kind !== 'corrected' || after.about.endpoint !== 'follow-up') return change;
    const isGrown = grown.has(after.cut?.id) && isLater(after.cut, before.cut);
    return isGrown ? { ...change, kind: 'matured' } : change;
  });
}

/** What a trial had nothing of is new; what continues what it had supersedes it. */
function ofArrived({ pairs, arrived }: Pairing): Change[] {
  const known = Map.groupBy(
    pairs.map(({ before }) => before),
    factSubject,
  );
  const latest = new Map<DataFact, DataFact>();
  const rest: Change[] = [];
  for (const fact of arrived) {
    const older = known.get(factSubject(fact))?.filter((one) => isLater(fact.cut, one.cut));
    const last = older?.reduce<DataFact | undefined>(
      (found, one) => (isLater(found?.cut, one.cut) ? found : one),
      undefined,
    );
    const rival = last && latest.get(last);
    if (!last) rest.push({ kind: 'new', after: fact, told: fact.used });
    else if (!rival || isLater(fact.cut, rival.cut)) latest.set(last, fact);
  }
  const superseded = [...latest].map(
    ([before, after]): Change => ({ kind: 'superseded', before, after, told: before.used || after.used }),
  );
  return [...superseded, ...rest];
}

function weightOf({ kind }: Change): number {
  return changeKinds.indexOf(kind);
}

function inOrder(a: Change, b: Change): number {
  return weightOf(a) - weightOf(b) || (lastOf(a).id < lastOf(b).id ? -1 : 1);
}

function byWeight(a: ChangeGroup, b: ChangeGroup): number {
  const heaviest = ({ changes }: ChangeGroup) => Math.min(...changes.map(weightOf));
  return heaviest(a) - heaviest(b) || (a.name < b.name ? -1 : 1);
}

type KindOfPair = Exclude<ChangeKind, 'new' | 'superseded'>;

/** What became of a fact that is still there; undefined when it says what it said. */
export function kindOfPair(pair: Pair): KindOfPair | undefined {
  const { before, after } = pair;
  if (!isSameValue(before, after)) return kindOfOtherValue(pair);
  if (isLater(after.cut, before.cut) && !isSameSlot(pair)) return 'matured';
  if (isAboutOther(pair) || contradictions(pair).length > 0)
    return isSameSource(before, after) ? 'corrected' : 'updated';
  const step = rank(after.grade) - rank(before.grade);
  if (step !== 0) return step > 0 ? 'confirmed' : 'corrected';
  if (!isSameSource(before, after)) return 'source';
  return isDescribedOtherwise(pair) ? 'described' : undefined;
}

function kindOfOtherValue(pair: Pair): KindOfPair {
  const { before, after } = pair;
  if (after.state === 'not reported') return 'withdrawn';
  // A date that was expected was not wrong when it comes, or moves.
  if (before.state === 'expected') return after.state === 'value' ? 'matured' : 'updated';
  const isLonger = isLater(after.cut, before.cut);
  if (isLonger && !(isSameSlot(pair) && before.about.endpoint === 'follow-up')) return 'matured';
  if (isSameSlot(pair)) return isAddition(pair) ? 'updated' : 'corrected';
  const wasOpen = before.state === 'not reached' || before.state === 'not estimable';
  if (wasOpen && after.state === 'value') return 'matured';
  return isSameCut(before, after) && isSameSource(before, after) ? 'corrected' : 'updated';
}

/**
 * Whether both belong to one data cut, from one source: a follow-up that changes there was wrong, and
 * says nothing about results that did not change with it.
 */
function isSameSlot({ before, after }: Pair): boolean {
  return before.cut?.id === after.cut?.id && isSameSource(before, after);
}

/** A newly reported interval or p value corrects nothing. */
function isAddition({ before, after }: Pair): boolean {
  const told = Object.entries(before.details);
  const isKept = told.every(([name, text]) => bareValue(text) === bareValue(after.details[name] ?? ''));
  return isKept && bareValue(before.estimate) === bareValue(after.estimate);
}

function rank(grade: DataFact['grade']): number {
  return ['unconfirmed', 'secondary', 'primary'].indexOf(grade);
}

/** Qualifiers that make the same digits another result. */
const contradictable = [
  'landmark',
  'subgroup',
  'item',
  'population',
  'threshold',
  'assay',
  'assessor',
  'timing',
] as const;
type Qualifier = (typeof contradictable)[number];

/** What is now said to be otherwise; a qualifier that only one of both states is no contradiction. */
export function contradictions({ before, after }: Pair): Qualifier[] {
  return contradictable.filter((name) => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined || is === undefined || was === is) return false;
    return name !== 'timing' || digitsOf(was) !== digitsOf(is);
  });
}

/** Timing is prose: only its figures are data. */
function digitsOf(text: string): string {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).join(' ');
}

/** Whether an address was given to another endpoint or arm. */
export function isAboutOther({ before, after }: Pair): boolean {
  return JSON.stringify(before.about) !== JSON.stringify(after.about);
}

function isDescribedOtherwise({ before, after }: Pair): boolean {
  return before.value !== after.value || factSubject(before) !== factSubject(after);
}

/**
 * `corrected`: other value, same cut and source. `matured`: reached at last, or seen for longer.
 * `superseded`: a later cut was added to the earlier one. `withdrawn`: gone, or no longer reported.
 * `updated`: other value from another cut or source. `confirmed`: the same, on better authority. `source`,
 * `described`: the same from another source, or described more exactly; both are hidden by default.
 */
export type ChangeKind =
  | 'corrected'
  | 'matured'
  | 'superseded'
  | 'withdrawn'
  | 'updated'
  | 'confirmed'
  | 'new'
  | 'source'
  | 'described';

/** In the order of the report. */
const changeKinds: readonly ChangeKind[] = [
  'corrected',
  'matured',
  'superseded',
  'withdrawn',
  'updated',
  'confirmed',
  'new',
  'source',
  'described',
];

/** For readers. */
export const changeLabels: Record<ChangeKind, string> = {
  corrected: 'Corrected',
  matured: 'Matured',
  superseded: 'Later cut',
  withdrawn: 'Withdrawn',
  updated: 'Updated',
  confirmed: 'Confirmed',
  new: 'New',
  source: 'Source',
  described: 'Described',
};

/** What became of one fact; what is new has no `before`, what was withdrawn no `after`. */
export type Change =
  | { kind: 'new'; before?: undefined; after: DataFact; told: boolean }
  | { kind: 'withdrawn'; before: DataFact; after?: DataFact; told: boolean }
  | { kind: Exclude<ChangeKind, 'new' | 'withdrawn'>; before: DataFact; after: DataFact; told: boolean };

/** The fact as it is, or as it was when it is gone. */
export function lastOf(change: Change): DataFact {
  return change.kind === 'withdrawn' ? (change.after ?? change.before) : change.after;
}

/** Changes of one trial or product, in the order of the report. */
export interface ChangeGroup extends Owner {
  changes: Change[];
}

/** What became of the data of one edition in another. */
export interface DataComparison {
  /** Those whose changes weigh most first, then by name. */
  groups: ChangeGroup[];
  /** Trials and products whose numbers the second edition shows and the first does not know. */
  joined: Owner[];
}

/** What must be equal of two facts about the same thing, beside endpoint, kind of value and arms. */
const qualifiers = ['landmark', 'subgroup', 'item', 'population', 'threshold', 'assessor', 'timing'] as const;

/** What a fact is about, whatever its address, cut and value. */
export function factSubject(fact: DataFact): string {
  const { endpoint, shape, arms } = fact.about;
  const own = shape === 'observation' || shape === 'occasion' ? fact.id : '';
  return JSON.stringify([endpoint, shape, arms, own, ...qualifiers.map((name) => fact[name] ?? '')]);
}

/** A value as a number: `0.50` says what `0.5` says, and a space is a space. */
export function bareValue(value: string): string {
  const spaced = value.replace(/\s+/g, ' ');
  return spaced.replace(/\d+\.\d+/g, (digits) => digits.replace(/\.?0+$/, ''));
}

export function isSameValue(a: DataFact, b: DataFact): boolean {
  return a.state === b.state && bareValue(a.value) === bareValue(b.value);
}

/** Whether both were read in the same sources; where in them does not matter. */
export function isSameSource(a: DataFact, b: DataFact): boolean {
  const idsOf = ({ sources }: DataFact) => sources.map(({ id }) => id).sort();
  return JSON.stringify(idsOf(a)) === JSON.stringify(idsOf(b));
}

export interface Pair {
  before: DataFact;
  after: DataFact;
}

interface Pairing {
  pairs: Pair[];
  /** Facts that no longer exist. */
  gone: DataFact[];
  /** Facts that did not exist before. */
  arrived: DataFact[];
}

/** By which two facts are taken for one, the surest first. */
const signs: ((fact: DataFact) => string)[] = [
  (fact) => `${fact.id} ${factSubject(fact)}`,
  (fact) => statementOf(fact),
  (fact) => fact.id,
  (fact) => `${factSubject(fact)} ${nameOfCut(fact.cut)}`,
  factSubject,
];

/** All that a fact says, but for its address. */
function statementOf(fact: DataFact): string {
  return `${factSubject(fact)} ${nameOfCut(fact.cut)} ${fact.state} ${bareValue(fact.value)}`;
}

/** Finds in the facts of one trial or product what became of each: addresses may change, and be given anew. */
export function pairFacts(before: DataFact[], after: DataFact[]): Pairing {
  const pairs: Pair[] = [];
  let [gone, arrived] = [before, after];
  for (const sign of signs) {
    const found = pairBySign(gone, arrived, sign);
    pairs.push(...found);
    const [old, young] = [new Set(found.map((pair) => pair.before)), new Set(found.map((one) => one.after))];
    gone = gone.filter((fact) => !old.has(fact));
    arrived = arrived.filter((fact) => !young.has(fact));
  }
  return { pairs, gone: notSaidIn(after, gone), arrived: notSaidIn(before, arrived) };
}

/** A sign shared by several facts on one side distinguishes nothing. */
function pairBySign(before: DataFact[], after: DataFact[], sign: (fact: DataFact) => string): Pair[] {
  const [old, young] = [Map.groupBy(before, sign), Map.groupBy(after, sign)];
  return [...old].flatMap(([name, [first, second]]) => {
    const [fact, other] = young.get(name) ?? [];
    return first && !second && fact && !other ? [{ before: first, after: fact }] : [];
  });
}

/** A second address of the same statement is neither new nor missed. */
function notSaidIn(all: DataFact[], facts: DataFact[]): DataFact[] {
  const said = new Set(all.map(statementOf));
  return facts.filter((fact) => !said.has(statementOf(fact)));
}

/** Name of a cut that a new key or label in the file does not change. */
export function nameOfCut(cut: DataCut | undefined): string {
  if (!cut) return '';
  return cut.followUp === undefined && cut.date === undefined ? cut.id : `${cut.followUp} ${cut.date}`;
}

/** Whether two facts are of one cut. Its follow-up or date may have been given to it since. */
export function isSameCut({ cut: a }: DataFact, { cut: b }: DataFact): boolean {
  return nameOfCut(a) === nameOfCut(b) || (a?.id === b?.id && !isLater(b, a) && !isLater(a, b));
}

/** Whether `one` is stated to lie after `other`, by median follow-up or by date. */
export function isLater(one: DataCut | undefined, other: DataCut | undefined): boolean {
  const [days, before] = [daysOf(one?.followUp), daysOf(other?.followUp)];
  if (days !== undefined && before !== undefined && days !== before) return days > before;
  return one?.date !== undefined && other?.date !== undefined && one.date > other.date;
}

function daysOf(followUp: string | undefined): number | undefined {
  const [, value, unit = ''] = /^([\d.]+)\s(\w+)$/.exec(followUp ?? '') ?? [];
  return value === undefined ? undefined : Number(value) * (isTimeUnit(unit) ? daysIn[unit] : Number.NaN);
}

/** `2 weeks`, `10 days`: from one calendar day to a later one; undefined of months and where it takes years. */
export function timeBetween(earlier: string, later: string): string | undefined {
  const days = Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  if (earlier.length < 10 || later.length < 10 || days > 366) return undefined;
  if (days % 7 === 0 && days <= 84) return counted(days / 7, 'week');
  return days <= 84 ? counted(days, 'day') : counted(Math.round(days / daysIn.months), 'month');
}

function counted(count: number, unit: string): string {
  return `${count}\u00a0${unit}${count === 1 ? '' : 's'}`;
}
