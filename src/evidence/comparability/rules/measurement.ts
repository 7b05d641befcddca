import { type Finding, partOf } from '../../../model/trial.ts';
import { toMonths } from '../../../notation/terms.ts';
import { writeFinding } from '../../../notation/values.ts';
import { writeQuantity } from '../../../shapes/median.ts';
import { differs, isMrd, isOtherTime, isSustained, normalised, parseTiming, timingOf } from '../inputs.ts';
import type { PairRule } from '../rule.ts';
import { contrast, isAtFixedTime, isJudged, isMyeloma, notStated, stated } from '../rule.ts';
import { differing, differingIn } from '../verdict.ts';

/** Sustained MRD is compared with sustained MRD only: against the other kind rule C13 speaks. */
export const assessmentTime: PairRule = {
  id: 'assessment-time',
  code: 'C12',
  title: 'Landmark against cumulative MRD or response',
  brief: 'different times of assessment',
  level: 'pair',
  severity: 'major',
  guidance: ['COSTA2021', 'FDA-MRD26'],
  ...betweenLike(
    differingIn(
      {
        subject: 'time of assessment',
        applies: isAssessed,
        needed: isMrd,
        read: timingOf,
        isSame: (a, b) => !isOtherTime(parseTiming(a), parseTiming(b)),
      },
      'The time of assessment',
      '; rates rise with the number of assessments',
    ),
  ),
};

function betweenLike(rule: ReturnType<typeof differingIn>): ReturnType<typeof differingIn> {
  return {
    ...rule,
    fires: (a, b, context) => isSustained(a) === isSustained(b) && rule.fires(a, b, context),
    statements: rule.statements.map((one) => ({
      ...one,
      isMissing: (a, b, context) => isSustained(a) === isSustained(b) && one.isMissing(a, b, context),
    })),
  };
}

function isAssessed(finding: Finding): boolean {
  return isMrd(finding) || finding.endpoint.family === 'response';
}

/** Times of visits this far apart, as a share of the later, are the same visit. */
const visitTolerance = 0.1;

/** Of results that belong to one time by the protocol, or state one; of responses rule C12 speaks. */
export const measurementTime: PairRule = {
  id: 'measurement-time',
  code: 'C39',
  title: 'Measured at different times',
  brief: 'different times of measurement',
  level: 'pair',
  severity: 'major',
  guidance: ['CONSORT', 'NRR2020'],
  ...differingIn(
    {
      subject: 'time of measurement',
      applies: (finding) => (isAtFixedTime(finding) || finding.timing !== undefined) && !isAssessed(finding),
      needed: ({ endpoint }) => endpoint.family !== 'safety',
      read: visitOf,
      isSame: isSameVisit,
    },
    'The time of measurement',
    '; effects change over time',
  ),
};

/** As the result states it; else the time that its name, its cut or its follow-up gives. */
function visitOf({ timing, endpoint, cut }: Finding): string | undefined {
  if (timing !== undefined) return timing;
  const named = [endpoint.label, cut?.label].find(
    (text) => text !== undefined && parseTiming(text).kind === 'landmark',
  );
  return named ?? (cut?.followUp && writeQuantity(cut.followUp));
}

function isSameVisit(a: string, b: string): boolean {
  const [one, other] = [parseTiming(a), parseTiming(b)];
  if (one.kind !== 'landmark' || other.kind !== 'landmark') return !isOtherTime(one, other);
  return Math.abs(one.months - other.months) <= visitTolerance * Math.max(one.months, other.months);
}

/**
 * Intention to treat is the analysis of all randomised, and the full analysis set comes as near to it as can be;
 * the safety set is those treated.
 */
const populationNames: Record<string, string> = {
  enrolled: 'all enrolled',
  randomised: 'all randomised',
  itt: 'all randomised',
  'full analysis': 'all randomised',
  mitt: 'modified intention to treat',
  safety: 'treated',
};

const populations = differing({
  subject: 'analysis population',
  needed: ({ endpoint }) => endpoint.family !== 'safety',
  read: populationOf,
});

/** A subgroup is another group of patients than its whole trial, and than another subgroup. */
export const analysisPopulation: PairRule = {
  id: 'analysis-population',
  code: 'C14',
  title: 'Analysis population differs',
  brief: 'different analysis populations',
  level: 'pair',
  severity: 'major',
  guidance: ['CONSORT', 'COSTA2021', 'MEDSCAPE'],
  fires: (a, b, context) => populations.fires(a, b, context) || subgroupOf(a) !== subgroupOf(b),
  caveat: (findings) =>
    contrast('The analysis population', findings, (finding) => stated(finding, writeCounted(finding))),
  statements: populations.statements,
};

function populationOf({ population }: Finding): string | undefined {
  return population && (populationNames[population] ?? population);
}

function subgroupOf(finding: Finding): string | undefined {
  const part = [finding.group?.label, partOf(finding)].filter(Boolean).join(', ');
  return part === '' ? undefined : normalised(part);
}

/** `all randomised, of cytogenetic risk: high`. */
function writeCounted(finding: Finding): string | undefined {
  const { subgroup } = finding;
  const whole = populationOf(finding);
  return subgroup ? `${whole ?? `patients ${notStated}`}, of ${subgroup.by}: ${subgroup.is}` : whole;
}

const criteria = differing({
  subject: 'response criteria',
  applies: isJudged,
  needed: (finding) => finding.endpoint.family === 'response' || isProgressionFree(finding),
  read: ({ trial }) => trial.criteria,
});

