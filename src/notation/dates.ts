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
