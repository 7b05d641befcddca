import type { Finding } from '../../model/trial.ts';
import { isResult } from './inputs.ts';

/**
 * Whether two results of a figure, column or sentence are set against each other: results of two trials, of
 * which neither has a better counterpart in the trial of the other. A sentence that gives response and survival
 * of two trials compares response with response.
 */
export function areCompared(a: Finding, b: Finding, together: readonly Finding[]): boolean {
  if (a.trial.id === b.trial.id || !isResult(a) || !isResult(b)) return false;
  const best = Math.max(
    ...together.filter(({ trial }) => trial.id === b.trial.id).map((other) => likeness(a, other)),
    ...together.filter(({ trial }) => trial.id === a.trial.id).map((other) => likeness(b, other)),
  );
  return likeness(a, b) >= best;
}

function likeness(a: Finding, b: Finding): number {
  if (a.endpoint.id !== b.endpoint.id) return 0;
  return a.value.shape === b.value.shape ? 2 : 1;
}
