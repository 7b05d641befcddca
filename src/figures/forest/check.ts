import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { contrastOf, nounOf, ratioShapes, unitOf } from '../../shapes/shapes.ts';
import { findingsOfShape, idsOf, type Resolve } from '../resolve.ts';
import { type ContrastFinding, favouredSide } from './request.ts';

export const resolveForest: Resolve<'forest'> = (fields, keys, check) => {
  const findings = contrastsAt(fields.findings, [...keys, 'findings'], check);
  const focus = contrastsAt(fields.focus, [...keys, 'focus'], check);
  checkLikeness(findings, fields.findings ?? [], keys, check);
  return { findings, focus: idsOf(focus), ...(fields.favours && { favours: fields.favours }) };
};

function contrastsAt(
  addresses: readonly string[] | undefined,
  keys: Key[],
  check: FileCheck,
): ContrastFinding[] {
  const shapes = [...ratioShapes, 'difference'] as const;
  const found = findingsOfShape(shapes, 'ratios and differences of two arms', addresses, keys, check);
  return found as ContrastFinding[];
}

/** One axis shows one measure in one unit, and its sides favour the same arm in every row that says whom they favour. */
function checkLikeness(
  findings: ContrastFinding[],
  addresses: readonly string[],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  const [first] = findings;
  const sided = findings.find(favouredSide);
  for (const finding of findings) {
    if (!first) return;
    const contrary = sided && !isSameSide(finding, sided) ? sided : undefined;
    const other = isSameMeasure(finding, first) ? contrary : first;
    if (!other) continue;
    const place = parsed.placeOf([...keys, 'findings', addresses.indexOf(finding.id)]);
    const name = other === first ? 'the first' : `‘${other.id}’`;
    const related = [
      { message: name, place: parsed.placeOf([...keys, 'findings', addresses.indexOf(other.id)]) },
    ];
    const message = `‘${finding.id}’ is ${describe(finding)}, ${name} is ${describe(other)}`;
    const hints = ['make a separate figure for each'];
    complain('mixed-ratios', message, place, { related, hints });
    return;
  }
}

function isSameMeasure(one: ContrastFinding, other: ContrastFinding): boolean {
  return (
    one.value.shape === other.value.shape &&
    contrastOf(one.value)?.abbreviation === contrastOf(other.value)?.abbreviation &&
    unitOf(one.value) === unitOf(other.value)
  );
}

function isSameSide(one: ContrastFinding, other: ContrastFinding): boolean {
  const [a, b] = [favouredSide(one), favouredSide(other)];
  return a === b || a === undefined || b === undefined;
}

/** `a hazard ratio of a harmful event`, `a difference in points, better when lower`. */
function describe(finding: ContrastFinding): string {
  const { value } = finding;
  const contrast = contrastOf(value);
  const unit = unitOf(value);
  const noun =
    value.shape === 'meanRatio'
      ? `a ${contrast?.abbreviation}`
      : `${nounOf(value.shape).one}${unit ? ` in ${unit}` : ''}`;
  const side = favouredSide(finding);
  if (!side) return noun;
  if (contrast?.compares === 'events')
    return `${noun} of a ${side === 'below' ? 'harmful' : 'beneficial'} event`;
  return `${noun}, better when ${side === 'below' ? 'lower' : 'higher'}`;
}
