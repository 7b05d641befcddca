import type { Finding } from '../model/trial.ts';

/** Label and second line of a row for a finding of one arm: within one trial the arms are told apart, across trials the trials. */
export function labelsOfArm(
  { trial, arm, subgroup }: Finding,
  all: readonly Finding[],
): { label: string; sublabel: string } {
  const oneTrial = all.every((other) => other.trial === trial);
  if (oneTrial)
    return {
      label: arm?.label ?? trial.name,
      sublabel: [arm?.role === 'not stated' ? undefined : arm?.role, subgroup?.is]
        .filter(Boolean)
        .join(' · '),
    };
  const setting = trial.settingLabel ?? trial.setting;
  return {
    label: trial.name,
    sublabel: [
      arm?.label ?? '',
      subgroup?.is,
      [trial.disease, setting].filter(Boolean).join(', '),
      `phase ${trial.phase}`,
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
  };
}
