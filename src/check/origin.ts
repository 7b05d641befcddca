import type { Key } from '../content/parse.ts';
import type { Datum } from '../model/datum.ts';
import type { Trial } from '../model/trial.ts';
import { patientCounts } from './implied-findings.ts';

/** Where a datum is written: the trial or product, and the keys of its YAML. */
export function keysOf(datum: Datum): { owner: string; keys: Key[] } {
  if (datum.kind === 'sale') {
    const { product, section, period } = datum;
    return { owner: product.id, keys: ['sales', section, period.key] };
  }
  const { id, trial, endpoint, arm, cut } = datum;
  if (datum.keys) return { owner: trial.id, keys: [...datum.keys] };
  const own = id.slice(trial.id.length + 1);
  if (endpoint.id === 'follow-up' && cut && own.startsWith('follow-up'))
    return { owner: trial.id, keys: ['cuts', cut.id, 'followUp'] };
  const count = patientCounts.find((kind) => arm && own === `${kind}.${arm.id}`);
  if (count && arm) return { owner: trial.id, keys: ['arms', arm.id, count] };
  const [kind, curve] = own.split('.');
  const isOfCurve = kind === 'curve' && trial.curves.some(({ id: known }) => known === curve);
  if (isOfCurve && curve && arm) return { owner: trial.id, keys: ['curves', curve, 'arms', arm.id] };
  return { owner: trial.id, keys: patientKeys(own, datum.trial) ?? ['findings', own] };
}

/** Of `patient.<cohort>.<patient>.time` and `.change`. */
function patientKeys(own: string, { cohorts }: Trial): Key[] | undefined {
  const [kind, cohort = '', patient = '', what] = own.split('.');
  const found = cohorts.find(({ id }) => id === cohort)?.patients.some(({ id }) => id === patient);
  if (kind !== 'patient' || !found) return undefined;
  return ['cohorts', cohort, 'patients', patient, what === 'time' ? 'duration' : 'change'];
}
