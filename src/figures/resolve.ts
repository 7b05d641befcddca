import type { FileCheck } from '../content/file-check.ts';
import { kindOf } from '../content/names.ts';
import type { Key } from '../content/parse.ts';
import { findingsAt } from '../content/request.ts';
import type { Fields } from '../content/schema.ts';
import type { Finding } from '../model/trial.ts';
import { unitOf, type Value } from '../shapes/shapes.ts';
import type { FigureTexts } from './request.ts';
import type { FigureEntry, FigureKind, FigureRequestOf } from './requests.ts';

/**
 * Looks up what a figure of one kind names: its request without its texts; undefined, having complained,
 * when it cannot be drawn. Some fields may be missing, which is reported elsewhere.
 */
export type Resolve<K extends FigureKind> = (
  fields: Fields<Extract<FigureEntry, { kind: K }>>,
  keys: Key[],
  check: FileCheck,
) => Omit<FigureRequestOf<K>, keyof FigureTexts | 'kind'> | undefined;

/** The findings of some shapes that a list names, having complained of those of another shape. */
export function findingsOfShape(
  shapes: readonly Value['shape'][],
  inWords: string,
  addresses: readonly string[] | undefined,
  keys: Key[],
  check: FileCheck,
): Finding[] {
  return findingsAt(addresses, keys, check).filter((finding) => {
    if (shapes.includes(finding.value.shape)) return true;
    const kind = kindOf(finding);
    const place = check.parsed.placeOf([...keys, (addresses ?? []).indexOf(finding.id)]);
    check.complain('wrong-kind', `‘${finding.id}’ is ${kind}; this figure shows ${inWords}`, place);
    return false;
  });
}

export function idsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ id }) => id));
}

/** Complains of the first finding whose unit is not that of the first: one axis has one unit. */
export function checkUnits(
  findings: readonly Finding[],
  addresses: readonly string[],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  const [first] = findings;
  const other = findings.find(({ value }) => first && unitOf(value) !== unitOf(first.value));
  if (!first || !other) return;
  const placeOf = ({ id }: Finding) => parsed.placeOf([...keys, addresses.indexOf(id)]);
  const message = `‘${other.id}’ is in ${unitOf(other.value)}, the first in ${unitOf(first.value)}`;
  complain('mixed-units', message, placeOf(other), {
    related: [{ message: 'the first', place: placeOf(first) }],
    hints: ['make a separate figure for each'],
  });
}
