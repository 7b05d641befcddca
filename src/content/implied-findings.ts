import type { Endpoint } from '../model/endpoint.ts';
import type { Arm, Cut, Finding, Trial } from '../model/trial.ts';

/** Arms say these of themselves. */
export const patientCounts = ['enrolled', 'randomised', 'treated'] as const;

/**
 * What arms and cuts say in numbers, readable like findings: `<trial>.follow-up.<cut>` (without the cut
 * when the trial has one) and `<trial>.randomised.<arm>`, `.treated.<arm>`, `.enrolled.<arm>`.
 */
export function impliedFindings(trial: Trial, endpoints: ReadonlyMap<string, Endpoint>): Finding[] {
  return [
    ...trial.cuts.flatMap((cut) => followUp(trial, cut, endpoints)),
    ...trial.arms.flatMap((arm) => numbersOfPatients(trial, arm, endpoints)),
  ];
}

function followUp(trial: Trial, cut: Cut, endpoints: ReadonlyMap<string, Endpoint>): Finding[] {
  const endpoint = endpoints.get('follow-up');
  if (!cut.followUp || !endpoint) return [];
  return [
    {
      kind: 'finding',
      id: trial.cuts.length === 1 ? `${trial.id}.follow-up` : `${trial.id}.follow-up.${cut.id}`,
      trial,
      endpoint,
      cut,
      value: { shape: 'median', value: cut.followUp },
      references: cut.references,
      grade: cut.grade ?? 'primary',
      ...(cut.note !== undefined && { note: cut.note }),
    },
  ];
}

function numbersOfPatients(trial: Trial, arm: Arm, endpoints: ReadonlyMap<string, Endpoint>): Finding[] {
  return patientCounts.flatMap((kind): Finding[] => {
    const value = arm[kind];
    const endpoint = endpoints.get(kind);
    if (value === undefined || !endpoint) return [];
    return [
      {
        kind: 'finding',
        id: `${trial.id}.${kind}.${arm.id}`,
        trial,
        endpoint,
        arm,
        value: { shape: 'count', value, unit: 'patients' },
        references: arm.references,
        grade: arm.grade ?? 'primary',
      },
    ];
  });
}
