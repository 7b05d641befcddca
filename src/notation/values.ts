import type { Datum, Show } from '../model/datum.ts';
import type { Bound, Decimal, PValue, Quantity } from '../model/scalars.ts';
import type { Finding, Value, ValueOf } from '../model/trial.ts';
import { writeDate } from './dates.ts';
import { writeSale } from './money.ts';
import { decimalsOf, percentOf, roundHalfUp, toRational, withThousands } from './rounding.ts';
import { join, nbsp, type Written, writePower, written } from './written.ts';

/** Two-sided 95% confidence limits in per cent. */
export interface Interval {
  low: number;
  high: number;
}

/** Intervals that were computed here, by finding id; printed ones stay with the finding. */
export type ComputedIntervals = ReadonlyMap<string, Interval>;

/** Below this many patients a computed percentage prints without decimals (Annals statistical guidance). */
const fewPatients = 200;

export function writeDatum(datum: Datum, show: Show, intervals: ComputedIntervals): Written {
  return datum.kind === 'sale' ? writeSale(datum, show) : writeFinding(datum, show, intervals);
}

export function writeFinding(finding: Finding, show: Show, intervals: ComputedIntervals): Written {
  const { value } = finding;
  if (show === 'threshold' && finding.threshold) return writePower(finding.threshold.exponent);
  if (show === 'full') return writeFull(finding, intervals);
  if (show === 'ci') return written(writeInterval(finding, intervals, true));
  switch (value.shape) {
    case 'proportion':
      return written(writeProportion(finding, value, show, intervals));
    case 'median':
      return written(writeQuantityOr(value.value));
    case 'rate':
      return written(show === 'at' ? writeQuantity(value.at) : `${value.percent.text}%`);
    case 'hazardRatio':
    case 'oddsRatio':
      return written(show === 'p' ? writeP(value.p) : signed(value.value.text));
    case 'difference':
      return written(show === 'p' ? writeP(value.p) : `${signed(value.value.text)}${nbsp}${value.unit}`);
    case 'measure':
      return written(`${signed((value.mean ?? value.median)?.text ?? '—')}${nbsp}${value.unit}`);
    case 'count':
      return written(writeCount(value.value, value.of, show));
    case 'observation':
      return written(writeObserved(value));
    case 'occasion':
      return written(writeOccasion(value));
  }
}

/** Whether a value's interval was computed here (prints with †). */
export function hasComputedInterval(finding: Finding, intervals: ComputedIntervals): boolean {
  return intervals.has(finding.id) && !printedBounds(finding.value);
}

/** Decimals of a percentage of so many patients that was computed here. */
export function decimalsFor(patients: number): number {
  return patients < fewPatients ? 0 : 1;
}

/** The percentage of a proportion without its sign, with the source's decimals when it printed one. */
export function percentText(value: ValueOf<'proportion'>): string {
  if (value.percent) return value.percent.text;
  if (value.events === undefined || !value.of) return '—';
  return percentOf(value.events, value.of, decimalsFor(value.of));
}

export function percentNumber(value: ValueOf<'proportion'>): number {
  if (value.events !== undefined && value.of) return (100 * value.events) / value.of;
  return value.percent?.value ?? Number.NaN;
}

function writeProportion(
  finding: Finding,
  value: ValueOf<'proportion'>,
  show: Show,
  intervals: ComputedIntervals,
): string {
  const about = value.approximate ? 'about ' : '';
  if (show === 'percent') return `${about}${percentText(value)}%`;
  if (show === 'ci-low' || show === 'ci-high')
    return `${limits(finding, intervals)[show === 'ci-low' ? 0 : 1]}%`;
  return writeCount(value.events, value.of, show);
}

function writeCount(events: number | undefined, of: number | undefined, show: Show): string {
  switch (show) {
    case 'n/N':
      return `${withThousands(events)}/${withThousands(of)}`;
    case 'n of N':
      return `${withThousands(events)}${nbsp}of${nbsp}${withThousands(of)}`;
    case 'N':
      return withThousands(of);
    default:
      return withThousands(events);
  }
}

