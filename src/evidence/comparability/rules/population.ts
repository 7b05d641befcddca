import type { Line } from '../../../model/scalars.ts';
import type { Finding } from '../../../model/trial.ts';
import { writeLines } from '../../../notation/written.ts';
import { areOtherDiseases, differs, normalised } from '../inputs.ts';
import type { PairRule } from '../rule.ts';
import { contrast, isMyeloma, isOncology, notStated, stated } from '../rule.ts';
import { differingIn, statementOf } from '../verdict.ts';

export const disease: PairRule = {
  id: 'disease',
  code: 'C01',
  title: 'Different disease state',
  brief: 'different diseases',
  level: 'pair',
  severity: 'block',
  guidance: ['LEE2010', 'GRADE14'],
  fires: (a, b) => areOtherDiseases(a.trial.disease, b.trial.disease),
  caveat: (findings) =>
    contrast(
      'Disease',
      findings,
      (finding) => stated(finding, finding.trial.disease),
      '; results in different diseases are not on one scale',
    ),
};

const earlierTreatment = statementOf({
  subject: 'earlier treatment',
  read: exposureOf,
});

/**
 * Lines of therapy mean something in cancer only; elsewhere the earlier treatment is compared. Fires too where
 * the lines overlap but patients had to have had different treatments before.
 */
export const lineOfTherapy: PairRule = {
  id: 'line-of-therapy',
  code: 'C02',
  title: 'Different line of therapy or prior exposure',
  brief: 'different lines of therapy',
  level: 'pair',
  severity: 'major',
  guidance: ['LEE2010', 'ACUMEN'],
  fires: (a, b) => {
    const [one, other] = [exposureOf(a), exposureOf(b)];
    const otherExposure = one !== undefined && other !== undefined && differs(one, other);
    return haveOtherLines(a, b) || otherExposure;
  },
  caveat: (findings) =>
    contrast(
      findings.some((finding) => linesOf(finding).length > 0)
        ? 'Line of therapy or earlier treatment'
        : 'Earlier treatment',
      findings,
      (finding) => stated(finding, writeExposure(finding)),
      '; expected outcomes differ with it',
    ),
  statements: [
    statementOf({
      subject: 'line of therapy',
      applies: isOncology,
      read: ({ trial: { lines } }) => lines && writeLines(lines),
    }),
    {
      ...earlierTreatment,
      isMissing: (a, b, context) =>
        !haveOtherLines(a, b) &&
        (earlierTreatment.isMissing(a, b, context) || [a, b].every(isSilentOnExposure)),
    },
  ],
};

/** In cancer the setting counts within one line only: between lines rule C02 speaks. */
export const setting: PairRule = {
  id: 'setting',
  code: 'C03',
  title: 'Different setting, fitness or severity',
  brief: 'different settings',
  level: 'pair',
  severity: 'major',
  guidance: ['LEE2010'],
  fires: (a, b) => {
    const [one, other] = [a.trial.setting, b.trial.setting];
    if (haveOtherLines(a, b) || one === undefined || other === undefined) return false;
    return normalised(one) !== normalised(other);
  },
  caveat: (findings) =>
    contrast(
      findings.every(isMyeloma) ? 'Fitness, transplant eligibility or setting' : 'The setting',
      findings,
      (finding) => stated(finding, finding.trial.settingLabel ?? finding.trial.setting),
    ),
};

/** Of one label, such as high risk, between trials that both define it. */
export const riskDefinition: PairRule = {
  id: 'risk-definition',
  code: 'C04',
  title: 'Different risk definition under the same label',
  brief: 'different definitions of high risk',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020'],
  fires: ({ trial: { risk: a } }, { trial: { risk: b } }) =>
    a !== undefined && b !== undefined && !differs(a.label, b.label) && differs(a.definition, b.definition),
  caveat: (findings) =>
    contrast(`The definition of ${labelOf(findings)}`, findings, (finding) =>
      stated(finding, finding.trial.risk?.summary ?? finding.trial.risk?.definition),
    ),
  statements: [
    {
      subject: 'definition of risk',
      isMissing: (a, b) =>
        (a.trial.risk === undefined) !== (b.trial.risk === undefined) &&
        !areOtherDiseases(a.trial.disease, b.trial.disease),
      isStated: ({ trial }) => trial.risk !== undefined,
    },
  ],
};

