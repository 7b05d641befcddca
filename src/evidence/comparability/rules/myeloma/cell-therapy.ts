import type { Arm, Finding } from '../../../../model/trial.ts';
import { armOf } from '../../inputs.ts';
import { isMyeloma } from '../../kinds.ts';
import type { Context, PairRule, ValueRule } from '../../rule.ts';
import { differing } from '../../statement.ts';
import { byTrial, contrast, notStated, type Piece, sentence, stated } from '../../wording.ts';

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
