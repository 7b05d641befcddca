import type { Bound } from '../../model/scalars.ts';
import type { Finding, Value } from '../../model/trial.ts';
import { findingsOfCall, type Sentence } from './sentences.ts';

const contrasts = new Set<Value['shape']>(['hazardRatio', 'oddsRatio', 'difference']);

/** Comparisons within one trial that a sentence shows. */
export function comparisonsIn({ shown }: Sentence): Finding[] {
  return shown
    .filter(({ call }) => call.name === 'value')
    .flatMap(({ call }) => findingsOfCall(call))
    .filter(({ value }) => contrasts.has(value.shape));
}

/** A comparison with an interval or p value that rules out no difference. */
export function carriesDifference({ value }: Finding): boolean {
  if (!('ci' in value) && !('p' in value)) return false;
  const none = value.shape === 'difference' ? 0 : 1;
  if ('ci' in value && value.ci) return excludes(value.ci, none);
  return 'p' in value && value.p !== undefined && value.p.relation !== '>' && value.p.value.value <= 0.05;
}

function excludes([low, high]: [Bound, Bound], none: number): boolean {
  if (typeof low === 'string' || typeof high === 'string') return false;
  return low.value > none || high.value < none;
}