const unselected = /^(?:none|no selection|unselected|all[- ]comers|any)$/;

export const biomarker: PairRule = {
  id: 'biomarker',
  code: 'C47',
  title: 'Different selection by biomarker',
  brief: 'different selection by biomarker',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020', 'GRADE14'],
  ...differingIn(
    {
      subject: 'biomarker selection',
      read: ({ trial }) => trial.biomarker,
      isSame: (a, b) => unselected.test(normalised(a)) && unselected.test(normalised(b)),
      telling: true,
    },
    'Selection by biomarker',
    '; the effect may apply only to those selected',
  ),
};

const nothing = /^(?:none|no background(?: therapy)?|monotherapy)$/;

export const background: PairRule = {
  id: 'background',
  code: 'C48',
  title: 'Different background therapy',
  brief: 'different background therapy',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020'],
  ...differingIn(
    {
      subject: 'background therapy',
      read: ({ trial }) => trial.background,
      isSame: (a, b) => nothing.test(normalised(a)) && nothing.test(normalised(b)),
      telling: true,
    },
    'Background therapy',
    '; it changes how much can be gained',
  ),
};

/** Baseline values of one unit this far apart, as a share of the greater, are other patients. */
const baselineTolerance = 0.03;

export const baseline: PairRule = {
  id: 'baseline',
  code: 'C52',
  title: 'Patients differ at baseline',
  brief: 'different baseline values',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020', 'LEE2010'],
  ...differingIn(
    {
      subject: 'baseline value',
      read: (finding) => finding.baseline,
      isSame: (a, b) => {
        const [one, other] = [a, b].map(valueAndUnit);
        if (!one || !other || one.unit !== other.unit) return false;
        return Math.abs(one.value - other.value) <= baselineTolerance * Math.max(one.value, other.value);
      },
    },
    'The baseline value',
    '; the higher it is, the more it can change',
  ),
};

function valueAndUnit(text: string): { value: number; unit: string } | undefined {
  const number = /-?\d+(?:\.\d+)?/.exec(text)?.[0];
  return number === undefined
    ? undefined
    : { value: Number(number), unit: normalised(text.replace(number, '')) };
}

function linesOf(finding: Finding): Line[] {
  return isOncology(finding) ? (finding.trial.lines ?? []) : [];
}

/** Whether both state lines of therapy, and none in common. */
function haveOtherLines(a: Finding, b: Finding): boolean {
  const [first, second] = [linesOf(a), linesOf(b)];
  if (first.length === 0 || second.length === 0) return false;
  return !first.some((one) => second.some((other) => isSameLine(one, other) || isSameLine(other, one)));
}

function isSameLine(one: Line, other: Line): boolean {
  return one.from === other.from || (one.openEnded && other.from >= one.from);
}

function isPretreated(finding: Finding): boolean {
  return linesOf(finding).some(({ from, openEnded }) => from > 1 || openEnded);
}

/** `none` for trials of untreated patients; undefined where treated ones may enter and nothing is said. */
function exposureOf(finding: Finding): string | undefined {
  const { priorExposure } = finding.trial;
  if (priorExposure !== undefined) return priorExposure;
  return linesOf(finding).length > 0 && !isPretreated(finding) ? 'none' : undefined;
}

function isSilentOnExposure(finding: Finding): boolean {
  return isPretreated(finding) && finding.trial.priorExposure === undefined;
}

function writeExposure(finding: Finding): string | undefined {
  const lines = linesOf(finding);
  const { priorExposure } = finding.trial;
  if (lines.length === 0) return priorExposure;
  if (!isPretreated(finding)) return writeLines(lines);
  return `${writeLines(lines)}, ${priorExposure ?? `earlier treatment ${notStated}`}`;
}

function labelOf(findings: readonly Finding[]): string {
  const label = findings.find(({ trial }) => trial.risk)?.trial.risk?.label ?? 'risk';
  return `“${label}”`;
}
