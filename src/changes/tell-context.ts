import { capitalised } from '../notation/values.ts';
import { contradictions } from './classify.ts';
import { isSameCut, timeBetween } from './cut-order.ts';
import type { Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';
import { type ChangeText, inOneUnit, is, literal, was } from './told-part.ts';

/** `MRD negativity at 10⁻⁵, D-Rd`: what holds figures is of the data. Without what is told `elsewhere`. */
export function labelOf(
  fact: DataFact,
  by: 'before' | 'after',
  elsewhere: readonly string[] = [],
): ChangeText[] {
  const { endpoint, arms = [] } = fact;
  const [landmark, threshold, subgroup, item] = (['landmark', 'threshold', 'subgroup', 'item'] as const).map(
    (name) => (elsewhere.includes(name) ? undefined : fact[name]),
  );
  const of = (text: string): ChangeText => (/\d/.test(text) ? { by, fact, text } : literal(text));
  const name = fact.about.shape === 'sale' ? literal(endpoint) : of(capitalised(endpoint));
  return [
    name,
    ...(item === undefined ? [] : [literal(', '), of(item)]),
    ...(landmark === undefined ? [] : [literal(' at '), of(landmark)]),
    ...(threshold === undefined ? [] : [literal(' at '), of(threshold)]),
    ...(arms.length === 0 ? [] : [literal(', '), of(arms.join(' against '))]),
    ...(subgroup === undefined ? [] : [literal(', '), of(subgroup)]),
  ];
}

/** `, at 28.0 → 64.5 months of follow-up`, or by how much the later cut is later. */
export function formatCut({ before, after }: Pair): ChangeText[] {
  const [old, young] = [before.cut, after.cut];
  if (!young || after.about.endpoint === 'follow-up' || isSameCut(before, after)) return [];
  if (old?.followUp !== undefined && young.followUp !== undefined && old.followUp !== young.followUp) {
    const [from, to] = inOneUnit(old.followUp, young.followUp);
    return [literal(', at '), was(before, from), literal(' → '), is(after, to), literal(' of follow-up')];
  }
  const between =
    old?.date !== undefined && young.date !== undefined ? timeBetween(old.date, young.date) : undefined;
  if (between !== undefined) return [literal(', data cut '), is(after, between), literal(' later')];
  return [literal(', '), is(after, young.label)];
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
export function formatQualifiers(pair: Pair): ChangeText[] {
  const { before, after } = pair;
  return contradictions(pair).flatMap((name) => [
    literal(`, ${names[name]} `),
    is(after, after[name] ?? ''),
    literal(' (formerly '),
    was(before, before[name] ?? ''),
    literal(')'),
  ]);
}

export function confirmation({ before, after }: Pair): ChangeText[] {
  if (before.grade === after.grade) return [];
  if (after.grade === 'unconfirmed') return [literal(', no longer confirmed')];
  const how = after.grade === 'primary' ? ', now confirmed' : ', now from a secondary report';
  return [literal(how), { by: 'sources', of: 'after', fact: after, named: true }];
}
