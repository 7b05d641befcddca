import type { Bound } from '../../model/scalars.ts';
import type { Finding } from '../../model/trial.ts';
import { contrastOf, limitsOf } from '../../shapes/shapes.ts';
import { findingsOfCall, type Sentence } from './sentences.ts';

/** Comparisons within one trial that a sentence shows. */
export function comparisonsIn({ shown }: Sentence): Finding[] {
  return shown
    .filter(({ call }) => call.name === 'value')
    .flatMap(({ call }) => findingsOfCall(call))
    .filter(({ value }) => contrastOf(value));
}

/** A comparison with an interval or p value that rules out no difference. */
export function carriesDifference({ value }: Finding): boolean {
  const none = contrastOf(value)?.none;
  if (none === undefined) return false;
  const ci = limitsOf(value)?.ci;
  if (ci) return excludes(ci, none);
  return 'p' in value && value.p !== undefined && value.p.relation !== '>' && value.p.value.value <= 0.05;
}

function excludes([low, high]: [Bound, Bound], none: number): boolean {
  if (typeof low === 'string' || typeof high === 'string') return false;
  return low.value > none || high.value < none;
}
