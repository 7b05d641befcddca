import { nameOfCut } from './cut-order.ts';
import type { DataFact } from './snapshot.ts';

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

export interface Pairing {
  pairs: Pair[];
  /** Of which nothing is left. */
  gone: DataFact[];
  /** Of which nothing was there. */
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

/** A sign that several facts bear on one side tells nothing. */
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
