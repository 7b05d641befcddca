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
