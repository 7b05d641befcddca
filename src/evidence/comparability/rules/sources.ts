import type { Grade, Source } from '../../../model/source.ts';
import type { Arm, Finding } from '../../../model/trial.ts';
import { differs } from '../inputs.ts';
import {
  byTrial,
  contrast,
  type DocumentRule,
  nameTrials,
  type PairRule,
  sentence,
  stated,
  type ValueRule,
} from '../rule.ts';

const gradeNames: Record<Grade, string> = {
  primary: 'primary publication',
  secondary: 'secondary report',
  unconfirmed: 'unconfirmed',
};

export const sourceGrade: ValueRule = {
  id: 'source-grade',
  code: 'C33',
  title: 'Source status',
  brief: 'unconfirmed sources',
  level: 'value',
  severity: 'minor',
  guidance: ['CONSORT'],
  fires: (finding) => finding.grade !== 'primary',
  caveat: (findings) =>
    sentence(
      'Values were not checked against the primary publication: ',
      byTrial(findings, (finding) => stated(finding, gradeNames[finding.grade])),
      '.',
    ),
};

/** From what was reviewed most to what was reviewed least. */
const typesByReview: readonly Source['type'][] = [
  'paper',
  'label',
  'registry',
  'filing',
  'medical information',
  'abstract',
  'press release',
  'dataset',
  'news',
  'commentary',
];

export const sourceType: PairRule = {
  id: 'source-type',
  code: 'C34',
  title: 'Abstract or press release against peer-reviewed paper',
  brief: 'different kinds of source',
  level: 'pair',
  severity: 'minor',
  guidance: ['NRR2020'],
  fires: (a, b) => differs(bestType(a), bestType(b)),
  caveat: (findings) =>
    contrast(
      'The kind of source',
      findings,
      (finding) => stated(finding, bestType(finding)),
      '; results not yet in a full paper may change',
    ),
};

/** The most reviewed of the sources that a result cites. */
function bestType({ references }: Finding): Source['type'] | undefined {
  return typesByReview.find((type) => references.some(({ source }) => source.type === type));
}

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
