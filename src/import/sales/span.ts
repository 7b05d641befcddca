import { endOf, type FiscalYear, type Period, toPeriod } from '../../model/period.ts';

/** A stretch from the beginning of a fiscal year to the end of one of its quarters, or that quarter alone. */
export interface Span {
  /** Its last quarter: `2025-Q2`. */
  quarter: Period;
  months: 3 | 6 | 9 | 12;
}

/** Days that a stretch of so many months may have: companies with weeks of their own end some days off. */
const days = { 3: [80, 100], 6: [170, 195], 9: [260, 285], 12: [350, 380] } as const;

/**
 * The fiscal quarter, half, nine months or year between two days, by its length and the nearest end of a quarter;
 * undefined when it is none of them.
 */
export function spanOf(start: string | undefined, end: string, fiscal: FiscalYear): Span | undefined {
  if (start === undefined) return undefined;
  const length = dayOf(end) - dayOf(start) + 1;
  const months = ([3, 6, 9, 12] as const).find((one) => length >= days[one][0] && length <= days[one][1]);
  const quarter = quarterEnding(end, fiscal);
  if (months === undefined || !quarter) return undefined;
  return months === 3 || months === quarter.part * 3 ? { quarter, months } : undefined;
}

function dayOf(date: string): number {
  const [year = Number.NaN, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** The fiscal quarter whose last day is nearest to a date; undefined when its year ends in another month. */
function quarterEnding(date: string, fiscal: FiscalYear): Period | undefined {
  const [year = Number.NaN, month = 1, day = 1] = date.split('-').map(Number);
  const end = year * 12 + month - (day > 15 ? 0 : 1);
  const keys = [year - 1, year, year + 1].flatMap((one) =>
    [1, 2, 3, 4].map((part) => `${String(one).padStart(4, '0')}-Q${part}`),
  );
  return keys.map((key) => toPeriod(key, fiscal)).find((one) => endOf(one) === end);
}

/** Month that begins the fiscal year of a company whose year ends on `12/28`, `--12-31` or `December 31`. */
export function fiscalStartOf(yearEnd: string | undefined): number {
  const found = /(\d{1,2})[-/](\d{1,2})\s*$/.exec(yearEnd ?? '');
  const named = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{1,2})/i.exec(yearEnd ?? '');
  const month = found ? Number(found[1]) : named ? monthNumber(named[1] as string) : 12;
  const day = Number(found?.[2] ?? named?.[2] ?? 31);
  const last = day > 15 ? month : month - 1;
  return (((last % 12) + 12) % 12) + 1;
}

function monthNumber(name: string): number {
  return (
    ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
      name.toLowerCase(),
    ) + 1
  );
}
