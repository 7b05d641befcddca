import { endOf, type Period } from '../../model/period.ts';
import type { Product, Sale } from '../../model/product.ts';
import type { Decimal } from '../../model/scalars.ts';
import { nounOfPeriod, writePeriod } from '../../notation/dates.ts';
import {
  decimalsOf,
  grouped,
  minus,
  type Rational,
  roundHalfUp,
  toRational,
} from '../../notation/rounding.ts';
import { regionInProse } from '../../notation/terms.ts';
import { type Growth, growthOf, possibleGrowths } from '../growth.ts';
import {
  addRanges,
  type Flaw,
  isBelow,
  mayBeEqual,
  printedRange,
  type Range,
  type Spot,
  unitOf,
} from './estimate.ts';

/** One amount of a period, and where it is written. */
interface Amount {
  amount: Decimal;
  sale: Sale;
  keys: string[];
}

/** Share of itself by which an amount given as about so much may be off. */
const approximately = 0.005;

type Rounding = Pick<Sale, 'derived' | 'approximate'>;

/**
 * What an amount may have been before rounding: half a unit of its last decimal to either side; a whole one
 * when it is the difference of printed amounts; half a per cent when it is approximate.
 */
function rangeOfAmount(amount: Decimal, { derived, approximate }: Rounding): Range {
  const unit = derived === undefined ? unitOf(amount) / 2 : unitOf(amount);
  const reach = approximate ? Math.max(unit, approximately * Math.abs(amount.value)) : unit;
  return { low: amount.value - reach, high: amount.value + reach };
}

/**
 * Sales by region add up to the whole within a unit of the last decimal for each part, as companies round
 * them; less than the whole only where `rest` explains it. One region alone is not more than the whole.
 */
export function checkSalesParts(product: Product): Flaw[] {
  return product.sales.periods.flatMap((sale) => {
    const { regions, value, period } = sale;
    if (regions.length === 0) return [];
    const whole = rangeOfAmount(value, sale);
    const sum = addRanges(regions.map(({ amount }) => partRange(amount, sale)));
    const isPartial = sale.rest !== undefined || (regions.length === 1 && regions[0]?.keys.length === 1);
    if (mayBeEqual(sum, whole) || (isPartial && (isBelow(sum, whole) || value.value <= 0))) return [];
    const said = listed(regions.map(({ name, amount }) => `${regionInProse(name)} ${write(amount)}`));
    const added = writeSum(regions.map(({ amount }) => amount));
    const verb = regions.length === 1 ? 'is' : 'add up to';
    return [
      {
        severity: 'error',
        message: `${writePeriod(period)}: ${said} ${regions.length === 1 ? `does not agree with the whole, ${write(value)}` : `${verb} ${added}, not ${write(value)}`}`,
        spot: spotOf(sale, sale.valueKeys),
        related: regions.map(({ name, keys }) => ({
          message: regionInProse(name),
          spot: spotOf(sale, keys),
        })),
        ...(isBelow(sum, whole) && {
          hints: ['if a part such as exports is reported separately, say so: rest: exports'],
        }),
      },
    ];
  });
}

function partRange(amount: Decimal, sale: Sale): Range {
  const reach = Math.max(unitOf(amount), sale.approximate ? approximately * Math.abs(amount.value) : 0);
  return { low: amount.value - reach, high: amount.value + reach };
}

/** Shorter periods add up to the longer one that they fill, as a whole and by region, within the rounding of all. */
export function checkSalesYears(product: Product): Flaw[] {
  const { periods } = product.sales;
  return periods.flatMap((whole) => {
    const fillings = fillingsOf(whole.period, periods);
    const names = ['', ...whole.regions.map(({ name }) => name)];
    return names.flatMap((name) => {
      const flaws = fillings.flatMap((parts) => sumFlaw(whole, parts, name));
      return flaws.slice(0, 1);
    });
  });
}

/** The ways in which other periods fill one without a gap; those of the most parts first. */
function fillingsOf(whole: Period, sales: readonly Sale[]): Sale[][] {
  const inside = sales.filter(
    ({ period }) =>
      period.start >= whole.start &&
      endOf(period) <= endOf(whole) &&
      (period.months < whole.months || period.key < whole.key),
  );
  const fill = (from: number): Sale[][] =>
    from === endOf(whole)
      ? [[]]
      : inside
          .filter(({ period }) => period.start === from)
          .flatMap((first) => fill(endOf(first.period)).map((rest) => [first, ...rest]));
  return fill(whole.start).toSorted((a, b) => b.length - a.length);
}