const assessor = differing({
  subject: 'assessor',
  needed: isJudged,
  read: ({ assessor: who }) => who,
});

/** Between results that somebody judged, and wherever both say who did. */
export const responseCriteria: PairRule = {
  id: 'response-criteria',
  code: 'C20',
  title: 'Response criteria version or assessor differs',
  brief: 'different response criteria',
  level: 'pair',
  severity: 'minor',
  guidance: ['IMWG2016', 'NRR2020'],
  fires: (a, b, context) => criteria.fires(a, b, context) || assessor.fires(a, b, context),
  caveat: (findings) =>
    contrast('Assessment (criteria, assessor)', findings, (finding) =>
      stated(finding, writeCriteria(finding)),
    ),
  statements: [criteria, assessor].flatMap(({ statements }) =>
    statements.map((one) => ({
      ...one,
      isMissing: (a, b, context) => isJudged(a) && isJudged(b) && one.isMissing(a, b, context),
    })),
  ),
};

function writeCriteria(finding: Finding): string | undefined {
  const { trial, assessor: who } = finding;
  const said = [isJudged(finding) && trial.criteria, who && `${who} assessment`].filter(Boolean);
  return said.length > 0 ? said.join(', ') : undefined;
}

/** Made of several events, so that each trial has to say which. */
const composite = /composite|^mace$|^efs$/;

const definition = differing({
  subject: 'definition of the endpoint',
  needed: ({ endpoint }) => composite.test(endpoint.id),
  read: definitionOf,
  isSame: isSameDefinition,
});

/** What each trial means by an endpoint that it defines for itself. */
export const endpointDefinition: PairRule = {
  id: 'endpoint-definition',
  code: 'C44',
  title: 'Definition of the endpoint differs',
  brief: 'different definitions of the endpoint',
  level: 'pair',
  severity: 'major',
  guidance: ['GRADE14', 'NRR2020'],
  fires: (a, b, context) => a.endpoint.id === b.endpoint.id && definition.fires(a, b, context),
  caveat: (findings) =>
    contrast(
      'The definition of the endpoint',
      findings,
      (finding) => stated(finding, definitionOf(finding)),
      '; the results count different events',
    ),
  statements: definition.statements.map((one) => ({
    ...one,
    isMissing: (a, b, context) => a.endpoint.id === b.endpoint.id && one.isMissing(a, b, context),
  })),
};

function definitionOf({ trial: { definitions = {} }, endpoint }: Finding): string | undefined {
  return definitions[endpoint.id];
}

/** `death, stroke or infarction` is `infarction, stroke, death`. */
function isSameDefinition(a: string, b: string): boolean {
  const parts = (text: string) =>
    new Set(
      normalised(text)
        .replace(/^(?:the )?(?:composite|first|time to (?:the )?first) (?:of|occurrence of) /, '')
        .split(/\s*(?:,|;|\bor\b|\band\b)\s*/)
        .filter((part) => part !== ''),
    );
  return parts(a).symmetricDifference(parts(b)).size === 0;
}

/** Immune response and concentrations depend on the test; of MRD rules C09 to C11 speak. */
export const assay: PairRule = {
  id: 'assay',
  code: 'C53',
  title: 'Assay differs',
  brief: 'different assays',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020'],
  ...differingIn(
    {
      subject: 'assay',
      applies: (finding) => !isMrd(finding),
      needed: ({ endpoint }) => endpoint.family === 'immunogenicity',
      read: ({ assay: name }) => name,
    },
    'The assay',
    '; its results are not on one scale',
  ),
};

/** Endpoints that rest on a trial's definition of progression-free survival. */
const progressionFree = new Set(['pfs', 'radiographic-pfs', 'progression-or-death', 'progression-free-5y']);

/**
 * Between two trials that say what they count, or in myeloma one that does: progression to active disease, which
 * only some count, is no progression of active disease.
 */
export const pfsDefinition: PairRule = {
  id: 'pfs-definition',
  code: 'C21',
  title: 'PFS definition differs',
  brief: 'different or unstated definitions of progression',
  level: 'pair',
  severity: 'block',
  guidance: ['ZHANG2020', 'COSTA2021'],
  fires: (a, b) => {
    if (!isProgressionFree(a) || !isProgressionFree(b)) return false;
    const [one, other] = [a.trial.pfs, b.trial.pfs];
    if (!one || !other) return one !== other && isMyeloma(a) && isMyeloma(b);
    const otherOrigin = one.origin !== undefined && other.origin !== undefined && one.origin !== other.origin;
    return differs(one.event, other.event) || otherOrigin;
  },
  caveat: (findings) =>
    contrast('The definition of progression-free survival', findings.filter(isProgressionFree), (finding) =>
      stated(finding, writePfs(finding)),
    ),
  statements: [
    {
      subject: 'definition of progression-free survival',
      isMissing: (a, b) => {
        if (!isProgressionFree(a) || !isProgressionFree(b)) return false;
        const silent = [a, b].filter(({ trial }) => !trial.pfs).length;
        const byCriteria = [a, b].every(({ trial }) => trial.criteria !== undefined);
        return (silent === 2 && !byCriteria) || (silent === 1 && !(isMyeloma(a) && isMyeloma(b)));
      },
      isStated: ({ trial }) => trial.pfs !== undefined,
    },
  ],
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
  brief: 'different landmarks',
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
