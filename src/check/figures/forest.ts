import type { Key } from '../../content/parse.ts';
import type { RatioFinding } from '../../model/figures/forest.ts';
import type { FileCheck } from '../file-check.ts';
import { findingsOfShape, idsOf, type Resolve } from './resolve.ts';

export const resolveForest: Resolve<'forest'> = (fields, keys, check) => {
  const findings = ratiosAt(fields.findings, [...keys, 'findings'], check);
  const focus = ratiosAt(fields.focus, [...keys, 'focus'], check);
  checkLikeness(findings, fields.findings ?? [], keys, check);
  return { findings, focus: idsOf(focus), ...(fields.favours && { favours: fields.favours }) };
};

function ratiosAt(addresses: readonly string[] | undefined, keys: Key[], check: FileCheck): RatioFinding[] {
  const shapes = ['hazardRatio', 'oddsRatio'] as const;
  return findingsOfShape(shapes, 'hazard ratios or odds ratios', addresses, keys, check) as RatioFinding[];
}

/** One axis holds ratios of one kind, and its sides favour the same arm in every row. */
function checkLikeness(
  findings: RatioFinding[],
  addresses: readonly string[],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  const [first] = findings;
  for (const finding of findings) {
    if (!first || sideOf(finding) === sideOf(first)) continue;
    const place = parsed.placeOf([...keys, 'findings', addresses.indexOf(finding.id)]);
    const related = [
      { message: 'the first', place: parsed.placeOf([...keys, 'findings', addresses.indexOf(first.id)]) },
    ];
    const message = `‘${finding.id}’ is ${sideOf(finding)}, the first is ${sideOf(first)}`;
    complain('mixed-ratios', message, place, { related });
    return;
  }
}

function sideOf({ value, endpoint }: RatioFinding): string {
  const kind = value.shape === 'hazardRatio' ? 'a hazard ratio' : 'an odds ratio';
  return `${kind} of what is ${endpoint.higherIsBetter ? 'better' : 'worse'} when higher`;
}
