/** Px between the middles of symbols that do not cover each other. */
const APART = 10.5;

/**
 * How far below its bar’s middle each symbol stands, in px: none, unless symbols at such times would cover
 * each other. Those stand one above the other, each at its own time. `xs` in rising order.
 */
export function swarm(xs: readonly number[]): number[] {
  return clustersOf(xs).flatMap((cluster) => {
    const levels = levelsOf(cluster);
    const middle = Math.max(...levels) / 2;
    return levels.map((level) => (level - middle) * APART);
  });
}

/** Runs of neighbours that are too close to each other. */
function clustersOf(xs: readonly number[]): number[][] {
  const clusters: number[][] = [];
  for (const x of xs) {
    const last = clusters.at(-1);
    if (last && x - (last.at(-1) as number) < APART) last.push(x);
    else clusters.push([x]);
  }
  return clusters;
}

/** The first level on which each has room. */
function levelsOf(cluster: readonly number[]): number[] {
  const ends: number[] = [];
  return cluster.map((x) => {
    const free = ends.findIndex((end) => x - end >= APART);
    const level = free < 0 ? ends.length : free;
    ends[level] = x;
    return level;
  });
}
