import { type Finding, partOf } from '../model/trial.ts';

/** Label and second line of a row for a finding of one arm: within one trial the arms are told apart, across trials the trials. */
export function labelsOfArm(finding: Finding, all: readonly Finding[]): { label: string; sublabel: string } {
  const { trial, arm, group } = finding;
  const part = finding.subgroup?.is ?? (isSharedPart(finding, all) ? undefined : partOf(finding));
  const oneTrial = all.every((other) => other.trial === trial);
  if (oneTrial)
    return {
      label: arm?.label ?? group?.label ?? trial.name,
      sublabel: [arm?.role === 'not stated' ? undefined : arm?.role, part].filter(Boolean).join(' · '),
    };
  const setting = trial.settingLabel ?? trial.setting;
  return {
    label: trial.name,
    sublabel: [
      arm?.label ?? group?.label ?? '',
      part,
      [trial.disease, setting].filter(Boolean).join(', '),
      `phase ${trial.phase}`,
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
}

/** A row that all come from says nothing of any of them. */
function isSharedPart(finding: Finding, all: readonly Finding[]): boolean {
  return all.length > 1 && all.every((other) => partOf(other) === partOf(finding));
}
