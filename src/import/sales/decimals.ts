/** Exact arithmetic on plain decimals such as `-12.50`, each written with the decimals that it has. */

interface Exact {
  units: bigint;
  places: number;
}

function toExact(text: string): Exact {
  const places = placesOf(text);
  return { units: BigInt(text.replace('.', '')), places };
}

function write({ units, places }: Exact): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = units < 0n ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
}

/** Digits after the point. */
export function placesOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function scaledTo(places: number, text: string): bigint {
  const one = toExact(text);
  return one.units * 10n ** BigInt(places - one.places);
}

/** The sum, with as many decimals as the part that has most of them. */
export function sumOf(parts: readonly string[]): string {
  const places = Math.max(0, ...parts.map(placesOf));
  return write({ units: parts.reduce((sum, part) => sum + scaledTo(places, part), 0n), places });
}

export function negated(text: string): string {
  const { units, places } = toExact(text);
  return write({ units: -units, places });
}

/** By how many units of the coarsest decimal two numbers differ, without a sign. */
export function unitsApart(one: string, other: string, places: number): number {
  const fine = Math.max(placesOf(one), placesOf(other), places, 0);
  const gap = scaledTo(fine, one) - scaledTo(fine, other);
  return Number(gap < 0n ? -gap : gap) / 10 ** (fine - places);
}

/** The number times a power of ten, with at most `places` decimals as long as only zeros are cut. */
export function shifted(text: string, power: number, places: number): string {
  const one = toExact(text);
  const moved =
    power >= one.places
      ? { units: one.units * 10n ** BigInt(power - one.places), places: 0 }
      : { units: one.units, places: one.places - power };
  let { units, places: left } = moved;
  while (left > places && left > 0 && units % 10n === 0n) [units, left] = [units / 10n, left - 1];
  return write({ units, places: left });
}
