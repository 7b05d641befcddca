import { isExhibit } from '../../notation/parts.ts';
import type { Part } from '../comparability/acknowledge.ts';
import { type Caveat, isOfPairs } from '../comparability/verdict.ts';

/**
 * The figure or table under which each caveat is stated in full, for those that need not be said again: it
 * states the same of more trials, or of the same trials and earlier. Blocks are said again under every
 * figure and table.
 */
export function statedElsewhere(parts: readonly Part[]): Map<Caveat, string> {
  const exhibits = parts.filter(({ where }) => isExhibit(where));
  const stated = new Map<Caveat, string>();
  for (const part of parts) {
    for (const caveat of part.verdict.caveats) {
      if (caveat.rule.level === 'gap' || (isExhibit(part.where) && caveat.rule.severity === 'block'))
        continue;
      const home = widest(caveat, part, exhibits);
      if (home) stated.set(caveat, home.where);
    }
  }
  return stated;
}

/** The exhibit that says most of what the caveat says; undefined when the part itself does. */
function widest(caveat: Caveat, part: Part, exhibits: readonly Part[]): Part | undefined {
  const own = subjectsOf(caveat);
  const sizes = exhibits.map((exhibit) => {
    const same = exhibit.verdict.caveats.find(({ rule }) => rule === caveat.rule);
    const subjects = same ? subjectsOf(same) : new Set<string>();
    return own.isSubsetOf(subjects) ? subjects.size : 0;
  });
  const most = Math.max(0, ...sizes);
  const home = most > 0 ? exhibits[sizes.indexOf(most)] : undefined;
  return home === part ? undefined : home;
}

/** The pairs of trials that a caveat is about, or its trials. */
function subjectsOf({ rule, between, trials }: Caveat): Set<string> {
  if (!isOfPairs(rule)) return new Set(trials);
  return new Set(
    between.map((pair) =>
      pair
        .map((address) => address.split('.')[0])
        .toSorted()
        .join(' '),
    ),
  );
}