/** Of the first reported values where those are what adds up: a restatement may have reached only some. */
function sumFlaw(whole: Sale, parts: Sale[], region: string): Flaw[] {
  const total = amountsOf(whole, region);
  const own = parts.map((sale) => amountsOf(sale, region));
  const [latest] = total;
  if (!latest || own.some((amounts) => amounts.length === 0)) return [];
  const rangeOf = ({ amount, sale }: Amount) => rangeOfAmount(amount, sale);
  const isSum = (totalRange: Range, choice: Amount[]) =>
    mayBeEqual(addRanges(choice.map(rangeOf)), totalRange);
  const readings = [own.map(first), own.map(last)];
  if (total.some((one) => readings.some((choice) => isSum(rangeOf(one), choice)))) return [];
  const shown = own.map(first);
  const sum = writeSum(shown.map(({ amount }) => amount));
  const where =
    region === '' ? '' : region === 'International' ? ' outside the US' : ` in ${articled(region)}`;
  const what = nounOfParts(parts);
  return [
    {
      severity: 'error',
      message: `the ${what} of ${writePeriod(whole.period)}${where} add up to ${sum}, not ${write(latest.amount)}`,
      spot: spotOf(whole, latest.keys),
      related: shown.map(({ sale, keys }) => ({ message: sale.period.key, spot: spotOf(sale, keys) })),
    },
  ];
}

function first(amounts: Amount[]): Amount {
  return amounts[0] as Amount;
}

function last(amounts: Amount[]): Amount {
  return amounts.at(-1) as Amount;
}

/** The amounts of a period under a region's name, the latest first; of the whole when it is empty. */
function amountsOf(sale: Sale, region: string): Amount[] {
  if (region === '') {
    const { value, original, valueKeys } = sale;
    return [
      { amount: value, sale, keys: valueKeys },
      ...(original ? [{ amount: original, sale, keys: ['original'] }] : []),
    ];
  }
  const part = sale.regions.find(({ name }) => name === region);
  return part ? [{ amount: part.amount, sale, keys: part.keys }] : [];
}

function articled(region: string): string {
  return ['US', 'UK', 'EU'].includes(region) ? `the ${region}` : region;
}

function nounOfParts(parts: Sale[]): string {
  const kinds = new Set(parts.map(({ period }) => period.kind));
  if (kinds.size > 1 || parts.length === 1) return 'parts';
  return kinds.has('quarter') ? 'quarters' : kinds.has('half') ? 'halves' : 'parts';
}

/** By how much an amount may miss a power of ten times its neighbours, as a factor. */
const likeness = { between: 2.5, atEnd: 1.6 };

/**
 * An amount about ten, a hundred or a thousand times the periods of its kind around it, or as small a part of
 * them, was most likely written in another unit or with a slipped decimal point.
 */
export function checkSalesScale(product: Product): Flaw[] {
  const series = Map.groupBy(product.sales.periods, ({ period }) => period.kind);
  return [...series.values()].flatMap((sales) =>
    sales.flatMap((sale, index) => {
      const before = sales.slice(0, index).toReversed();
      const after = sales.slice(index + 1);
      const [neighbours, reach] =
        before[0] && after[0]
          ? [[before[0], after[0]], likeness.between]
          : [(before[0] ? before : after).slice(0, 2), likeness.atEnd];
      const factor = scaleOf(sale, neighbours, reach, before.length === 0);
      if (factor === undefined) return [];
      const [nearest] = neighbours as [Sale];
      const times = factor > 0 ? `${10 ** factor} times` : `a ${10 ** -factor}th of`;
      return [
        {
          severity: 'warning' as const,
          message: `${writePeriod(sale.period)}: ${write(sale.value)} is about ${times} the sales around it`,
          spot: spotOf(sale, sale.valueKeys),
          related: neighbours.map((one) => ({
            message: `${writePeriod(one.period)}: ${write(one.value)}`,
            spot: spotOf(one, one.valueKeys),
          })),
          hints: [`check the unit: amounts in this file are in ${nearest.product.sales.unit}s`],
        },
      ];
    }),
  );
}

/** The power of ten between an amount and all its neighbours, which are alike; none where it may be growth. */
function scaleOf(sale: Sale, neighbours: Sale[], reach: number, isFirst: boolean): number | undefined {
  const signs = new Set([sale, ...neighbours].map(({ value }) => Math.sign(value.value)));
  if (signs.size > 1) return undefined;
  const sizes = neighbours.map(({ value }) => Math.abs(value.value));
  const size = Math.abs(sale.value.value);
  if (size === 0 || sizes.length === 0) return undefined;
  if (Math.max(...sizes) / Math.min(...sizes) > 4) return undefined;
  const middle = Math.sqrt(Math.min(...sizes) * Math.max(...sizes));
  const power = Math.round(Math.log10(size / middle));
  const size10 = Math.abs(power);
  // A launch may begin with a tenth of what follows, and two periods alone may differ tenfold.
  const least = isFirst || sizes.length === 1 ? 2 : 1;
  if (size10 < least || size10 > 3) return undefined;
  const within = size10 === 1 ? Math.min(reach, 1.6) : reach;
  const miss = size / middle / 10 ** power;
  return miss <= within && miss >= 1 / within ? power : undefined;
}

