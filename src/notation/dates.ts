import type { Period, PeriodKind } from '../model/period.ts';

/** Names of the months, January first. */
export const months: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `21 April 2026`; a month alone gives `November 2025`. */
export function writeDate(date: string): string {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1];
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Years up to a day, with the part of its own that had passed: 2025-07-02 is 2025.5. A month alone is its middle. */
export function yearsTo(date: string): number {
  const [year = 0, month = 1, day = 15.5] = date.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const passed = (daysBefore[month - 1] ?? 0) + (isLeap && month > 2 ? 1 : 0) + day - 1;
  return year + passed / (isLeap ? 366 : 365);
}

const namesOfParts = { quarter: 'Q', half: 'H' } as const;

/**
 * `Q1 2026`, `H1 2025`, `nine months of 2025`, `fiscal 2025`, `2025`; with its months where the fiscal year is
 * not the calendar's: `Q1 of fiscal 2025 (Apr–Jun 2024)`.
 */
export function writePeriod(period: Period): string {
  const { kind, year, part, isFiscal } = period;
  const written = String(year).padStart(4, '0');
  const of = isFiscal ? `of fiscal ${written}` : written;
  const months = isFiscal ? ` (${writeMonths(period)})` : '';
  switch (kind) {
    case 'quarter':
    case 'half':
      return `${namesOfParts[kind]}${part} ${of}${months}`;
    case 'nine-months':
      return `nine months ${isFiscal ? of : `of ${of}`}${months}`;
    case 'fiscal-year':
      return `fiscal ${written}${months}`;
    case 'year':
      return written;
  }
}

/** `Apr–Jun 2024`, `Oct 2024–Mar 2025`. */
function writeMonths({ start, months: length }: Period): string {
  const [first, last] = [start, start + length - 1];
  const [from, to] = [first, last].map((month) => months[month % 12]?.slice(0, 3));
  const [fromYear, toYear] = [first, last].map((month) => Math.floor(month / 12));
  return fromYear === toYear ? `${from}–${to} ${toYear}` : `${from} ${fromYear}–${to} ${toYear}`;
}

/** `1Q26`, `1H25`, `9M25`, `FY25`, `2025` for axes; `1Q FY25` where the fiscal year is not the calendar's. */
export function writeShortPeriod({ kind, year, part, isFiscal }: Period): string {
  const written = String(year).padStart(4, '0');
  const of = `${isFiscal ? ' FY' : ''}${written.slice(2)}`;
  switch (kind) {
    case 'quarter':
    case 'half':
      return `${part}${namesOfParts[kind]}${of}`;
    case 'nine-months':
      return `9M${of}`;
    case 'fiscal-year':
      return `FY${written.slice(2)}`;
    case 'year':
      return written;
  }
}

/** What one such period is called in a sentence: `quarter`, `half-year`, `nine months`, `fiscal year`, `year`. */
export const nounOfPeriod: Readonly<Record<PeriodKind, string>> = {
  quarter: 'quarter',
  half: 'half-year',
  'nine-months': 'nine-month period',
  'fiscal-year': 'fiscal year',
  year: 'year',
};

/** Days from one date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
