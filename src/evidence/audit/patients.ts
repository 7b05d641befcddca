import type { Severity } from '../../diagnostics.ts';
import { type Arm, type Finding, partOf } from '../../model/trial.ts';

/** How sure it is that two findings can be compared. */
export type Sameness = 'same' | 'perhaps' | 'different';

/** The arm that a finding is of; that of a trial with one arm need not be named. */
export function armOf({ arm, group, compare, trial }: Finding): Arm | undefined {
  return arm ?? (group || compare || trial.arms.length > 1 ? undefined : trial.arms[0]);
}

/** Whether both are of one arm at one data cut; without a cut only where the trial has one at most. */
export function sameAnalysis(one: Finding, other: Finding): boolean {
  if (armOf(one)?.id !== armOf(other)?.id || one.cut?.id !== other.cut?.id) return false;
  if (!sameSubgroup(one, other)) return false;
  return one.cut !== undefined || one.trial.cuts.length <= 1;
}

/** The findings, or what is made of them, by arm, data cut and part of the patients: only those of one group can be of one analysis. */
export function analysesOf<T>(all: readonly T[], findingOf: (one: T) => Finding): T[][] {
  const keyOf = (finding: Finding) =>
    JSON.stringify([armOf(finding)?.id, finding.cut?.id, finding.group?.id, partOf(finding)]);
  return [...Map.groupBy(all, (one) => keyOf(findingOf(one))).values()];
}

/** Whether both are of one part of the patients and of the outcome, or both of all. */
export function sameSubgroup(one: Finding, other: Finding): boolean {
  return one.group === other.group && partOf(one) === partOf(other);
}

/**
 * Whether two findings of one trial count the same patients at the same data cut: the same number of
 * patients, or populations that are called the same. `perhaps` when only one of them says whom it counts.
 */
export function samePatients(one: Finding, other: Finding): Sameness {
  if (!sameAnalysis(one, other) || disagree(one.assessor, other.assessor)) return 'different';
  const [n, m] = [patientsOf(one), patientsOf(other)];
  if (n !== undefined && m !== undefined) return n === m ? 'same' : 'different';
  const [population, otherPopulation] = [populationOf(one), populationOf(other)];
  if (population === otherPopulation) return 'same';
  return disagree(population, otherPopulation) ? 'different' : 'perhaps';
}

function patientsOf({ value }: Finding): number | undefined {
  return 'of' in value ? value.of : undefined;
}

/** Intention to treat is everyone who was randomised. */
function populationOf({ population }: Finding): Finding['population'] {
  return population === 'itt' ? 'randomised' : population;
}

/** Whether both are stated and differ. */
export function disagree<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether those counted at one time are counted at the other too, by how the times are worded. */
export function withinTime(part: Finding, whole: Finding): Sameness {
  const [inner, outer] = [part.timing, whole.timing];
  if (inner === outer) return 'same';
  if (inner === undefined) return 'different';
  if (outer === undefined) return inner === 'any time' ? 'different' : 'perhaps';
  return outer === 'any time' || isBySooner(inner, outer) ? 'same' : 'different';
}

/** `by 12 months` is contained in `by 48 months`. */
function isBySooner(inner: string, outer: string): boolean {
  const [sooner, later] = [inner, outer].map((text) => /^by (\d+) (\w+?)s?$/.exec(text));
  return !!sooner && !!later && sooner[2] === later[2] && Number(sooner[1]) < Number(later[1]);
}

const order: Sameness[] = ['different', 'perhaps', 'same'];

/** The least sure of several. */
export function leastSure(...all: Sameness[]): Sameness {
  return order[Math.min(...all.map((one) => order.indexOf(one)))] ?? 'different';
}

/** A disagreement is an error only where it is sure that the same is spoken of. */
export function severityOf(sameness: Sameness): Severity {
  return sameness === 'same' ? 'error' : 'warning';
}
