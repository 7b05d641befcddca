import { z } from 'zod';
import { type Bound, interval, level, text } from '../model/scalars.ts';
import { decimalsOf, grouped, minus, roundHalfUp, toRational } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import type { Fault, Interval, Setting } from './shape.ts';

/** The fields of an interval, for the schemas of shapes that have one. */
export const intervalFields = {
  /** Confidence limits in the unit of the estimate; `unbounded` for the open end of a one-sided interval. */
  ci: interval.optional(),
  /** Confidence level in per cent; 95 when left out. */
  level: level.optional(),
  /** How the source computed it: exact, Wilson, bootstrap. */
  method: text.optional(),
};

const fields = z.strictObject(intervalFields);
export type Limits = z.infer<typeof fields>;

export function levelOf({ level: given }: Limits): number {
  return given?.value ?? 95;
}

function isOneSided({ ci }: Limits): boolean {
  return ci?.includes('unbounded') === true;
}

/** `95% CI`, `one-sided 97.5% CI`. */
export function writeLevel(limits: Limits): string {
  const label = `${limits.level?.text ?? '95'}%${nbsp}CI`;
  return isOneSided(limits) ? `one-sided ${label}` : label;
}

/** `−1,234.5` of `-1234.5`: U+2212 instead of a hyphen, and commas between thousands. */
export function signed(text: string): string {
  return grouped(text.replace(/^-/, minus));
}

export function writeBound(bound: Bound): string {
  switch (bound) {
    case 'not reached':
      return 'NR';
    case 'not estimable':
      return 'NE';
    case 'not reported':
    case 'unbounded':
      return '—';
    default:
      return signed(bound.text);
  }
}

/** Low and high limit as printed or computed here, without unit; computed ones with `decimals`. */
export function writeLimits(
  limits: Limits,
  computed: Interval | undefined,
  decimals = 1,
): [string, string] | undefined {
  if (limits.ci) return [writeBound(limits.ci[0]), writeBound(limits.ci[1])];
  if (!computed) return undefined;
  const write = (limit: number) => grouped(roundHalfUp(toRational(limit), decimals));
  return [write(computed.low), write(computed.high)];
}

/**
 * Decimals for limits that were computed here: those of the estimate, or where the two limits would print
 * alike, enough for two significant digits of their distance.
 */
export function decimalsOfComputed(estimate: string, computed: Interval | undefined): number {
  const usual = decimalsOf(estimate);
  const width = computed ? computed.high - computed.low : 0;
  return width > 0 && width < 10 ** -usual ? 1 - Math.floor(Math.log10(width)) : usual;
}

/** `27.3–37.1`, `−3.1 to 0.4`, `up to 1.31`; `unit` follows a limit that is a number. */
export function writeRange(
  limits: Limits,
  computed: Interval | undefined,
  { decimals = 1, unit = '' }: { decimals?: number; unit?: string } = {},
): string | undefined {
  const both = writeLimits(limits, computed, decimals);
  if (!both) return undefined;
  const [low, high] = both;
  const end = /\d/.test(high) ? `${high}${unit}` : high;
  if (limits.ci?.[0] === 'unbounded') return `up to ${end}`;
  if (limits.ci?.[1] === 'unbounded') return `from ${low}${unit}`;
  const dash = low.startsWith(minus) || high.startsWith(minus) ? ' to ' : '–';
  return `${low}${dash}${end}`;
}

/** `95% CI 27.3–37.1`, or nothing where there is no interval. */
export function writeWithLevel(limits: Limits, { computed }: Setting, decimals?: number): string {
  const range = writeRange(limits, computed, decimals === undefined ? {} : { decimals });
  return range === undefined ? '' : `${writeLevel(limits)}${nbsp}${range}`;
}

/** The printed interval for the record of an edition's data, where there is one. */
export function intervalFact(limits: Limits): Record<string, string> {
  const interval = writeWithLevel(limits, { endpoint: '' });
  return interval === '' ? {} : { interval };
}

/** ` (95% CI 27.3–37.1; p<0.001)`: what there is, in brackets. */
export function bracketed(...parts: (string | undefined)[]): string {
  const said = parts.filter(Boolean).join('; ');
  return said && ` (${said})`;
}

/** Faults of an interval and of its estimate, which belongs between the limits. */
export function intervalFaults(
  limits: Limits,
  estimate: { text: string; value: number; field: string } | undefined,
): Fault[] {
  const { ci } = limits;
  if (!ci) {
    return limits.level
      ? [{ code: 'missing-field', message: 'level: belongs to an interval; give ci: too', at: ['level'] }]
      : [];
  }
  if (ci.every((bound) => bound === 'unbounded')) {
    return [{ code: 'missing-field', message: 'an interval needs at least one limit', at: ['ci'] }];
  }
  const [low, high] = ci.map(numberOf);
  if (low !== undefined && high !== undefined && low > high) {
    return [
      {
        code: 'interval-reversed',
        message: `the interval begins at ${low} and ends at ${high}`,
        at: ['ci', 0],
        related: [{ message: 'the upper limit', at: ['ci', 1] }],
      },
    ];
  }
  const outside =
    estimate &&
    ((low !== undefined && estimate.value < low) || (high !== undefined && estimate.value > high));
  if (!outside) return [];
  return [
    {
      code: 'estimate-outside-interval',
      message: `the estimate ${estimate.text} lies outside its interval`,
      at: [estimate.field],
      related: [{ message: 'the interval', at: ['ci'] }],
    },
  ];
}

/** Limits of a percentage are percentages; limits of a ratio are greater than 0. */
export function limitFaults({ ci }: Limits, isSound: (value: number) => boolean, expected: string): Fault[] {
  return (ci ?? []).flatMap((limit, index) =>
    typeof limit === 'string' || isSound(limit.value)
      ? []
      : [
          {
            code: 'out-of-range',
            message: `‘${limit.text}’: expected ${expected}`,
            at: ['ci', index],
          },
        ],
  );
}

export function numberOf(bound: Bound): number | undefined {
  return typeof bound === 'string' ? undefined : bound.value;
}
