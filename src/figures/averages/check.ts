import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { checkUnits, findingsOfShape, idsOf, type Resolve } from '../resolve.ts';
import { type AverageFinding, averageShapes } from './request.ts';

export const resolveAverages: Resolve<'averages'> = (fields, keys, check) => {
  const findings = averagesAt(fields.findings, [...keys, 'findings'], check);
  checkUnits(findings, fields.findings ?? [], [...keys, 'findings'], check);
  return { findings, focus: idsOf(averagesAt(fields.focus, [...keys, 'focus'], check)) };
};

function averagesAt(
  addresses: readonly string[] | undefined,
  keys: Key[],
  check: FileCheck,
): AverageFinding[] {
  const found = findingsOfShape(averageShapes, 'averages, event rates and numbers', addresses, keys, check);
  return found as AverageFinding[];
}
