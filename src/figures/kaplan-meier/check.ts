import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import type { Curve, Finding, Trial } from '../../model/trial.ts';
import { suggest } from '../../suggest.ts';
import { findingsOfShape, type Resolve } from '../resolve.ts';

export const resolveKaplanMeier: Resolve<'kaplan-meier'> = (fields, keys, check) => {
  const at = [...keys, 'findings'];
  const findings = findingsOfShape(
    ['median', 'hazardRatio'],
    'medians and hazard ratios',
    fields.findings,
    at,
    check,
  );
  const found = fields.curve === undefined ? undefined : curveAt(fields.curve, [...keys, 'curve'], check);
  if (!found) return undefined;
  const { trial, curve } = found;
  for (const finding of findings) {
    const isOfCurve =
      finding.trial === trial && finding.endpoint.id === curve.endpoint.id && !finding.subgroup;
    const unit = unitOf(finding);
    if (isOfCurve && (unit === undefined || unit === curve.unit)) continue;
    const message = isOfCurve
      ? `‘${finding.id}’ is in ${unit}, the curve in ${curve.unit}`
      : `‘${finding.id}’ is not of ${curve.endpoint.id} in ${trial.name}`;
    const place = check.parsed.placeOf([...at, (fields.findings ?? []).indexOf(finding.id)]);
    check.complain('wrong-kind', message, place);
  }
  const medians = findings.flatMap((one): [string, Finding][] =>
    one.value.shape === 'median' && one.arm ? [[one.arm.id, one]] : [],
  );
  const ratio = findings.find(({ value }) => value.shape === 'hazardRatio');
  return { trial, curve, medians: new Map(medians), ...(ratio && { ratio }) };
};

function unitOf({ value }: Finding): string | undefined {
  return value.shape === 'median' && typeof value.value !== 'string' ? value.value.unit : undefined;
}

function curveAt(address: string, keys: Key[], check: FileCheck): { trial: Trial; curve: Curve } | undefined {
  const [trialId = '', curveId = ''] = address.split('.');
  const trial = check.find('trial', trialId, keys);
  const curve = trial?.curves.find(({ id }) => id === curveId);
  if (!trial || curve) return trial && curve && { trial, curve };
  const known = trial.curves.map(({ id }) => `${trialId}.${id}`);
  return check.complain('unknown-curve', `there is no curve ‘${address}’`, check.parsed.placeOf(keys), {
    hints: known.length > 0 ? suggest(address, known) : [`${trial.name} has no curves:`],
  });
}