/** Low and high limit as printed, without unit. */
function limits(finding: Finding, intervals: ComputedIntervals): [string, string] {
  const bounds = printedBounds(finding.value);
  if (bounds) return [writeBound(bounds[0]), writeBound(bounds[1])];
  const computed = intervals.get(finding.id);
  if (!computed) return ['—', '—'];
  const decimals = intervalDecimals(finding.value);
  return [roundHalfUp(toRational(computed.low), decimals), roundHalfUp(toRational(computed.high), decimals)];
}

function printedBounds(value: Value): [Bound, Bound] | undefined {
  return 'ci' in value ? value.ci : undefined;
}

/** A computed interval has the decimals of its estimate. */
function intervalDecimals(value: Value): number {
  return value.shape === 'proportion' ? decimalsOf(percentText(value)) : 1;
}

function writeBound(bound: Bound): string {
  if (bound === 'not reached') return 'NR';
  if (bound === 'not estimable') return 'NE';
  return bound === 'not reported' ? '—' : signed(bound.text);
}

/** `27.3–37.1%`: an en dash, or “to” when a limit is negative. */
export function writeInterval(finding: Finding, intervals: ComputedIntervals, unit: boolean): string {
  const [low, high] = limits(finding, intervals);
  const dash = /^\u2212/.test(low) || /^\u2212/.test(high) ? ' to ' : '–';
  const percent = finding.value.shape === 'proportion' || finding.value.shape === 'rate';
  return `${low}${dash}${high}${unit && percent && /\d$/.test(high) ? '%' : ''}`;
}

function writeFull(finding: Finding, intervals: ComputedIntervals): Written {
  const { value } = finding;
  const interval = hasInterval(finding, intervals)
    ? `95%${nbsp}CI${nbsp}${writeInterval(finding, intervals, false)}`
    : '';
  switch (value.shape) {
    case 'proportion':
      return written(
        `${writeCount(value.events, value.of, 'n/N')} (${percentText(value)}%${interval && `; ${interval}`})`,
      );
    case 'rate':
      return written(
        `${value.at.value.text}-${singular(value.at.unit)} ${finding.endpoint.abbreviation ?? finding.endpoint.label}${nbsp}${value.percent.text}%${bracketed(interval)}`,
      );
    case 'hazardRatio':
    case 'oddsRatio':
      return written(
        `${value.shape === 'hazardRatio' ? 'HR' : 'OR'}${nbsp}${value.value.text}${bracketed(interval)}`,
      );
    case 'observation':
      return written(`${writeObserved(value)}${bracketed(value.told ?? '')}`);
    case 'occasion':
      return written(`${writeOccasion(value)}: ${value.told}`);
    default:
      return join(writeFinding(finding, firstShow(value), intervals), bracketed(interval));
  }
}

function hasInterval(finding: Finding, intervals: ComputedIntervals): boolean {
  return printedBounds(finding.value) !== undefined || intervals.has(finding.id);
}

function firstShow(value: Value): Show {
  return value.shape === 'median' ? 'median' : value.shape === 'difference' ? 'difference' : 'average';
}

function bracketed(interval: string): string {
  return interval && ` (${interval})`;
}

function singular(unit: string): string {
  return unit.replace(/s$/, '');
}

export function writeQuantity(quantity: Quantity): string {
  return `${quantity.value.text}${nbsp}${quantity.unit}`;
}

function writeQuantityOr(value: ValueOf<'median'>['value']): string {
  return typeof value === 'string' ? value : writeQuantity(value);
}

function writeP(p: PValue | undefined): string {
  return p ? `p${p.relation}${p.value.text}` : '—';
}

/** With a capital first letter, at the start of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `14.2 months`, `−45%`, `+12%`. */
export function writeObserved({ value, unit }: ValueOf<'observation'>): string {
  return unit === '%' ? signedPercent(value) : `${value.text}${nbsp}${unit}`;
}

/** `20 May 2025`, `January 2027 (estimated)`. */
export function writeOccasion({ date, estimated }: ValueOf<'occasion'>): string {
  return `${writeDate(date)}${estimated ? ' (estimated)' : ''}`;
}

/** A change in per cent with its sign. */
export function signedPercent({ text, value }: Decimal): string {
  return `${value > 0 ? '+' : ''}${signed(text)}%`;
}

function signed(text: string): string {
  return text.replace(/^-/, '\u2212');
}
