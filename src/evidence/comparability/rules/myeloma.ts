import type { Arm, Finding } from '../../../model/trial.ts';
import { writePower } from '../../../notation/written.ts';
import { armOf, differs, isMrd, isSustained } from '../inputs.ts';
import {
  byTrial,
  type Context,
  contrast,
  isMyeloma,
  notStated,
  type PairRule,
  type Piece,
  sentence,
  stated,
  type ValueRule,
} from '../rule.ts';
import { differing, differingIn } from '../verdict.ts';

/** Does not apply to results counted over all enrolled or randomised patients. */
export const attrition: ValueRule = {
  id: 'attrition',
  code: 'C15',
  title: 'Attrition before infusion not shown',
  brief: 'patients never infused left out',
  level: 'value',
  severity: 'major',
  guidance: ['ZHANG2020', 'MEDSCAPE'],
  fires: (finding) => {
    const arm = armOf(finding);
    return arm?.cellTherapy === true && !countsEverybody(finding) && mayLeaveOut(arm);
  },
  caveat: (findings, context) =>
    sentence(
      'Patients who did not receive the infusion are not counted: ',
      byTrial(findings, (finding) => attritionOf(finding, context)),
      '.',
    ),
};

function countsEverybody({ population }: Finding): boolean {
  return population === 'enrolled' || population === 'randomised' || population === 'itt';
}

function mayLeaveOut({ enrolled, randomised, treated }: Arm): boolean {
  const started = enrolled ?? randomised;
  return started === undefined || treated === undefined || treated < started;
}

function attritionOf(finding: Finding, context: Context): Piece[] | undefined {
  const arm = armOf(finding);
  if (!arm) return undefined;
  const start = arm.enrolled === undefined && arm.randomised !== undefined ? 'randomised' : 'enrolled';
  return sentence(
    patients(finding, arm, 'treated', context),
    arm[start] === undefined ? ', number enrolled ' : ' of ',
    patients(finding, arm, start, context),
  );
}

type PatientCount = 'enrolled' | 'randomised' | 'treated';

function patients(finding: Finding, arm: Arm, kind: PatientCount, { data }: Context): Piece[] {
  const count = arm[kind];
  if (count === undefined) return sentence(kind === 'treated' ? `number treated ${notStated}` : notStated);
  const [piece] = stated(finding, String(count)) ?? [];
  const datum = data.get(`${finding.trial.id}.${kind}.${arm.id}`);
  return piece ? sentence({ ...piece, ...(datum && { datum }) }, ` ${kind}`) : [];
}

const bridgingUse = differing({ subject: 'bridging therapy', read: useOfBridging });

/**
 * Arms that are no cell therapy have no time to bridge; for them silence means no bridging. Silent where neither
 * is one, outside myeloma: induction means other things elsewhere.
 */
export const bridging: PairRule = {
  id: 'bridging',
  code: 'C16',
  title: 'Bridging or induction differs',
  brief: 'different bridging or induction',
  level: 'pair',
  severity: 'minor',
  guidance: ['ZHANG2020'],
  fires: (a, b, context) => concernsCells(a, b) && bridgingUse.fires(a, b, context),
  caveat: (findings) =>
    contrast(
      'Bridging or induction therapy',
      findings,
      (finding) => stated(finding, useOfBridging(finding)),
      '; it may itself produce a response',
    ),
  statements: bridgingUse.statements.map((one) => ({
    ...one,
    isMissing: (a, b, context) => concernsCells(a, b) && one.isMissing(a, b, context),
  })),
};

function concernsCells(a: Finding, b: Finding): boolean {
  return [a, b].some((finding) => isMyeloma(finding) || armOf(finding)?.cellTherapy === true);
}

function useOfBridging(finding: Finding): string | undefined {
  const arm = armOf(finding);
  const said = [arm?.bridging, arm?.induction];
  if (said.some((use) => use === 'allowed' || use === 'required')) return 'used';
  return arm?.bridging === undefined && arm?.cellTherapy === true ? undefined : 'not used';
}

/** A threshold that is not stated is never taken for an equal one. */
export const mrdThreshold: PairRule = {
  id: 'mrd-threshold',
  code: 'C09',
  title: 'MRD sensitivity threshold differs',
  brief: 'different test sensitivities',
  level: 'pair',
  severity: 'block',
  guidance: ['IMWG2016', 'COSTA2021', 'FDA-MRD26'],
  fires: (a, b) => bothMrd(a, b) && differs(thresholdOf(a), thresholdOf(b)),
  caveat: (findings) =>
    contrast(
      'The sensitivity of the MRD test',
      findings.filter(isMrd),
      (finding) => stated(finding, finding.threshold && writePower(finding.threshold.exponent)),
      '; the finer the test, the fewer patients are negative',
    ),
};

export const mrdAssay: PairRule = {
  id: 'mrd-assay',
  code: 'C10',
  title: 'MRD assay differs or is not stated',
  brief: 'different MRD assays',
  level: 'pair',
  severity: 'major',
  guidance: ['IMWG2016', 'COSTA2021'],
  ...differingIn(
    { subject: 'MRD assay', applies: isMrd, needed: isMrd, read: ({ assay }) => assay },
    'The MRD assay',
  ),
};

export const mrdRequiresCr: PairRule = {
  id: 'mrd-requires-cr',
  code: 'C11',
  title: 'MRD requires CR in one trial only',
  brief: 'MRD counted with or without a complete response',
  level: 'pair',
  severity: 'major',
  guidance: ['IMWG2016', 'FDA-MRD26'],
  ...differingIn(
    {
      subject: 'whether MRD negativity requires a complete response',
      applies: isMrd,
      needed: isMrd,
      read: needOfCr,
    },
    'Whether MRD negativity also requires a complete response',
  ),
};

export const sustainedMrd: PairRule = {
  id: 'sustained-mrd',
  code: 'C13',
  title: 'Sustained against point-in-time MRD',
  brief: 'sustained against single MRD tests',
  level: 'pair',
  severity: 'block',
  guidance: ['IMWG2016'],
  fires: (a, b) => bothMrd(a, b) && isSustained(a) !== isSustained(b),
  caveat: (findings) =>
    sentence(
      'Sustained MRD negativity and negativity at one time are different endpoints: ',
      byTrial(findings.filter(isMrd), (finding) =>
        stated(finding, isSustained(finding) ? 'sustained' : 'at one time'),
      ),
      '.',
    ),
};

function bothMrd(a: Finding, b: Finding): boolean {
  return isMrd(a) && isMrd(b);
}

function thresholdOf({ threshold }: Finding): string | undefined {
  return threshold && String(threshold.exponent);
}

/** Counted among complete responders, it requires a complete response whether or not that is said. */
function needOfCr({ endpoint, requiresCr }: Finding): string | undefined {
  const required = endpoint.id === 'mrd-negativity-among-cr' ? true : requiresCr;
  return required === undefined ? undefined : required ? 'required' : 'not required';
}
