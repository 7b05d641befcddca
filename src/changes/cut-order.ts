import { daysIn, isTimeUnit } from '../notation/times.ts';
import type { DataCut, DataFact } from './snapshot.ts';

/** Name of a cut that a new key or label in the file does not change. */
export function nameOfCut(cut: DataCut | undefined): string {
  if (!cut) return '';
  return cut.followUp === undefined && cut.date === undefined ? cut.id : `${cut.followUp} ${cut.date}`;
}

/** Whether two facts are of one cut. Its follow-up or date may have been given to it since. */
export function isSameCut({ cut: a }: DataFact, { cut: b }: DataFact): boolean {
  return nameOfCut(a) === nameOfCut(b) || (a?.id === b?.id && !isLater(b, a) && !isLater(a, b));
}

/** Whether `one` is told to lie after `other`, by median follow-up or by date. */
export function isLater(one: DataCut | undefined, other: DataCut | undefined): boolean {
  const [days, before] = [daysOf(one?.followUp), daysOf(other?.followUp)];
  if (days !== undefined && before !== undefined && days !== before) return days > before;
  return one?.date !== undefined && other?.date !== undefined && one.date > other.date;
}

function daysOf(followUp: string | undefined): number | undefined {
  const [, value, unit = ''] = /^([\d.]+)\s(\w+)$/.exec(followUp ?? '') ?? [];
  return value === undefined ? undefined : Number(value) * (isTimeUnit(unit) ? daysIn[unit] : Number.NaN);
}

/** `2 weeks`, `10 days`: from one calendar day to a later one; undefined of months and where it takes years. */
export function timeBetween(earlier: string, later: string): string | undefined {
  const days = Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  if (earlier.length < 10 || later.length < 10 || days > 366) return undefined;
  if (days % 7 === 0 && days <= 84) return counted(days / 7, 'week');
  return days <= 84 ? counted(days, 'day') : counted(Math.round(days / daysIn.months), 'month');
}

function counted(count: number, unit: string): string {
  return `${count}\u00a0${unit}${count === 1 ? '' : 's'}`;
}
