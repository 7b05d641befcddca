import type { Written } from './written.ts';

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

/** `1,2,9` in a cell of a table, each a link to its source. */
export function writeReferenceCell(sourceIds: string[], numbers: ReadonlyMap<string, number>): Written {
  const sorted = [...new Set(sourceIds.map((id) => numbers.get(id) ?? 0))].sort((a, b) => a - b);
  const links = sorted.map((number) => `<a href="#source-${number}">${number}</a>`);
  return { text: sorted.join(','), html: `<span class="references">${links.join(',')}</span>` };
}
