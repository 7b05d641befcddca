import type { Finding, Trial } from '../../model/trial.ts';
import { differs, followUpMonths } from './inputs.ts';
import type { Context } from './rule.ts';

/**
 * The median time to an event that a result's disease leads one to expect: a median that was reached, of
 * survival for survival and of progression-free survival for everything else. The nearest is taken: the
 * control arm of the same trial, then of a trial in the same setting, then of the same disease, then any
 * arm of the same disease; among equals the one seen after the longest follow-up.
 */
export function expectedEventTime(finding: Finding, { trials }: Context): Finding | undefined {
  const endpoint = finding.endpoint.id === 'os' ? 'os' : 'pfs';
  return [...trials.values()]
    .filter((trial) => !differs(trial.disease, finding.trial.disease))
    .flatMap((trial) => trial.findings)
    .filter((other) => other.endpoint.id === endpoint && other.id !== finding.id && isReachedMedian(other))
    .toSorted((a, b) => distance(a, finding.trial) - distance(b, finding.trial) || maturity(b) - maturity(a))
    .at(0);
}

export function isReachedMedian({ value }: Finding): boolean {
  return value.shape === 'median' && typeof value.value !== 'string';
}

function distance({ arm, trial }: Finding, from: Trial): number {
  if (arm?.role !== 'control') return 3;
  if (trial.id === from.id) return 0;
  return differs(trial.setting, from.setting) ? 2 : 1;
}

function maturity(finding: Finding): number {
  return followUpMonths(finding) ?? 0;
}
