import type { Decimal } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { decimalsOf, roundHalfUp, toRational } from '../../notation/rounding.ts';
import type { Interval } from '../../shapes/shape.ts';
import { clopperPearson, wald, wilson } from '../interval.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { exactly, mayBeEqual, printedRange } from './range.ts';

const methods = [
  { name: 'exact', compute: clopperPearson },
  { name: 'Wilson', compute: wilson },
  { name: 'Wald', compute: wald },
];

interface Printed {
  finding: Finding;
  events: number;
  of: number;
  low: Decimal;
  high: Decimal;
}

/**
 * The printed 95% interval of a proportion against the three usual methods, at the printed precision:
 * an error when none gives it, a warning when Wilson or Wald does and the exact method does not.
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
  return { finding, events, of, low, high };
}

function flawOf(printed: Printed): Flaw[] {
  const { events, of, low, high } = printed;
  const results = methods.map(({ name, compute }) => ({ name, limits: compute(events, of) }));
  const matching = results.filter(({ limits }) => matches(limits, printed)).map(({ name }) => name);
  if (matching.includes('exact')) return [];
  const said = (name: string, limits: Interval) => `${name} (${writeLimits(limits, printed)})`;
  const [exact, ...others] = results.map(({ name, limits }) => said(name, limits));
  const what = `the printed interval ${low.text}–${high.text} of ${events}/${of}`;
  if (matching.length > 0) {
    return [flaw(printed, 'warning', `${what} matches ${matching.join(' and ')}, not ${exact}`)];
  }
  const hints = ['compare the limits, the events and the number of patients with the source'];
  return [flaw(printed, 'error', `${what} matches neither ${exact} nor ${others.join(' nor ')}`, hints)];
}

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

function flaw({ finding }: Printed, severity: Flaw['severity'], message: string, hints: string[] = []): Flaw {
  return {
    severity,
    message,
    spot: valueSpot(finding, 'ci'),
    related: [
      { message: 'the number of events', spot: valueSpot(finding, 'events') },
      { message: 'the number of patients', spot: valueSpot(finding, 'of') },
    ],
    hints,
  };
}
