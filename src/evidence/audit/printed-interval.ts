import type { Decimal } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { decimalsOf, roundHalfUp, toRational } from '../../notation/rounding.ts';
import { levelOf } from '../../shapes/interval.ts';
import type { Interval } from '../../shapes/shape.ts';
import { proportionMethods } from '../proportion-interval.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { exactly, mayBeEqual, printedRange } from './range.ts';

interface Printed {
  finding: Finding;
  events: number;
  of: number;
  low: Decimal;
  high: Decimal;
  /** Per cent. */
  level: number;
  /** As the source names it. */
  method: string | undefined;
}

/**
 * The printed interval of a proportion against the usual methods at its level, to the printed precision: a
 * warning that names the method when another than the exact one gives it, or that none does. Nothing where
 * the method that the finding names gives it, or is not among those known here.
 */
export function checkPrintedIntervals(trial: Trial): Flaw[] {
  return trial.findings.flatMap((finding) => {
    const printed = printedOf(finding);
    return printed ? flawOf(printed) : [];
  });
}

function printedOf(finding: Finding): Printed | undefined {
  const { value } = finding;
  if (value.shape !== 'proportion' || !value.ci || value.approximate) return undefined;
  const { events, of } = value;
  const [low, high] = value.ci;
  if (events === undefined || !of || typeof low === 'string' || typeof high === 'string') return undefined;
  return { finding, events, of, low, high, level: levelOf(value), method: value.method };
}

function flawOf(printed: Printed): Flaw[] {
  const { events, of, low, high, level, method } = printed;
  const results = proportionMethods.flatMap(({ name, called, compute }) => {
    const limits = compute(events, of, level);
    return limits ? [{ name, called, limits }] : [];
  });
  const matching = results.filter(({ limits }) => matches(limits, printed));
  const what = `the printed interval ${low.text}–${high.text} of ${events}/${of}`;
  const said = results.slice(0, 3).map(({ name, limits }) => `${name} (${writeLimits(limits, printed)})`);
  if (method !== undefined) {
    const named = results.filter(({ called }) => called.test(method));
    if (named.length === 0 || named.some((one) => matching.includes(one))) return [];
    const gives = named.map(({ name, limits }) => `${name} (${writeLimits(limits, printed)})`).join(' nor ');
    return [flaw(printed, `${what} does not match ${gives}`, hints)];
  }
  if (matching.some(({ name }) => name === 'exact')) return [];
  if (matching.length === 0)
    return [flaw(printed, `${what} matches no usual method: ${said.join(', ')}`, hints)];
  const names = matching.slice(0, 2).map(({ name }) => name);
  return [
    flaw(printed, `${what} matches ${names.join(' and ')}, not ${said[0]}`, [
      `if the source says so, add method: ${names[0]}`,
    ]),
  ];
}

const hints = [
  'compare the limits, the events and the number of patients with the source',
  'if the source names the method or another level, give method: and level:',
];

function matches({ low, high }: Interval, printed: Printed): boolean {
  return (
    mayBeEqual(exactly(low), printedRange(printed.low)) &&
    mayBeEqual(exactly(high), printedRange(printed.high))
  );
}

function writeLimits({ low, high }: Interval, printed: Printed): string {
  const rounded = (value: number, like: Decimal) => roundHalfUp(toRational(value), decimalsOf(like.text));
  return `${rounded(low, printed.low)}–${rounded(high, printed.high)}`;
}

function flaw({ finding }: Printed, message: string, hints: string[]): Flaw {
  return {
    severity: 'warning',
    message,
    spot: valueSpot(finding, 'ci'),
    related: [
      { message: 'the number of events', spot: valueSpot(finding, 'events') },
      { message: 'the number of patients', spot: valueSpot(finding, 'of') },
    ],
    hints,
  };
}
