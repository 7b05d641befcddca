import { comparePair } from '../../../src/evidence/comparability/compare.ts';
import type { Context } from '../../../src/evidence/comparability/rule.ts';
import { pairRules } from '../../../src/evidence/comparability/rules.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { contextOf } from './invented.ts';

/** Codes that a pair raises, but for C05, which values of single arms always raise. */
export function codes(a: Finding, b: Finding, context: Context = contextOf()): string[] {
  return allCodes(a, b, context).filter((code) => code !== 'C05');
}

/** What the line of C35 names: `masking (BETA)`. */
export function unstated(a: Finding, b: Finding, context: Context = contextOf()): string[] {
  const line = caveat('C35', a, b, context)?.replace(/^Not stated: |\.$/g, '') ?? '';
  return [...line.matchAll(/[^,(][^(]* \([^)]*\)/g)].map(([one]) => one.trim());
}

/** Codes of rules that fired, and of those that would compare by what is not stated. */
export function raisedOrUnstated(a: Finding, b: Finding, context: Context): string[] {
  const silent = pairRules.filter((rule) => rule.statements?.some((one) => one.isMissing(a, b, context)));
  return [...allCodes(a, b, context), ...silent.map(({ code }) => code)];
}

/** Codes that a pair raises, after seeing that the order of the two makes no difference. */
export function allCodes(a: Finding, b: Finding, context: Context = contextOf()): string[] {
  const [there, back] = [comparePair(a, b, context), comparePair(b, a, context)];
  const [one, other] = [there, back].map((fired) => fired.map(({ rule }) => rule.code).sort());
  if (String(one) !== String(other)) throw new Error(`${one} one way, ${other} the other`);
  return one ?? [];
}

/** The sentence of one rule on a pair; undefined when it does not apply. */
export function caveat(code: string, a: Finding, b: Finding, context: Context = contextOf()) {
  return comparePair(a, b, context)
    .find(({ rule }) => rule.code === code)
    ?.caveat.replaceAll('\u00a0', ' ');
}
