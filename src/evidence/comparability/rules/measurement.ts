import { type Finding, partOf } from '../../../model/trial.ts';
import { writeFinding } from '../../../notation/values.ts';
import { differs, isMrd, isTimeToEvent, plainly, toMonths } from '../inputs.ts';
import type { PairRule } from '../rule.ts';
import { isOtherTime, isSustained, parseTiming, timingOf } from '../timing.ts';
import { contrast, notStated, stated } from '../wording.ts';

/** Sustained MRD is compared with sustained MRD only: against the other kind rule C13 speaks. */
export const assessmentTime: PairRule = {
  id: 'assessment-time',
  code: 'C12',
  title: 'Landmark against cumulative MRD or response',
  level: 'pair',
  severity: 'major',
  guidance: ['COSTA2021', 'FDA-MRD26'],
  fires: (a, b) => {
    if (!isAssessed(a) || !isAssessed(b) || isSustained(a) !== isSustained(b)) return false;
    const [one, other] = [timingOf(a), timingOf(b)];
    return one === undefined || other === undefined || isOtherTime(parseTiming(one), parseTiming(other));
  },
  caveat: (findings) =>
    contrast(
      'The time of assessment',
      findings.filter(isAssessed),
      (finding) => stated(finding, timingOf(finding)),
      '; rates rise with the number of assessments',
    ),
};

function isAssessed(finding: Finding): boolean {
  return isMrd(finding) || finding.endpoint.family === 'response';
}

/** Intention to treat is the analysis of all randomised, so that these two are one denominator. */
const populationNames: Record<NonNullable<Finding['population']>, string> = {
  enrolled: 'all enrolled',
  randomised: 'all randomised',
  itt: 'all randomised',
  treated: 'treated',
  evaluable: 'evaluable',
  responders: 'responders',
  're-randomised': 're-randomised',
};

/** A subgroup is another group of patients than its whole trial, and than another subgroup. */
export const analysisPopulation: PairRule = {
  id: 'analysis-population',
  code: 'C14',
  title: 'Analysis population differs',
  level: 'pair',
  severity: 'major',
  guidance: ['CONSORT', 'COSTA2021', 'MEDSCAPE'],
  fires: (a, b) => differs(populationOf(a), populationOf(b)) || subgroupOf(a) !== subgroupOf(b),
  caveat: (findings) =>
    contrast('The group of patients counted', findings, (finding) => stated(finding, writeCounted(finding))),
};

function populationOf({ population }: Finding): string | undefined {
  return population && populationNames[population];
}

function subgroupOf(finding: Finding): string | undefined {
  const part = [finding.group?.label, partOf(finding)].filter(Boolean).join(', ');
  return part === '' ? undefined : plainly(part);
}

/** `all randomised, of cytogenetic risk: high`. */
function writeCounted(finding: Finding): string | undefined {
  const { subgroup } = finding;
  const whole = populationOf(finding);
  return subgroup ? `${whole ?? `patients ${notStated}`}, of ${subgroup.by}: ${subgroup.is}` : whole;
}

export const responseCriteria: PairRule = {
  id: 'response-criteria',
  code: 'C20',
  title: 'Response criteria version or assessor differs',
  level: 'pair',
  severity: 'minor',
  guidance: ['IMWG2016', 'NRR2020'],
  fires: (a, b) =>
    isJudged(a) &&
    isJudged(b) &&
    (differs(a.trial.criteria, b.trial.criteria) || differs(a.assessor, b.assessor)),
  caveat: (findings) =>
    contrast('Assessment of response (criteria, assessor)', findings.filter(isJudged), (finding) =>
      stated(finding, writeCriteria(finding)),
    ),
};

/** Results that somebody has to judge by criteria; a death needs none. */
function isJudged(finding: Finding): boolean {
  return isAssessed(finding) || (isTimeToEvent(finding) && finding.endpoint.id !== 'os');
}

function writeCriteria({ trial, assessor }: Finding): string | undefined {
  if (trial.criteria === undefined && assessor === undefined) return undefined;
  const criteria = trial.criteria ?? `criteria ${notStated}`;
  return `${criteria}, ${assessor === undefined ? `assessor ${notStated}` : `${assessor} assessment`}`;
}

/** Endpoints that rest on a trial's definition of progression-free survival. */
const progressionFree = new Set(['pfs', 'progression-or-death', 'progression-free-5y']);

export const pfsDefinition: PairRule = {
  id: 'pfs-definition',
  code: 'C21',
  title: 'PFS definition differs',
  level: 'pair',
  severity: 'block',
  guidance: ['ZHANG2020', 'COSTA2021'],
  fires: (a, b) =>
    isProgressionFree(a) &&
    isProgressionFree(b) &&
    (differs(a.trial.pfs?.event, b.trial.pfs?.event) || differs(a.trial.pfs?.origin, b.trial.pfs?.origin)),
  caveat: (findings) =>
    contrast('The definition of progression-free survival', findings.filter(isProgressionFree), (finding) =>
      stated(finding, writePfs(finding)),
    ),
};

function isProgressionFree({ endpoint }: Finding): boolean {
  return progressionFree.has(endpoint.id);
}

function writePfs({ trial: { pfs } }: Finding): string | undefined {
  return pfs && `${pfs.event}, from ${pfs.origin ?? `a start ${notStated}`}`;
}

export const landmark: PairRule = {
  id: 'landmark',
  code: 'C32',
  title: 'Unmatched landmark of KM rates',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020'],
  fires: (a, b) => isLandmarkRate(a) && isLandmarkRate(b) && differs(landmarkMonths(a), landmarkMonths(b)),
  caveat: (findings) =>
    contrast('The landmark of rates over time', findings.filter(isLandmarkRate), (finding) =>
      stated(finding, writeFinding(finding, 'at', new Map())),
    ),
};

function isLandmarkRate({ value }: Finding): boolean {
  return value.shape === 'rate';
}

function landmarkMonths({ value }: Finding): string | undefined {
  return value.shape === 'rate' ? String(toMonths(value.at)) : undefined;
}
