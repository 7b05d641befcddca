import type { EventCurve } from '../evidence/survival/curve.ts';
import type { CurveSubject } from '../model/curve.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Bound, Decimal, Quantity } from '../model/scalars.ts';
import type { Finding } from '../model/trial.ts';
import { roundHalfUp, toRational } from '../notation/rounding.ts';
import { decimalsFor } from '../shapes/proportion.ts';

/**
 * What a curve says in numbers, readable like findings: `<trial>.curve.<curve>.<arm>.at-risk.<time>`, and
 * of event data `.median` and `.rate.<time>`.
 */
export function atRiskFinding(
  subject: CurveSubject,
  endpoint: Endpoint,
  time: number,
  patients: number,
): Finding {
  const { curve } = subject;
  return {
    ...common(subject, `at-risk.${time}`),
    endpoint,
    timing: `at ${time} ${curve.unit}`,
    value: { shape: 'count', value: patients, unit: 'patients' },
  };
}

export function medianFinding(
  subject: CurveSubject,
  { value, low, high }: EventCurve['median'],
  decimals: number,
): Finding {
  const quantity = (time: number): Quantity => ({
    value: timeOf(time, decimals),
    unit: subject.curve.unit,
  });
  const limit = (time: number | undefined): Bound =>
    time === undefined ? 'not reached' : timeOf(time, decimals);
  return {
    ...common(subject, 'median'),
    endpoint: subject.curve.endpoint,
    value: {
      shape: 'median',
      value: value === undefined ? 'not reached' : quantity(value),
      ci: [limit(low), limit(high)],
    },
    computed: methodOf(subject),
  };
}

export function rateFinding(
  subject: CurveSubject,
  { time, survival, limits }: EventCurve['rates'][number],
  patients: number,
): Finding {
  const percent = (share: number) => toDecimal(100 * share, decimalsFor(patients));
  const at = { value: { text: String(time), value: time }, unit: subject.curve.unit };
  return {
    ...common(subject, `rate.${time}`),
    endpoint: subject.curve.endpoint,
    value: {
      shape: 'rate',
      at,
      percent: percent(survival),
      ...(limits && { ci: [percent(limits.low), percent(limits.high)] }),
    },
    computed: methodOf(subject),
  };
}

function methodOf({ curve }: CurveSubject): string {
  return `Kaplan–Meier from event data, ${curve.interval} limits, computed here`;
}

function common({ trial, curve, arm }: CurveSubject, what: string) {
  const { id, cut, references, grade } = curve;
  return {
    kind: 'finding' as const,
    id: `${trial.id}.curve.${id}.${arm.id}.${what}`,
    trial,
    arm,
    ...(cut && { cut }),
    references,
    grade,
  };
}

/** With the decimals of the data, and one more for the middle of two times. */
function timeOf(time: number, decimals: number): Decimal {
  const scaled = time * 10 ** decimals;
  const isBetween = Math.abs(scaled - Math.round(scaled)) > 1e-6;
  return toDecimal(time, decimals + Number(isBetween));
}

function toDecimal(value: number, decimals: number): Decimal {
  const text = roundHalfUp(toRational(Number(value.toPrecision(12))), decimals);
  return { text, value: Number(text) };
}
