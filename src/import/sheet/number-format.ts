/** Formats that a workbook refers to by number only. */
const builtIn: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
};

/** First and last number of the formats of days and times, by the language of the spreadsheet. */
const dates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** The format with a number below 164. */
export function builtInFormat(id: number): string {
  return dates.some(([from, to]) => id >= from && id <= to) ? 'yyyy-mm-dd' : (builtIn[id] ?? 'General');
}

/** Whether a number in this format is a day or a time. */
export function isDateFormat(format: string): boolean {
  const [first = ''] = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';');
  return !/^general$/i.test(first) && /[dmyhs]/i.test(first);
}

/**
 * A stored number as its author wrote it: `0.5` in the format `0.00` is `0.50`. Digits that the format hides are
 * kept; those beyond the fifteenth, which arithmetic leaves behind, are not.
 */
export function writeStored(stored: string, format: string): string {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return stored;
  const [, , zeros = '', percent = ''] = /^([#,]*0)(?:\.(0+))?(%?)$/.exec(format.split(';')[0] ?? '') ?? [];
  const written = plain(Number((percent ? number * 100 : number).toPrecision(15)));
  const [whole = '', decimals = ''] = written.split('.');
  const padded = decimals.padEnd(zeros.length, '0');
  return `${whole}${padded === '' ? '' : `.${padded}`}${percent}`;
}

/** Without an exponent as far as there are digits for it. */
function plain(number: number): string {
  const written = String(number);
  return written.includes('e-') ? number.toFixed(20).replace(/0+$/, '') : written;
}
