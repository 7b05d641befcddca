import { comparePair } from '../../../src/evidence/comparability/compare.ts';
import type { Context } from '../../../src/evidence/comparability/rule.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { contextOf } from './invented.ts';

/** Codes that a pair raises, after seeing that the order of the two makes no difference. */
export function codes(a: Finding, b: Finding, context: Context = contextOf()): string[] {
  const [there, back] = [comparePair(a, b, context), comparePair(b, a, context)];
  const [one, other] = [there, back].map((fired) => fired.map(({ rule }) => rule.code).sort());
  if (String(one) !== String(other)) throw new Error(`${one} one way, ${other} the other`);
  return one ?? [];
}

/** The sentence of one rule on a pair; undefined when it does not fire. */
export function caveat(code: string, a: Finding, b: Finding, context: Context = contextOf()) {
  return comparePair(a, b, context)
    .find(({ rule }) => rule.code === code)
    ?.caveat.replaceAll('\u00a0', ' ');
}
