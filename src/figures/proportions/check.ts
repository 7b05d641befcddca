import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { findingsOfShape, idsOf, type Resolve } from '../resolve.ts';

export const resolveProportions: Resolve<'proportions'> = (fields, keys, check) => ({
  findings: proportionsAt(fields.findings, [...keys, 'findings'], check),
  focus: idsOf(proportionsAt(fields.focus, [...keys, 'focus'], check)),
});

function proportionsAt(addresses: readonly string[] | undefined, keys: Key[], check: FileCheck) {
  return findingsOfShape(['proportion'], 'proportions', addresses, keys, check);
}
