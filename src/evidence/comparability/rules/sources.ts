import type { Grade, Source } from '../../../model/source.ts';
import type { Finding } from '../../../model/trial.ts';
import { differs } from '../inputs.ts';
import type { PairRule, ValueRule } from '../rule.ts';
import { byTrial, contrast, sentence, stated } from '../wording.ts';

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
