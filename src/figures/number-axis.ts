import { minus } from '../notation/rounding.ts';

/** Ends and marks of an axis of numbers, in its unit. */
export interface NumberAxis {
  from: number;
  to: number;
  ticks: number[];
  /** Whether equal ratios are equally far apart. */
  logarithmic?: true;
}

/** A mark with U+2212 before a negative number. */
export function writeTick(value: number): string {
  return String(value).replace('-', minus);
}

/** Round marks over a range, about `count` steps, from a mark to a mark. */
export function numberAxis(low: number, high: number, count: number): NumberAxis {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = ([1, 2, 5, 10].find((one) => one * power >= span / count - 1e-9) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { from: ticks[0] as number, to: ticks.at(-1) as number, ticks };
}
