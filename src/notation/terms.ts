import type { Quantity, TimeUnit } from '../model/scalars.ts';
import type { Source } from '../model/source.ts';
import type { Trial } from '../model/trial.ts';

const populationWords: Record<string, string> = {
  itt: 'intention to treat',
  mitt: 'modified intention to treat',
  'full analysis': 'full analysis set',
  'per protocol': 'per-protocol set',
  safety: 'safety set',
  evaluable: 'evaluable patients',
};

/** A population as readers know it. */
export function writePopulation(population: string): string {
  return populationWords[population] ?? population;
}

const words: Partial<Record<Trial['design'], string>> = {
  crossover: 'randomised crossover',
  cluster: 'cluster-randomised',
};

/** `phase 3, randomised, double-blind`; a trial without a phase by its design alone. */
export function writeDesign({ phase, design, masking }: Pick<Trial, 'phase' | 'design' | 'masking'>): string {
  return [phase !== 'not applicable' && `phase ${phase}`, words[design] ?? design, masking]
    .filter(Boolean)
    .join(', ');
}

const abbreviations = new Set(['us', 'eu', 'uk', 'usa', 'emea', 'apac', 'latam', 'row', 'mena', 'uae']);

/** A region as printed: `rest-of-world` gives Rest of world, `us` US; a name with capitals stays as it is. */
export function regionName(key: string): string {
  if (abbreviations.has(key)) return key === 'row' ? 'Rest of world' : key.toUpperCase();
  if (/\p{Lu}/u.test(key)) return key;
  const spaced = key.replace(/[-_]/g, ' ');
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

/** A region within a sentence: `international`, but US and Rest of world as printed. */
export function regionInProse(name: string): string {
  return name === 'International' ? 'international' : name;
}

/** A moment that a clock gave, in milliseconds since 1970. */
export function toDate(at: number): Date {
  return new Date(at);
}

/** `2026-04-21T09:30:00Z`. */
export function writeTime(at: number): string {
  return `${toDate(at).toISOString().slice(0, 19)}Z`;
}

/** Mean lengths in days; a year is 365.25 days and has 12 months. */
export const daysIn: Record<TimeUnit, number> = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 };

export function isTimeUnit(unit: string): unit is TimeUnit {
  return unit in daysIn;
}

/** `value` of a unit of time, in months. */
export function inMonths(value: number, unit: TimeUnit): number {
  return value * (daysIn[unit] / daysIn.months);
}

export function toMonths({ value, unit }: Quantity): number {
  return inMonths(value.value, unit);
}

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
