import type { Key } from '../../content/parse.ts';
import type { RateFinding } from '../../model/figures/landmark.ts';
import type { FileCheck } from '../file-check.ts';
import { findingsOfShape, idsOf, type Resolve } from './resolve.ts';

export const resolveLandmark: Resolve<'landmark'> = (fields, keys, check) => ({
  findings: ratesAt(fields.findings, [...keys, 'findings'], check),
  focus: idsOf(ratesAt(fields.focus, [...keys, 'focus'], check)),
});

function ratesAt(addresses: readonly string[] | undefined, keys: Key[], check: FileCheck): RateFinding[] {
  return findingsOfShape(['rate'], 'rates at set times', addresses, keys, check) as RateFinding[];
}