function spotOf(sale: Sale, keys: string[]): Spot {
  return { owner: sale.product.id, keys: ['sales', sale.section, sale.period.key, ...keys] };
}

function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function writeSum(parts: Decimal[]): string {
  const decimals = Math.max(...parts.map(({ text }) => decimalsOf(text)));
  return grouped(roundHalfUp(toRational(parts.reduce((sum, { value }) => sum + value, 0)), decimals));
}

function write({ text }: Decimal): string {
  return grouped(text).replace(/^-/, minus);
}

/** Tenths of a percentage point by which a reported growth may miss the computed one: rule F02. */
const toleranceInTenths = 6n;

/**
 * A growth that is reported in the currency of the sales against the sales of the period and of the same
 * period a year before: rule F02 of the rules, and beyond what the rounding of the sales allows. Nothing
 * without a base, nor for operational growth, which leaves exchange rates out.
 */
export function checkReportedGrowth(product: Product): Flaw[] {
  return product.sales.periods.flatMap((sale) => {
    const growth = growthOf(sale, 'year');
    const base = growth?.base[0];
    if (!sale.reportedGrowth || sale.growthBasis === 'operational' || !growth || !base) return [];
    const reported = sale.reportedGrowth;
    if (possibleGrowths(sale, 'year').some((one) => isNear(reported, one, sale, base))) return [];
    return [mismatch(sale, base, reported, growth)];
  });
}

function isNear(reported: Decimal, growth: Growth, sale: Sale, base: Sale): boolean {
  return !isFar(reported, growth) || mayBeEqual(printedRange(reported), growthRange(growth, sale, base));
}

/** Exact, so that a difference of just 0.6 passes. */
function isFar(reported: Decimal, { percent }: Growth): boolean {
  const stated = toRational(reported.value);
  const difference = stated.numerator * percent.denominator - percent.numerator * stated.denominator;
  const size = difference < 0n ? -difference : difference;
  return 10n * size > toleranceInTenths * stated.denominator * percent.denominator;
}

/** Growth in per cent that the rounding of both amounts leaves open. */
function growthRange(growth: Growth, sale: Sale, base: Sale): Range {
  const now = rangeOfAmount(readingOf(sale, growth.now), sale);
  const before = rangeOfAmount(readingOf(base, growth.before), base);
  if (before.low <= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: 100 * (now.low / before.high - 1), high: 100 * (now.high / before.low - 1) };
}

/** The value of a sale that a growth was computed from. */
function readingOf({ value, original }: Sale, { numerator, denominator }: Rational): Decimal {
  return original && original.value === Number(numerator) / Number(denominator) ? original : value;
}

function mismatch(sale: Sale, base: Sale, reported: Decimal, growth: Growth): Flaw {
  const computed = roundHalfUp(growth.percent, 1);
  return {
    severity: 'error',
    message: `the stated growth of ${reported.text}% does not match the sales, which give ${computed}%`,
    spot: spotAt(sale, 'reportedGrowth'),
    related: [
      {
        message: `the sales of the ${nounOfPeriod[sale.period.kind]}`,
        spot: spotAt(sale, ...sale.valueKeys),
      },
      { message: 'the sales a year before', spot: spotAt(base, ...base.valueKeys) },
    ],
    hints: [
      'compare all three with their sources',
      'if the growth excludes exchange-rate effects, set growthBasis: operational',
    ],
  };
}

/** A reported growth says whether it is in reported currency or operational: rule F01 of the rules. */
export function checkGrowthBasis(product: Product): Flaw[] {
  return product.sales.periods
    .filter(({ reportedGrowth, growthBasis }) => reportedGrowth && !growthBasis)
    .map((sale) => ({
      severity: 'warning',
      message: `the file does not say whether the growth of ${sale.reportedGrowth?.text}% is reported or operational`,
      spot: spotAt(sale, 'reportedGrowth'),
      related: [{ message: 'the sales that grew', spot: spotAt(sale, ...sale.valueKeys) }],
      hints: ['add growthBasis: reported or operational, or not stated if the source does not say'],
    }));
}

function spotAt(sale: Sale, ...keys: string[]): Spot {
  return { owner: sale.product.id, keys: ['sales', sale.section, sale.period.key, ...keys] };
}
