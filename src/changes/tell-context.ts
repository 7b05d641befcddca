import { capitalised } from '../notation/values.ts';
import { contradictions } from './classify.ts';
import { isSameCut, timeBetween } from './cut-order.ts';
import type { Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';
import { inOneUnit, is, type ToldPart, was, words } from './told-part.ts';

/** `MRD negativity at 10⁻⁵, D-Rd`: what holds figures is of the data. Without what is told `elsewhere`. */
export function labelOf(
  fact: DataFact,
  by: 'before' | 'after',
  elsewhere: readonly string[] = [],
): ToldPart[] {
  const { endpoint, arms = [] } = fact;
  const [landmark, threshold, subgroup, item] = (['landmark', 'threshold', 'subgroup', 'item'] as const).map(
    (name) => (elsewhere.includes(name) ? undefined : fact[name]),
  );
  const of = (text: string): ToldPart => (/\d/.test(text) ? { by, fact, text } : words(text));
  const name = fact.about.shape === 'sale' ? words(endpoint) : of(capitalised(endpoint));
  return [
    name,
    ...(item === undefined ? [] : [words(', '), of(item)]),
    ...(landmark === undefined ? [] : [words(' at '), of(landmark)]),
    ...(threshold === undefined ? [] : [words(' at '), of(threshold)]),
    ...(arms.length === 0 ? [] : [words(', '), of(arms.join(' against '))]),
    ...(subgroup === undefined ? [] : [words(', '), of(subgroup)]),
  ];
}

/** `, at 28.0 → 64.5 months of follow-up`, or by how much the later cut is later. */
export function tellCut({ before, after }: Pair): ToldPart[] {
  const [old, young] = [before.cut, after.cut];
  if (!young || after.about.endpoint === 'follow-up' || isSameCut(before, after)) return [];
  if (old?.followUp !== undefined && young.followUp !== undefined && old.followUp !== young.followUp) {
    const [from, to] = inOneUnit(old.followUp, young.followUp);
    return [words(', at '), was(before, from), words(' → '), is(after, to), words(' of follow-up')];
  }
  const between =
    old?.date !== undefined && young.date !== undefined ? timeBetween(old.date, young.date) : undefined;
  if (between !== undefined) return [words(', data cut '), is(after, between), words(' later')];
  return [words(', '), is(after, young.label)];
}

const names = {
  landmark: 'at',
  subgroup: 'in',
  item: 'row',
  population: 'population',
  threshold: 'at',
  assay: 'assay',
  assessor: 'assessor',
  timing: 'timing',
} as const;

/** `, population treated (formerly randomised)`. */
export function tellQualifiers(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  return contradictions(pair).flatMap((name) => [
    words(`, ${names[name]} `),
    is(after, after[name] ?? ''),
    words(' (formerly '),
    was(before, before[name] ?? ''),
    words(')'),
  ]);
}

export function confirmation({ before, after }: Pair): ToldPart[] {
  if (before.grade === after.grade) return [];
  if (after.grade === 'unconfirmed') return [words(', no longer confirmed')];
  const how = after.grade === 'primary' ? ', now confirmed' : ', now from a secondary report';
  return [words(how), { by: 'sources', of: 'after', fact: after, named: true }];
}
