/** Kinds of periods that sales are reported for. `year` is a calendar year, `fiscal-year` the company's own. */
export const periodKinds = ['quarter', 'half', 'nine-months', 'fiscal-year', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** When a company's fiscal year begins, and which of the two calendar years it touches gives it its name. */
export interface FiscalYear {
  /** Month, 1 to 12. */
  start: number;
  named: 'start' | 'end';
}

/** A stretch of whole months that sales are reported for. */
export interface Period {
  /** As its author writes it: 2026-Q1, 2025-H1, 2025-9M, FY2025 or 2025. */
  key: string;
  kind: PeriodKind;
  /** In its name. */
  year: number;
  /** Quarter or half of the year, from 1; 1 of what is not numbered. */
  part: number;
  /** First month, counted from January of year 0. */
  start: number;
  /** Length in months. */
  months: number;
  /** Whether its name means other months than the calendar's. */
  isFiscal: boolean;
}

/** What a period is called in YAML. */
export const periodPattern = /^(?:FY\d{4}|\d{4}(?:-(?:Q[1-4]|H[12]|9M))?)$/;

const calendarYear: FiscalYear = { start: 1, named: 'end' };

const lengths: Record<PeriodKind, number> = {
  quarter: 3,
  half: 6,
  'nine-months': 9,
  'fiscal-year': 12,
  year: 12,
};

/** The months that a key of `periodPattern` means where the fiscal year is so. */
export function toPeriod(key: string, fiscal: FiscalYear = calendarYear): Period {
  const [, fy, year = '', part = ''] = /^(FY)?(\d{4})-?(.*)$/.exec(key) ?? [];
  const kind = kindOf(fy, part);
  const number = kind === 'quarter' || kind === 'half' ? Number(part.slice(1)) : 1;
  const ownYear = kind === 'year' ? calendarYear : fiscal;
  const months = lengths[kind];
  return {
    key,
    kind,
    year: Number(year),
    part: number,
    start: startOfYear(Number(year), ownYear) + (number - 1) * months,
    months,
    isFiscal: ownYear.start !== 1,
  };
}

function kindOf(fy: string | undefined, part: string): PeriodKind {
  if (fy !== undefined) return 'fiscal-year';
  if (part.startsWith('Q')) return 'quarter';
  if (part.startsWith('H')) return 'half';
  return part === '9M' ? 'nine-months' : 'year';
}

function startOfYear(year: number, { start, named }: FiscalYear): number {
  return (start > 1 && named === 'end' ? year - 1 : year) * 12 + start - 1;
}

/** The period of the same kind that is so many of its own places later; earlier when negative. */
export function shifted(period: Period, by: number): Period {
  const perYear = period.kind === 'quarter' ? 4 : period.kind === 'half' ? 2 : 1;
  const index = period.year * perYear + period.part - 1 + by;
  const [year, part] = [Math.floor(index / perYear), (((index % perYear) + perYear) % perYear) + 1];
  const written = String(year).padStart(4, '0');
  const key = {
    quarter: `${written}-Q${part}`,
    half: `${written}-H${part}`,
    'nine-months': `${written}-9M`,
    'fiscal-year': `FY${written}`,
    year: written,
  }[period.kind];
  return { ...period, key, year, part, start: period.start + by * (12 / perYear) };
}

/** Periods of one kind from the first to the last, without a gap. */
export function periodsBetween(first: Period, last: Period): Period[] {
  const periods: Period[] = [];
  for (let one = first; one.start <= last.start; one = shifted(one, 1)) periods.push(one);
  return periods;
}

/** Month after a period's last, counted as its start is. */
export function endOf({ start, months }: Period): number {
  return start + months;
}

/** Whether a period lies between two others of its kind, both inclusive. */
export function isWithin(period: Period, { from, to }: { from: Period; to: Period }): boolean {
  return period.kind === from.kind && period.start >= from.start && period.start <= to.start;
}

/** In order of time; of two that begin together the shorter comes first. */
export function inTime(a: Period, b: Period): number {
  return a.start - b.start || a.months - b.months || (a.key < b.key ? -1 : 1);
}
