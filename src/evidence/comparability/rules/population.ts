import type { Line } from '../../../model/scalars.ts';
import type { Finding, Trial } from '../../../model/trial.ts';
import { writeLines } from '../../../notation/lines.ts';
import { differs } from '../inputs.ts';
import type { PairRule } from '../rule.ts';
import { contrast, notStated, stated } from '../wording.ts';

export const disease: PairRule = {
  id: 'disease',
  code: 'C01',
  title: 'Different disease state',
  level: 'pair',
  severity: 'block',
  guidance: ['LEE2010', 'GRADE14'],
  fires: (a, b) => differs(a.trial.disease, b.trial.disease),
  caveat: (findings) =>
    contrast(
      'Disease',
      findings,
      (finding) => stated(finding, finding.trial.disease),
      '; results in different diseases are not on one scale',
    ),
};

/** Fires too where the lines overlap but patients had to have had different treatments before. */
export const lineOfTherapy: PairRule = {
  id: 'line-of-therapy',
  code: 'C02',
  title: 'Different line of therapy or prior exposure',
  level: 'pair',
  severity: 'major',
  guidance: ['LEE2010', 'ACUMEN'],
  fires: ({ trial: a }, { trial: b }) => !linesOverlap(a, b) || differs(exposureOf(a), exposureOf(b)),
  caveat: (findings) =>
    contrast(
      'Line of therapy or earlier treatment',
      findings,
      (finding) => stated(finding, writeExposure(finding.trial)),
      '; expected outcomes differ with it',
    ),
};

export const setting: PairRule = {
  id: 'setting',
  code: 'C03',
  title: 'Different fitness or transplant eligibility',
  level: 'pair',
  severity: 'major',
  guidance: ['LEE2010'],
  fires: ({ trial: a }, { trial: b }) => linesOverlap(a, b) && differs(a.setting, b.setting),
  caveat: (findings) =>
    contrast('Fitness, transplant eligibility or setting', findings, (finding) =>
      stated(finding, finding.trial.settingLabel ?? finding.trial.setting),
    ),
};

/** Where a trial in the same disease gives no definition at all, the other's is not known to be shared. */
export const riskDefinition: PairRule = {
  id: 'risk-definition',
  code: 'C04',
  title: 'Different risk definition under the same label',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020'],
  fires: ({ trial: a }, { trial: b }) => isSameLabel(a, b) && differs(a.risk?.definition, b.risk?.definition),
  caveat: (findings) =>
    contrast(`The meaning of ${labelOf(findings)}`, findings, (finding) =>
      stated(finding, finding.trial.risk?.summary ?? finding.trial.risk?.definition),
    ),
};

function linesOverlap(a: Trial, b: Trial): boolean {
  const { lines: first = [] } = a;
  const { lines: second = [] } = b;
  return first.some((one) => second.some((other) => isSameLine(one, other) || isSameLine(other, one)));
}

function isSameLine(one: Line, other: Line): boolean {
  return one.from === other.from || (one.openEnded && other.from >= one.from);
}

function isPretreated({ lines = [] }: Trial): boolean {
  return lines.some(({ from, openEnded }) => from > 1 || openEnded);
}

/** `none` for trials of untreated patients; undefined where treated ones may enter and nothing is said. */
function exposureOf(trial: Trial): string | undefined {
  return trial.priorExposure ?? (isPretreated(trial) ? undefined : 'none');
}

function writeExposure(trial: Trial): string {
  const lines = writeLines(trial.lines ?? []);
  if (!isPretreated(trial)) return lines;
  return `${lines}, ${trial.priorExposure ?? `earlier treatment ${notStated}`}`;
}

function isSameLabel({ risk: a, disease: first }: Trial, { risk: b, disease: second }: Trial): boolean {
  if (a && b) return !differs(a.label, b.label);
  return (a ?? b) !== undefined && !differs(first, second);
}

function labelOf(findings: readonly Finding[]): string {
  const label = findings.find(({ trial }) => trial.risk)?.trial.risk?.label ?? 'risk';
  return `“${label}”`;
}
