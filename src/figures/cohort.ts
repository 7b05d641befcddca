import type { FileCheck } from '../content/file-check.ts';
import type { Key } from '../content/parse.ts';
import type { Cohort, Patient } from '../model/trial.ts';
import { suggest } from '../suggest.ts';

export interface Wanted {
  /** What a patient needs to be drawn, in words. */
  inWords: string;
  /** More of them cannot be distinguished on a page. */
  most: number;
}

/** The cohort that `<trial>.<cohort>` names; undefined, having complained, when there is none. */
export function cohortAt(address: string | undefined, keys: Key[], check: FileCheck): Cohort | undefined {
  if (address === undefined) return undefined;
  const [trialId = '', cohortId = ''] = address.split('.');
  const trial = check.find('trial', trialId, keys);
  const cohort = trial?.cohorts.find(({ id }) => id === cohortId);
  if (!trial || cohort) return cohort;
  const known = trial.cohorts.map(({ id }) => `${trialId}.${id}`);
  return check.complain('unknown-cohort', `there is no cohort ‘${address}’`, check.parsed.placeOf(keys), {
    hints: known.length > 0 ? suggest(address, known) : [`${trial.name} has no cohorts:`],
  });
}

/** Whether there are patients to draw, and not too many. */
export function isDrawable(
  patients: readonly Patient[],
  { inWords, most }: Wanted,
  keys: Key[],
  { parsed, complain }: FileCheck,
): boolean {
  const place = parsed.placeOf(keys);
  if (patients.length === 0) complain('empty-figure', `no patient of this cohort has ${inWords}`, place);
  if (patients.length > most) {
    const message = `${patients.length} patients have ${inWords}; this figure shows at most ${most}`;
    complain('too-many-patients', message, place);
  }
  return patients.length > 0 && patients.length <= most;
}
