import type { Source } from '../model/source.ts';

/** `Sources: 1, 3–5`: reference numbers, rising, runs of three or more joined. */
export function writeReferences(sourceIds: string[], numbers: ReadonlyMap<string, number>): string {
  const sorted = [...new Set(sourceIds.map((id) => numbers.get(id) ?? 0))].sort((a, b) => a - b);
  return `${sorted.length === 1 ? 'Source: ref.' : 'Sources: refs'}\u00a0${writeRuns(sorted)}`;
}

export function writeRuns(sorted: number[]): string {
  const runs: number[][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last && last.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run.map(String))).join(', ');
}

/** `Nature Medicine 2025`, each once, in the order given. */
export function sourceNames(sources: readonly Pick<Source, 'publisher' | 'year' | 'date'>[]): string[] {
  return [
    ...new Set(
      sources.map(({ publisher, year, date }) => [publisher, year ?? date?.slice(0, 4)].join(' ').trim()),
    ),
  ];
}
