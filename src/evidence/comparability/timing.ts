import type { TimeUnit } from '../../model/scalars.ts';
import type { Finding } from '../../model/trial.ts';
import { toMonths } from '../../notation/times.ts';
import { normalised } from './inputs.ts';

/** When a response or MRD test counts: at any time, by a number of months since something, or at an event. */
export type Timing =
  | { kind: 'cumulative' }
  | { kind: 'landmark'; months: number; since: string }
  | { kind: 'event'; event: string };

const cumulative = /\b(?:any ?time|overall|cumulative|best)\b/;
const numberFirst = /(\d+(?:\.\d+)?)[ -]*(day|week|month|year)s?\b/;
/** `week 40`; of `weeks 1 to 12` the end. */
const unitFirst = /\b(day|week|month|year)s? (?:\d+ ?(?:to|through|[-–]) ?)?(\d+(?:\.\d+)?)/;
const origin = /\b(?:after|since|from|of) (?:the )?(.+)$/;

/** `any time`, `by 12 months`, `day 100 after transplant`, `end of consolidation`. */
export function parseTiming(text: string): Timing {
  const words = normalised(text);
  if (cumulative.test(words)) return { kind: 'cumulative' };
  const [number, unit] = lengthIn(words);
  if (number === undefined || unit === undefined) return { kind: 'event', event: words };
  const value = { text: number, value: Number(number) };
  return {
    kind: 'landmark',
    months: toMonths({ value, unit: `${unit}s` as TimeUnit }),
    since: origin.exec(words)?.[1] ?? '',
  };
}

function lengthIn(words: string): [string?, string?] {
  const first = numberFirst.exec(words);
  if (first) return [first[1], first[2]] as [string, string];
  const second = unitFirst.exec(words);
  return second ? ([second[2], second[1]] as [string, string]) : [];
}

/** Landmarks this many months apart still count as the same time. */
const toleranceMonths = 3;

/** Whether two times of assessment are not the same; landmarks since different events are not. */
export function isOtherTime(a: Timing, b: Timing): boolean {
  if (a.kind === 'landmark' && b.kind === 'landmark') {
    return a.since !== b.since || Math.abs(a.months - b.months) > toleranceMonths;
  }
  if (a.kind === 'event' && b.kind === 'event') return a.event !== b.event;
  return a.kind !== b.kind;
}

export function isSustained({ endpoint }: Finding): boolean {
  return endpoint.family === 'mrd' && /\bsustained\b/i.test(`${endpoint.id} ${endpoint.label}`);
}

/**
 * The time of assessment in words. Where a finding states none, its endpoint may: overall response is by
 * definition the best response at any time, and sustained MRD negativity names its duration.
 */
export function timingOf(finding: Finding): string | undefined {
  if (finding.timing !== undefined) return finding.timing;
  if (finding.endpoint.id === 'orr') return 'any time';
  return isSustained(finding) ? numberFirst.exec(normalised(finding.endpoint.label))?.[0] : undefined;
}
