import type { ChangeKind } from './change.ts';
import { isLater, isSameCut } from './cut-order.ts';
import { bareValue, factSubject, isSameSource, isSameValue, type Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';

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
 * Whether both stand at one cut of the file, from one source: a follow-up that changes there was wrong, and
 * says nothing about results that did not change with it.
 */
function isSameSlot({ before, after }: Pair): boolean {
  return before.cut?.id === after.cut?.id && isSameSource(before, after);
}

/** An interval or p value that was not told before takes nothing back. */
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
