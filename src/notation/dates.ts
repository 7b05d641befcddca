const months = [
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

/** `Q1 2026` for prose. */
export function writeQuarter(quarter: string): string {
  const [year, q] = quarter.split('-');
  return `${q} ${year}`;
}

/** `1Q26` for axes. */
export function writeShortQuarter(quarter: string): string {
  const [year = '', q = ''] = quarter.split('-Q');
  return `${q}Q${year.slice(2)}`;
}

/** Quarters counted from year 0, so that neighbours differ by 1. */
export function quarterIndex(quarter: string): number {
  const [year, q] = quarter.split('-Q').map(Number) as [number, number];
  return year * 4 + q - 1;
}

export function quarterAt(index: number): string {
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}
