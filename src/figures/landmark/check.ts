import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { findingsOfShape, idsOf, type Resolve } from '../resolve.ts';
import type { RateFinding } from './request.ts';

export const resolveLandmark: Resolve<'landmark'> = (fields, keys, check) => ({
  findings: ratesAt(fields.findings, [...keys, 'findings'], check),
  focus: idsOf(ratesAt(fields.focus, [...keys, 'focus'], check)),
});

function ratesAt(addresses: readonly string[] | undefined, keys: Key[], check: FileCheck): RateFinding[] {
  return findingsOfShape(['rate'], 'rates at set times', addresses, keys, check) as RateFinding[];
}
