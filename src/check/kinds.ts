import type { Datum } from '../model/datum.ts';
import { nounOf } from '../shapes/shapes.ts';

/** `a hazard ratio`: what an address leads to, in words. */
export function kindOf(datum: Datum): string {
  if (datum.kind === 'sale') return 'a sale';
  return nounOf(datum.value.shape).one;
}
