import type { FiscalYear, Period } from '../../model/period.ts';
import { asSlug } from '../../model/slug.ts';
import type { Coverage, Reason } from './coverage.ts';
import { placesOf, shifted, sumOf, unitsApart } from './decimals.ts';
import { type Filing, foldedName, kindOf, type Line, regionMemberOf } from './filing.ts';
import type { Fact } from './inline-xbrl.ts';
import { nameOfMember } from './match.ts';
import { type Span, spanOf } from './span.ts';

/** How a product's sales are written. */
export interface Terms {
  currency: string;
  /** Power of ten of their unit: 6 where it is million. */
  power: number;
  fiscal: FiscalYear;
}

/** A number and how exact it is. */
export interface Rounded {
  value: string;
  /** Decimals that are exact; negative where it is rounded to tens or more. */
  places: number;
}

/** One amount of a filing, in the unit of the product. */
export interface Seen extends Rounded {
  filing: Filing;
  fact: Fact;
}

/** Amounts of one period by region; the worldwide one is under `total`. */
interface Cell {
  span: Span;
  amounts: Map<string, Seen>;
}

/** What one filing says of a product. */
export interface Reading {
  filing: Filing;
  /** Last quarter of the period that it reports on. */
  reported?: Period;
  /** By the keys of `spanKey`. */
  cells: Map<string, Cell>;
  /** Growth on the year before, in per cent, by quarter. */
  growths: Map<string, Seen>;
}

export const total = 'total';

export function spanKey(quarter: Period, months: Span['months']): string {
  return `${quarter.key}/${months}`;
}

/** Reads the line of a product; numbers that cannot be taken are listed. */
export function readLine(line: Line, filing: Filing, terms: Terms, coverage: Coverage): Reading {
  const reported = spanOf(filing.start, filing.end, terms.fiscal)?.quarter;
  const reading: Reading = { filing, ...(reported && { reported }), cells: new Map(), growths: new Map() };
  const sound = line.facts.flatMap((fact) => {
    const found = placed(fact, terms);
    if (typeof found !== 'string') return [{ fact, ...found }];
    coverage.list(fact, found);
    return [];
  });
  for (const same of Map.groupBy(sound, ({ key }) => key).values()) {
    const { span, region } = same[0] as (typeof same)[number];
    const chosen = chooseOne(
      same.map(({ fact }) => fact),
      coverage,
    );
    if (!chosen) continue;
    if (kindOf(chosen) === 'growth') {
      reading.growths.set(span.quarter.key, seenIn(chosen, filing, -2));
      continue;
    }
    const key = spanKey(span.quarter, span.months);
    const cell = reading.cells.get(key) ?? { span, amounts: new Map() };
    cell.amounts.set(region, seenIn(chosen, filing, terms.power));
    reading.cells.set(key, cell);
  }
  for (const { amounts } of reading.cells.values()) dropInnerRegions(amounts, coverage);
  return reading;
}

interface Placed {
  /** The same of all facts that say the same thing. */
  key: string;
  span: Span;
  region: string;
}

function placed(fact: Fact, { currency, fiscal }: Terms): Placed | Reason {
  const kind = kindOf(fact);
  const region = regionOf(regionMemberOf(fact));
  if (fact.isDash) return 'dash';
  if (fact.number === undefined) return 'not a number';
  if (kind !== 'growth' && fact.unit !== `iso4217:${currency}`) return 'other currency';
  const span = spanOf(fact.start, fact.end, fiscal);
  if (!span) return 'period unknown';
  if (kind === 'growth' && region !== total) return 'growth of a region';
  if (kind === 'growth' && span.months !== 3) return 'growth of a longer period';
  const what = kind === 'growth' ? 'growth' : 'amount';
  return { key: `${what} ${spanKey(span.quarter, span.months)} ${region}`, span, region };
}

function regionOf(member: string | undefined): string {
  if (member === undefined) return total;
  const folded = foldedName(member);
  if (folded === 'us') return 'us';
  if (folded === 'nonus' || folded === 'international') return 'international';
  if (folded.endsWith('exports')) return 'exports';
  return member.startsWith('country:') ? foldedName(member).toUpperCase() : asSlug(nameOfMember(member));
}

function seenIn(fact: Fact, filing: Filing, power: number): Seen {
  return { filing, fact, ...roundedIn(fact, power) };
}

/** A number in units of a power of ten. */
function roundedIn(fact: Fact, power: number): Rounded {
  const places = fact.decimals + power;
  const shift = fact.scale - power;
  const most = Number.isFinite(places) ? Math.max(0, places) : shift < 0 ? 0 : Number.POSITIVE_INFINITY;
  const value = shifted(fact.number as string, shift, most);
  return { value, places: Number.isFinite(places) ? places : placesOf(value) };
}

/** Whether two amounts may be the same number, one of them rounded. */
export function areSame(one: Rounded, other: Rounded): boolean {
  return unitsApart(one.value, other.value, Math.min(one.places, other.places)) <= 0.5;
}

/** Of facts about the same amount the most exact one of the concept that includes the others. */
function chooseOne(facts: readonly Fact[], coverage: Coverage): Fact | undefined {
  const concepts = [...Map.groupBy(facts, ({ concept }) => concept).values()];
  const finest = concepts.flatMap((same) => {
    const [best, ...rest] = same.toSorted((a, b) => b.decimals - a.decimals) as [Fact, ...Fact[]];
    if (rest.every((one) => areSame(plain(best), plain(one)))) {
      for (const one of rest) coverage.list(one, 'repeated');
      return [best];
    }
    for (const one of same) coverage.list(one, 'contradicts itself');
    return [];
  });
  const [largest, ...others] = finest.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  if (!largest) return undefined;
  if (finest.length < concepts.length || (others.length > 0 && kindOf(largest) === 'second revenue')) {
    for (const one of finest) coverage.list(one, 'contradicts itself');
    return undefined;
  }
  for (const one of others)
    coverage.list(one, areSame(plain(largest), plain(one)) ? 'repeated' : 'part of the total');
  return largest;
}

function plain(fact: Fact): Rounded {
  return roundedIn(fact, 0);
}

function sizeOf({ number, scale }: Fact): number {
  return Number(number) * 10 ** scale;
}

/** Regions beside the main ones are a part of these where the main ones alone are the total. */
function dropInnerRegions(amounts: Map<string, Seen>, coverage: Coverage): void {
  const main = ['us', 'international', 'exports'].flatMap((region) => amounts.get(region) ?? []);
  const whole = amounts.get(total);
  if (!whole || main.length < 2 || partsApart(whole, main) > main.length) return;
  for (const [region, { fact }] of amounts) {
    if ([total, 'us', 'international', 'exports'].includes(region)) continue;
    coverage.list(fact, 'part of a region');
    amounts.delete(region);
  }
}

/** By how many units of the last exact decimal some parts miss their whole. */
export function partsApart(whole: Rounded, parts: readonly Rounded[]): number {
  const places = Math.min(whole.places, ...parts.map((part) => part.places));
  return unitsApart(sumOf(parts.map(({ value }) => value)), whole.value, places);
}
