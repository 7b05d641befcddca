import { capitalised } from '../notation/values.ts';
import type { Change } from './change.ts';
import { contradictions } from './classify.ts';
import { isLater, isSameCut, timeBetween } from './cut-order.ts';
import { bareValue, type Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';

/** A piece of what is told of a change: words of ours, or something of the data as it was or is. */
export type ToldPart =
  | { by: 'words'; text: string }
  | { by: 'before' | 'after'; fact: DataFact; text: string; isValue?: true }
  /** Where the value before it was read; `named`: the sentence is about them. */
  | { by: 'sources'; of: 'before' | 'after'; fact: DataFact; named?: true };

/** `PFS, D-Rd, now reached: 61.9 months (95% CI 54.8–NR)`, without the name of the trial. */
export function tellChange(change: Change): ToldPart[] {
  const { kind, before, after } = change;
  switch (kind) {
    case 'new':
      return [...labelOf(after, 'after'), words(': '), ...now(after), ...sourcesOf(after, 'after')];
    case 'withdrawn':
      return tellWithdrawn(before, after);
    case 'confirmed':
      return [...labelOf(after, 'after'), words(': '), ...now(after), ...confirmation({ before, after })];
    default:
      return tellPair({ before, after });
  }
}

function tellWithdrawn(before: DataFact, after: DataFact | undefined): ToldPart[] {
  const why = after ? ', no longer reported' : ', withdrawn';
  const label = labelOf(before, 'before');
  return [...label, words(': '), was(before, before.value), ...sourcesOf(before, 'before'), words(why)];
}

function tellPair(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  const label = labelOf(after, 'after');
  const tail = [...tellCut(pair), ...tellQualifiers(pair), ...confirmation(pair)];
  if (bareValue(before.value) === bareValue(after.value)) {
    const unchanged = isLater(after.cut, before.cut) ? ', unchanged' : '';
    return [...label, words(': '), ...now(after), words(unchanged), ...sourcesOf(after, 'after'), ...tail];
  }
  if (before.state !== 'value' && after.state === 'value') {
    const reached = before.state === 'not reported' ? ', now reported: ' : ', now reached: ';
    return [...label, words(reached), ...now(after), ...sourcesOf(after, 'after'), ...tail];
  }
  return [...label, words(': '), ...tellValues(pair), ...tail];
}

/** Old and new value; of a value that differs in its interval or p alone, these alone. */
function tellValues(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  const names = [...new Set([...Object.keys(before.details), ...Object.keys(after.details)])];
  const differing = names.filter((name) => before.details[name] !== after.details[name]);
  const isDetail = bareValue(before.estimate) === bareValue(after.estimate);
  const [old, young] = isDetail ? [said(before, differing), said(after, differing)] : valuesOf(pair);
  return [
    ...(isDetail ? [is(after, after.estimate, true), words(', ')] : []),
    old === '' ? words('none given') : was(before, old),
    ...sourcesOf(before, 'before'),
    words(' → '),
    ...(young === '' ? [words('none given')] : [is(after, young, !isDetail)]),
    ...sourcesOf(after, 'after'),
  ];
}

function said({ details }: DataFact, names: string[]): string {
  return names.flatMap((name) => details[name] ?? []).join('; ');
}

const quantity = /^([\d.,]+)(\s[a-z]+)$/;

/** `28.0` and `64.5 months`: a unit that both have is said once. */
function valuesOf({ before, after }: Pair): [string, string] {
  const [was1, is] = [quantity.exec(before.value), quantity.exec(after.value)];
  return was1?.[1] && was1[2] === is?.[2] ? [was1[1], after.value] : [before.value, after.value];
}

/** `, at 28.0 → 64.5 months of follow-up`, or by how much the later cut is later. */
function tellCut({ before, after }: Pair): ToldPart[] {
  const [old, young] = [before.cut, after.cut];
  if (!young || after.about.endpoint === 'follow-up' || isSameCut(before, after)) return [];
  if (old?.followUp !== undefined && young.followUp !== undefined && old.followUp !== young.followUp) {
    const [from, to] = valuesOf({
      before: { ...before, value: old.followUp },
      after: { ...after, value: young.followUp },
    });
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
  population: 'population',
  threshold: 'at',
  assay: 'by',
  assessor: 'assessed by',
  timing: 'timing',
} as const;

/** `, population treated (was randomised)`. */
function tellQualifiers(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  return contradictions(pair).flatMap((name) => [
    words(`, ${names[name]} `),
    is(after, after[name] ?? ''),
    words(' (was '),
    was(before, before[name] ?? ''),
    words(')'),
  ]);
}

function confirmation({ before, after }: Pair): ToldPart[] {
  if (before.grade === after.grade) return [];
  if (after.grade === 'unconfirmed') return [words(', no longer confirmed')];
  if (after.grade === 'primary')
    return [words(', now confirmed'), { by: 'sources', of: 'after', fact: after, named: true }];
  return [
    words(before.grade === 'primary' ? ', now from a secondary report' : ', now in a secondary report'),
  ];
}

/** `MRD negativity at 10⁻⁵, D-Rd`: what holds figures is of the data. */
function labelOf(fact: DataFact, by: 'before' | 'after'): ToldPart[] {
  const { endpoint, landmark, threshold, subgroup, arms = [] } = fact;
  const of = (text: string): ToldPart => (/\d/.test(text) ? { by, fact, text } : words(text));
  const name = fact.about.shape === 'sale' ? words(endpoint) : of(capitalised(endpoint));
  return [
    name,
    ...(landmark === undefined ? [] : [words(' at '), of(landmark)]),
    ...(threshold === undefined ? [] : [words(' at '), of(threshold)]),
    ...(arms.length === 0 ? [] : [words(', '), of(arms.join(' against '))]),
    ...(subgroup === undefined ? [] : [words(', '), of(subgroup)]),
  ];
}

function words(text: string): ToldPart {
  return { by: 'words', text };
}

function was(fact: DataFact, text: string): ToldPart {
  return { by: 'before', fact, text };
}

function is(fact: DataFact, text: string, isValue = false): ToldPart {
  return { by: 'after', fact, text, ...(isValue && { isValue }) };
}

function now(fact: DataFact): ToldPart[] {
  return [is(fact, fact.value, true)];
}

function sourcesOf(fact: DataFact, of: 'before' | 'after'): ToldPart[] {
  return [{ by: 'sources', of, fact }];
}
