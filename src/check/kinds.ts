import type { Datum } from '../model/datum.ts';

/** `a hazard ratio`: what an address leads to, in words. */
export function kindOf(datum: Datum): string {
  if (datum.kind === 'sale') return 'a sale';
  const words = datum.value.shape.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
