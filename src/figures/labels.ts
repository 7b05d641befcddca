import { type Finding, partOf } from '../model/trial.ts';

/**
 * Label and second part of a row for a finding of one arm: within one trial the arms are told apart, across trials
 * the trials, and with the first row of a trial its disease where they differ, unless words over the row tell it.
 */
export function labelsOfArm(
  finding: Finding,
  all: readonly Finding[],
  isTold = false,
): { label: string; sublabel: string } {
  const { trial, arm, group } = finding;
  const part = finding.subgroup?.is ?? (isSharedPart(finding, all) ? undefined : partOf(finding));
  const oneTrial = all.every((other) => other.trial === trial);
  if (oneTrial)
    return {
      label: arm?.label ?? group?.label ?? trial.name,
      sublabel: [arm?.role === 'not stated' ? undefined : arm?.role, part].filter(Boolean).join(', '),
    };
  const diseases = new Set(all.map((other) => other.trial.disease));
  const setting = trial.settingLabel ?? trial.setting;
  return {
    label: trial.name,
    sublabel: [
      arm?.label ?? group?.label,
      part,
      diseases.size > 1 && !isTold && isFirstOfTrial(finding, all) ? trial.disease : undefined,
      setting,
    ]
      .filter(Boolean)
      .join(', '),
  };
}

export function isFirstOfTrial(finding: Finding, all: readonly Finding[]): boolean {
  return all.find(({ trial }) => trial === finding.trial) === finding;
}

/** A row that all come from says nothing of any of them. */
function isSharedPart(finding: Finding, all: readonly Finding[]): boolean {
  return all.length > 1 && all.every((other) => partOf(other) === partOf(finding));
}
