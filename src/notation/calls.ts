import type { Sale } from '../model/product.ts';
import type { Call, Span } from '../model/prose.ts';
import type { Finding } from '../model/trial.ts';
import { decimalsOf, type Rational, roundHalfUp, toRational, writeSignedPercent } from './rounding.ts';
import { type ComputedIntervals, percentText, writeDatum } from './values.ts';
import { nbsp, type Written, written } from './written.ts';

/** Results of arithmetic that writing needs. */
export interface Computed {
  intervals: ComputedIntervals;
  /** By `growthKey`; undefined when the base is missing. */
  growths: ReadonlyMap<
    string,
    { percent: Rational; now: Rational; before: Rational; base: string[] } | undefined
  >;
}

export function growthKey(sale: Sale, over: Span): string {
  return `${sale.id} over ${over}`;
}

/** Text of an expression that prints a number. */
export function writeNumber(
  call: Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>,
  computed: Computed,
): Written {
  switch (call.name) {
    case 'value':
      return writeDatum(call.datum, call.show, computed.intervals);
    case 'range':
      return written(writeRange(call.findings));
    case 'gap':
      return written(writeGap(call.from, call.to));
    case 'growth':
      return written(writeSignedPercent(computed.growths.get(growthKey(call.sale, call.over))?.percent));
  }
}

function writeRange(findings: Finding[]): string {
  const sorted = findings.toSorted((a, b) => Number(numeral(a)) - Number(numeral(b)));
  const [low, high] = [sorted[0], sorted.at(-1)].map((finding) => (finding ? numeral(finding) : ''));
  return `${low}–${high}${unitOf(sorted[0] as Finding)}`;
}

/** Difference `from` − `to`, with the decimals of the coarser value; percentage points for per cents. */
function writeGap(from: Finding, to: Finding): string {
  const [a, b] = [numeral(from), numeral(to)];
  const decimals = Math.min(decimalsOf(a), decimalsOf(b));
  const scale = 10 ** Math.max(decimalsOf(a), decimalsOf(b));
  const difference = (Math.round(Number(a) * scale) - Math.round(Number(b) * scale)) / scale;
  const unit = unitOf(from) === '%' ? `${nbsp}percentage points` : unitOf(from);
  return `${roundHalfUp(toRational(difference), decimals)}${unit}`;
}

function numeral({ value }: Finding): string {
  if (value.shape === 'proportion') return percentText(value);
  if (value.shape === 'rate') return value.percent.text;
  return value.shape === 'median' && typeof value.value !== 'string' ? value.value.value.text : '';
}

function unitOf({ value }: Finding): string {
  return value.shape === 'median' && typeof value.value !== 'string' ? `${nbsp}${value.value.unit}` : '%';
}
