import { betterDirection, type Endpoint, eventOf } from '../model/endpoint.ts';
import type { Interval } from '../shapes/shape.ts';

/** An exact fraction; the denominator is positive. */
export interface Rational {
  numerator: bigint;
  denominator: bigint;
}

export const minus = '\u2212';

export function ratio(numerator: number, denominator: number): Rational {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

export function add(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiply(a: Rational, factor: bigint): Rational {
  return { numerator: a.numerator * factor, denominator: a.denominator };
}

export function divide(a: Rational, divisor: bigint): Rational {
  return { numerator: a.numerator, denominator: a.denominator * divisor };
}

/**
 * The decimal that JavaScript prints for a number, taken exactly.
 * Throws RangeError for NaN and infinities.
 */
export function toRational(value: number): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`${value} is not a finite number`);
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const shift = Number(exponent) - fraction.length;
  const scale = 10n ** BigInt(Math.abs(shift));
  return shift >= 0
    ? { numerator: digits * scale, denominator: 1n }
    : { numerator: digits, denominator: scale };
}

/**
 * Rounds half away from zero to a number of decimals (0 or more): the only rounding in the project.
 * A negative result carries U+2212; nothing rounds to minus zero.
 */
export function roundHalfUp({ numerator, denominator }: Rational, decimals: number): string {
  const size = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * size * 10n ** BigInt(decimals) + denominator) / (2n * denominator);
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals > 0 ? `${whole}.${digits.slice(-decimals)}` : whole;
  return numerator < 0n && scaled > 0n ? minus + text : text;
}

/** Per cent of `events` in `of`, which is not 0. */
export function percentOf(events: number, of: number, decimals: number): string {
  return roundHalfUp(ratio(100 * events, of), decimals);
}

export function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** A rounded growth with its sign; “n/a” without a base. */
export function writeSignedPercent(percent: Rational | undefined, decimals = 1): string {
  if (!percent) return 'n/a';
  const rounded = roundHalfUp(percent, decimals);
  return `${percent.numerator > 0n && /[1-9]/.test(rounded) ? '+' : ''}${rounded}%`;
}

export function withThousands(value: number | undefined): string {
  return value === undefined ? '—' : grouped(String(value));
}

/** A decimal's whole part with commas between thousands. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const commas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

/** Patients with the outcome, and all of their arm. */
interface Count {
  events: number;
  of: number;
}

/** Whether more patients with the outcome are good or bad; undefined where nothing says so. */
export function goodOrBad(endpoint: Endpoint): 'good' | 'bad' | undefined {
  const event = eventOf(endpoint, 'riskRatio');
  if (event) return event === 'harmful' ? 'bad' : 'good';
  // A share of a time to an event may be of those with it or of those without.
  if (endpoint.family === 'time-to-event') return undefined;
  const better = betterDirection(endpoint);
  return better && (better === 'higher' ? 'good' : 'bad');
}

/** Whether the first arm has more patients with the outcome than the second, or fewer. */
type Side = 'more' | 'fewer';

/**
 * Number of patients to treat with the first arm instead of the second for one more of them to benefit
 * (NNTB) or be harmed (NNTH), with 95% limits: reciprocals of the difference of risks and of its limits
 * (`limits`, percentage points). Where the limits include no difference, the interval passes through
 * infinity: `NNTB 25 (NNTB 12 to ∞ to NNTH 30)`. Altman, BMJ 1998;317:1309. Numbers for benefit are rounded
 * up and for harm down, so that neither flatters the treatment; where `outcome` is undefined it reads
 * `one more per 25`, rounded up. Undefined without any difference of risks.
 */
export function writeNumberNeeded(
  [first, second]: readonly [Count, Count],
  limits: Interval,
  outcome: 'good' | 'bad' | undefined,
): string | undefined {
  const cross = first.events * second.of - second.events * first.of;
  if (cross === 0) return undefined;
  const name = (side: Side) => nameOf(side, outcome);
  const write = (exact: number, side: Side) => {
    const isHarm = (outcome === 'bad') === (side === 'more') && outcome !== undefined;
    const near = Number(exact.toPrecision(12));
    return String(Math.max(1, isHarm ? Math.floor(near) : Math.ceil(near))).replace(/\B(?=(\d{3})+$)/g, ',');
  };
  const sideOf = (difference: number): Side => (difference > 0 ? 'more' : 'fewer');
  const own = sideOf(cross);
  const estimate = `${name(own)} ${write((first.of * second.of) / Math.abs(cross), own)}`;
  // The end of the interval where the treatment does most comes first.
  const [near, far] = own === 'fewer' ? [limits.low, limits.high] : [limits.high, limits.low];
  const limit = (difference: number, named: boolean) => {
    const side = sideOf(difference);
    return `${named ? `${name(side)} ` : ''}${write(100 / Math.abs(difference), side)}`;
  };
  if (far === 0 || near === 0) return `${estimate} (${limit(near || far, false)} to \u221e)`;
  if (Math.sign(near) === Math.sign(far))
    return `${estimate} (${limit(near, false)} to ${limit(far, false)})`;
  return `${estimate} (${limit(near, true)} to \u221e to ${limit(far, true)})`;
}

function nameOf(side: Side, outcome: 'good' | 'bad' | undefined): string {
  if (outcome === undefined) return `one ${side} per`;
  return (outcome === 'good') === (side === 'more') ? 'NNTB' : 'NNTH';
}
