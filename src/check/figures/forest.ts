import type { Key } from '../../content/parse.ts';
import { type Endpoint, eventOf } from '../../model/endpoint.ts';
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

/** One axis holds ratios of one kind, and its sides favour the same arm in every row that says whom they favour. */
function checkLikeness(
  findings: RatioFinding[],
  addresses: readonly string[],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  const [first] = findings;
  for (const finding of findings) {
    if (!first || isAlike(finding, first)) continue;
    const place = parsed.placeOf([...keys, 'findings', addresses.indexOf(finding.id)]);
    const related = [
      { message: 'the first', place: parsed.placeOf([...keys, 'findings', addresses.indexOf(first.id)]) },
    ];
    const message = `‘${finding.id}’ is ${describe(finding)}, the first is ${describe(first)}`;
    complain('mixed-ratios', message, place, { related });
    return;
  }
}

function isAlike(one: RatioFinding, other: RatioFinding): boolean {
  const [a, b] = [eventIn(one), eventIn(other)];
  return one.value.shape === other.value.shape && (a === b || a === undefined || b === undefined);
}

function eventIn({ value, endpoint }: RatioFinding): Endpoint['event'] {
  return eventOf(endpoint, value.shape);
}

function describe(finding: RatioFinding): string {
  const kind = finding.value.shape === 'hazardRatio' ? 'a hazard ratio' : 'an odds ratio';
  const event = eventIn(finding);
  return event ? `${kind} of a ${event} event` : kind;
}
