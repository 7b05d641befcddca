import type { DataFact } from '../../changes/snapshot.ts';

/** What sort of value of its subject a fact is: `median`, `at 60 months`, `10⁻⁵`, `Age: 75 years or older`. */
export function qualifiersOf({
  subject,
  about,
  landmark,
  threshold,
  assay,
  subgroup,
  item,
}: DataFact): string[] {
  const isMedian = about.shape === 'median' && !/median/i.test(subject);
  const at = landmark === undefined ? undefined : `at ${landmark}`;
  const all = [isMedian ? 'median' : undefined, at, threshold, assay, subgroup, item];
  return all.filter((one) => one !== undefined);
}
