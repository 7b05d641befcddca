import type { Arm, Finding } from '../../../model/trial.ts';
import type { DocumentRule } from '../rule.ts';
import { nameTrials, sentence } from '../wording.ts';

/** Silent for trials marked `safety: not extracted`: that is said wherever their efficacy prints. */
export const efficacyWithoutSafety: DocumentRule = {
  id: 'efficacy-without-safety',
  code: 'C29',
  title: 'Efficacy without safety',
  brief: 'efficacy without safety',
  level: 'document',
  scope: 'briefing',
  severity: 'major',
  guidance: ['GRADE14', 'MCBSH'],
  concerned: (findings) => {
    const safety = findings.filter(isSafety);
    return findings.filter(
      (finding) => finding.trial.safety === 'extracted' && !isSafety(finding) && !isCovered(finding, safety),
    );
  },
  caveat: (findings) =>
    sentence(
      `The efficacy of ${nameTrials(findings)} is shown without safety results for every arm concerned; `,
      'benefit cannot be weighed against harm.',
    ),
};

function isSafety({ endpoint }: Finding): boolean {
  return endpoint.family === 'safety';
}

/** Safety that names no arm is that of the whole trial. */
function isCovered(finding: Finding, safety: readonly Finding[]): boolean {
  const own = safety.filter(({ trial }) => trial.id === finding.trial.id).map(armsOf);
  if (own.length === 0) return false;
  return armsOf(finding).every(({ id }) =>
    own.some((arms) => arms.length === 0 || arms.some((arm) => arm.id === id)),
  );
}

function armsOf({ arm, compare }: Finding): readonly Arm[] {
  return compare ?? (arm ? [arm] : []);
}
