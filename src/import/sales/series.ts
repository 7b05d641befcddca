import type { Period } from '../../model/period.ts';
import { endOf, inTime, shifted } from '../../model/period.ts';
import type { Tree } from '../tree.ts';
import type { Coverage } from './coverage.ts';
import { placesOf, unitsApart } from './decimals.ts';
import { amountsOf, type Derived, derive, isSettled, regionsOf } from './derive.ts';
import type { Filing } from './filing.ts';
import type { Fact } from './inline-xbrl.ts';
import { partsApart, type Reading, type Rounded, type Seen, spanKey, total } from './reading.ts';

/** Sales of a product by quarter, as they are written in YAML. */
export interface Series {
  quarters: { [quarter: string]: { [field: string]: Tree } };
  /** Numbers that were taken although filings contradict them. */
  doubts: string[];
}

/** What a filing is cited with. */
export type Cite = (filing: Filing) => Tree;

const roundingNote = 'The parts do not add up because of rounding in the source.';

/** Joins what filings, in order of time, say of a product. Numbers that no quarter needs are listed. */
export function seriesOf(readings: readonly Reading[], cite: Cite, coverage: Coverage): Series {
  const spans = readings.flatMap(({ cells }) => [...cells.values()]);
  for (const { span, amounts } of spans) {
    for (const { fact } of amounts.values())
      coverage.list(fact, span.months === 3 ? 'no total' : 'longer period');
  }
  for (const { growths } of readings)
    for (const { fact } of growths.values()) coverage.list(fact, 'growth without sales');
  const quarters = new Map(
    spans
      .flatMap(({ span: { quarter, months } }) =>
        Array.from({ length: months / 3 }, (_, back) => shifted(quarter, -back)),
      )
      .map((quarter) => [quarter.key, quarter]),
  );
  const series: Series = { quarters: {}, doubts: [] };
  const contradicted = new Set<Fact>();
  for (const quarter of [...quarters.values()].sort(inTime)) {
    const printed = printedQuarter(quarter, readings, cite, coverage, series.doubts);
    const derived = derive(quarter, readings, coverage);
    if (!printed) for (const { fact } of derived?.used ?? []) coverage.take(fact);
    const fields = printed?.fields ?? (derived && derivedFields(quarter, derived, cite, series.doubts));
    if (fields) series.quarters[quarter.key] = fields;
    const whole = derived?.used[0]?.fact;
    if (printed && derived && whole && !contradicted.has(whole)) {
      const doubt = contradiction(quarter, printed.value, derived);
      if (doubt === undefined) continue;
      series.doubts.push(doubt);
      contradicted.add(whole);
    }
  }
  return series;
}

function printedQuarter(
  quarter: Period,
  readings: readonly Reading[],
  cite: Cite,
  coverage: Coverage,
  doubts: string[],
): { value: string; fields: { [field: string]: Tree } } | undefined {
  const key = spanKey(quarter, 3);
  const totals = amountsOf(readings, key, total);
  const [first] = totals;
  if (!first) return undefined;
  const isRestated = !isSettled(totals);
  const whole = isRestated ? (totals.at(-1) as Seen) : finest(totals);
  for (const one of totals) coverage.take(one.fact);
  const notes: string[] = [];
  const parts = new Map<string, Seen>();
  for (const region of regionsOf(readings, key).filter((one) => one !== total)) {
    const seen = amountsOf(readings, key, region);
    const later = isRestated ? seen.filter(({ filing }) => filing === whole.filing) : seen;
    for (const { fact } of seen) coverage.list(fact, 'restated later');
    const [before, part] = [seen[0] as Seen, isSettled(later) ? finest(later) : later.at(-1)];
    if (!part) continue;
    parts.set(region, part);
    for (const one of seen) coverage.take(one.fact);
    if (!isSettled(seen)) notes.push(`${region === 'us' ? 'US' : region} first reported as ${before.value}.`);
  }
  notes.unshift(...rounding(quarter, whole, [...parts.values()], doubts));
  const growth = growthOf(quarter, whole.filing, readings, coverage);
  const filings = isRestated
    ? [first.filing]
    : new Set([whole, ...parts.values(), ...(growth ? [growth] : [])].map(({ filing }) => filing));
  const reported = readings.find(({ filing }) => filing === whole.filing)?.reported;
  const fields = {
    ...(isRestated
      ? {
          original: first.value,
          restated: {
            value: whole.value,
            in: reported && endOf(reported) > endOf(quarter) ? reported.key : whole.filing.id,
            source: cite(whole.filing),
          },
        }
      : { value: whole.value }),
    ...regionFields(new Map([...parts].map(([region, { value }]) => [region, value]))),
    source: sources([...filings], cite),
    ...(growth && { reportedGrowth: growth.value, growthBasis: 'reported' }),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
  return { value: whole.value, fields };
}

function finest(seen: readonly Seen[]): Seen {
  return seen.toSorted((a, b) => b.places - a.places)[0] as Seen;
}

function growthOf(
  { key }: Period,
  filing: Filing,
  readings: readonly Reading[],
  coverage: Coverage,
): Seen | undefined {
  const all = readings.flatMap(({ growths }) => growths.get(key) ?? []);
  const growth = all.find((one) => one.filing === filing) ?? all[0];
  for (const one of all) {
    if (growth && one.value === growth.value) coverage.take(one.fact);
    else coverage.list(one.fact, 'restated later');
  }
  return growth;
}

function derivedFields(quarter: Period, derived: Derived, cite: Cite, doubts: string[]) {
  const { values, filings, formula } = derived;
  const value = values.get(total) as string;
  const parts = [...values].flatMap(([region, one]) =>
    region === total ? [] : [{ value: one, places: placesOf(one) }],
  );
  const [note] = rounding(quarter, { value, places: placesOf(value) }, parts, doubts);
  return {
    value,
    ...regionFields(values),
    source: sources(filings, cite),
    derived: formula,
    ...(note !== undefined && { note }),
  };
}

function regionFields(values: ReadonlyMap<string, string>): { [field: string]: Tree } {
  const others = [...values].filter(([region]) => ![total, 'us', 'international'].includes(region));
  const [us, international] = [values.get('us'), values.get('international')];
  return {
    ...(us !== undefined && { us }),
    ...(international !== undefined && { international }),
    ...(others.length > 0 && { regions: Object.fromEntries(others) }),
  };
}

function sources(filings: readonly Filing[], cite: Cite): Tree {
  const all = filings.map(cite);
  return all.length === 1 ? (all[0] as Tree) : all;
}

/** The note on parts that miss their whole by rounding; a larger gap is a doubt. */
function rounding(quarter: Period, whole: Rounded, parts: readonly Rounded[], doubts: string[]): string[] {
  if (parts.length < 2) return [];
  const apart = partsApart(whole, parts);
  if (apart > parts.length)
    doubts.push(
      `${quarter.key}: the parts ${parts.map(({ value }) => value).join(', ')} do not add up to ${whole.value}`,
    );
  return apart > 0 && apart <= parts.length ? [roundingNote] : [];
}

/** How a longer period contradicts a printed quarter by more than rounding: one of them was restated, or is wrong. */
function contradiction(
  quarter: Period,
  printed: string,
  { values, operands, formula }: Derived,
): string | undefined {
  const value = values.get(total) as string;
  const places = Math.min(placesOf(printed), placesOf(value));
  if (unitsApart(printed, value, places) <= operands + 1) return undefined;
  return `${quarter.key}: ${printed} is printed, but ${formula} is ${value}`;
}
