import type { Period } from '../../model/period.ts';
import { shifted as shiftedPeriod } from '../../model/period.ts';
import { grouped } from '../../notation/rounding.ts';
import type { Coverage } from './coverage.ts';
import { negated, sumOf } from './decimals.ts';
import type { Filing } from './filing.ts';
import { areSame, type Reading, type Seen, spanKey, total } from './reading.ts';
import type { Span } from './span.ts';

/** A quarter that no filing prints: a longer period less what else is in it. */
export interface Derived {
  /** By region, the worldwide one under `total`. */
  values: Map<string, string>;
  /** One, or the two that together give it. */
  filings: Filing[];
  /** `six months 808 less Q2 439 (US 676 less 358; international 132 less 81)`. */
  formula: string;
  /** How many amounts went into each value. */
  operands: number;
  used: Seen[];
}

type Part = readonly [quarter: number, months: Span['months']];

/** For each quarter of a year the longer periods that it can be the rest of, and what is subtracted. */
const formulas: Readonly<Record<number, readonly (readonly Part[])[]>> = {
  1: [
    [
      [2, 6],
      [2, 3],
    ],
    [
      [3, 9],
      [3, 3],
      [2, 3],
    ],
  ],
  2: [
    [
      [2, 6],
      [1, 3],
    ],
    [
      [3, 9],
      [3, 3],
      [1, 3],
    ],
  ],
  3: [
    [
      [3, 9],
      [2, 6],
    ],
    [
      [3, 9],
      [2, 3],
      [1, 3],
    ],
  ],
  4: [
    [
      [4, 12],
      [3, 9],
    ],
    [
      [4, 12],
      [3, 3],
      [2, 6],
    ],
    [
      [4, 12],
      [3, 3],
      [2, 3],
      [1, 3],
    ],
  ],
};

/** Derives a quarter from one filing or two; undefined where they do not give it, or a later one restates a part. */
export function derive(
  quarter: Period,
  readings: readonly Reading[],
  coverage: Coverage,
): Derived | undefined {
  for (const parts of formulas[quarter.part] ?? []) {
    const keys = parts.map(([part, months]) => ({
      key: spanKey(shiftedPeriod(quarter, part - quarter.part), months),
      name: nameOf(part, months),
    }));
    const amounts = keys.map(({ key }) => amountsOf(readings, key, total));
    if (amounts.some((seen) => seen.length === 0)) continue;
    const restated = amounts.filter((seen) => !isSettled(seen)).flat();
    for (const { fact } of restated) coverage.list(fact, 'restated later');
    if (restated.length > 0) continue;
    const chosen = fromFewest(amounts);
    if (!chosen) continue;
    const filings = chosen.map(({ filing }) => filing);
    const values = new Map<string, string>();
    const terms = new Map<string, string>();
    const used: Seen[] = [];
    for (const region of regionsOf(readings, keys[0]?.key ?? '')) {
      const seen = keys.map(({ key }, index) =>
        amountsOf(readings, key, region).find(({ filing }) => filing === filings[index]),
      );
      if (!seen.every((one) => one !== undefined)) continue;
      if (keys.some(({ key }) => !isSettled(amountsOf(readings, key, region)))) continue;
      const [whole, ...rest] = seen as [Seen, ...Seen[]];
      values.set(region, sumOf([whole.value, ...rest.map(({ value }) => negated(value))]));
      terms.set(region, sentence(seen as Seen[], region === total ? keys.map(({ name }) => name) : []));
      used.push(...(seen as Seen[]));
    }
    return {
      values,
      filings: [...new Set(filings)],
      formula: formulaOf(terms),
      operands: parts.length,
      used,
    };
  }
  return undefined;
}

/** What filings say of a period and region, in their order. */
export function amountsOf(readings: readonly Reading[], key: string, region: string): Seen[] {
  return readings.flatMap(({ cells }) => cells.get(key)?.amounts.get(region) ?? []);
}

/** Regions of a period, the worldwide total first. */
export function regionsOf(readings: readonly Reading[], key: string): string[] {
  const found = new Set(readings.flatMap(({ cells }) => [...(cells.get(key)?.amounts.keys() ?? [])]));
  return [...new Set([total, 'us', 'international', ...[...found].sort()])].filter((one) => found.has(one));
}

/** Whether all filings agree. */
export function isSettled(seen: readonly Seen[]): boolean {
  const [first] = seen;
  return first === undefined || seen.every((one) => areSame(first, one));
}

/** One amount of each period from as few filings as possible; undefined where more than two would be needed. */
function fromFewest(amounts: readonly Seen[][]): Seen[] | undefined {
  const [wholes = [], ...rest] = amounts;
  const choices = wholes.map((whole) => [
    whole,
    ...rest.map((seen) => seen.find(({ filing }) => filing === whole.filing) ?? (seen[0] as Seen)),
  ]);
  const filingsIn = (choice: readonly Seen[]) => new Set(choice.map(({ filing }) => filing)).size;
  const [best] = choices.toSorted((a, b) => filingsIn(a) - filingsIn(b));
  return best && filingsIn(best) <= 2 ? best : undefined;
}

function nameOf(part: number, months: Span['months']): string {
  return { 3: `Q${part}`, 6: 'six months', 9: 'nine months', 12: 'full year' }[months];
}

function sentence(seen: readonly Seen[], names: readonly string[]): string {
  const [whole, ...rest] = seen.map(({ value }, index) => `${names[index] ?? ''} ${grouped(value)}`.trim());
  return `${whole} less ${rest.join(' and ')}`;
}

function formulaOf(terms: ReadonlyMap<string, string>): string {
  const regions = [...terms].filter(([region]) => region !== total);
  const inside = regions.map(([region, words]) => `${region === 'us' ? 'US' : region} ${words}`).join('; ');
  return `${terms.get(total)}${inside === '' ? '' : ` (${inside})`}`;
}
