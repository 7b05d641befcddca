import { curveOf, type EventCurve } from '../evidence/survival.ts';
import { type Endpoint, withoutEvent } from '../model/endpoint.ts';
import type { Bound, Decimal, Quantity } from '../model/scalars.ts';
import {
  type Arm,
  type Curve,
  type CurveArm,
  type CurveArmFile,
  type CurveFile,
  type CurveSubject,
  curveSchema,
  type Finding,
  type Trial,
} from '../model/trial.ts';
import { decimalsOf, roundHalfUp, toRational } from '../notation/rounding.ts';
import { decimalsFor } from '../shapes/proportion.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { type Entry, entriesAt } from './schema.ts';
import type { TrialNames } from './trial.ts';

/** A number at risk and a rate of each arm is made for every mark of the axis. */
const mostMarks = 100;

/** The curves of a trial; what is wrong with one is complained of, and it is left out. */
export function checkCurves(trial: Trial, own: TrialNames, check: FileCheck): Curve[] {
  return entriesAt(curveSchema, check.parsed, ['curves']).flatMap((entry) => {
    const curve = checkCurve(entry, trial, own, check);
    const isWhole = curve?.arms.length === Object.keys(entry.fields.arms ?? {}).length;
    if (!isWhole) check.names.fault('address', `${trial.id}.curve.${entry.id}`);
    return curve ?? [];
  });
}

function checkCurve(
  { id, keys, whole, fields }: Entry<CurveFile>,
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): Curve | undefined {
  const { parsed, diagnostics, library } = check;
  const endpoint =
    fields.endpoint === undefined
      ? undefined
      : check.find('endpoint', fields.endpoint, [...keys, 'endpoint']);
  const cut =
    fields.cut === undefined
      ? undefined
      : own.find('cut', fields.cut, parsed.placeOf([...keys, 'cut']), diagnostics);
  const references = check.sources(fields.source, [...keys, 'source']);
  const found = Object.entries(fields.arms ?? {}).map(([name, data]) => {
    const at = [...keys, 'arms', name];
    return { arm: own.find('arm', name, parsed.placeOfKey(at), diagnostics), data, at };
  });
  if (!whole || !endpoint) return undefined;
  if (endpoint.family !== 'time-to-event') {
    const message = `‘${endpoint.id}’ is not a time-to-event endpoint`;
    check.complain('wrong-kind', message, parsed.placeOf([...keys, 'endpoint']));
  }
  const { data, origin, unit, every, note } = whole;
  const curve: Omit<Curve, 'arms'> = {
    id,
    endpoint: withoutEvent(endpoint),
    ...(cut && { cut }),
    data,
    origin,
    unit,
    every: every.value,
    ...(data === 'events' && { interval: whole.interval ?? 'log-log' }),
    references,
    grade: whole.grade ?? 'primary',
    ...(note !== undefined && { note }),
  };
  const sound = found.flatMap(({ arm, data: file, at }) => {
    const isSound = checkCurveArm(file, whole, at, check);
    return arm && isSound ? [{ arm, file }] : [];
  });
  const last = Math.max(0, ...sound.map(({ file }) => lastOf(file)));
  if (last / every.value > mostMarks) {
    const message = `an axis to ${last} ${unit} would have more than ${mostMarks} marks`;
    check.complain('curve-data', message, parsed.placeOf([...keys, 'every']));
    return { ...curve, arms: [] };
  }
  const times = timesOf(every.value, last);
  const risk = library.endpoints.get('at-risk') as Endpoint;
  const arms = sound.map(({ arm, file }) =>
    data === 'events'
      ? fromEvents(file, times, risk, { trial, curve, arm })
      : fromPoints(file, times, risk, { trial, curve, arm }),
  );
  return { ...curve, arms };
}

/** The findings that curves make readable. */
export function curveFindings(curves: readonly Curve[]): Finding[] {
  return curves.flatMap(({ arms }) =>
    arms.flatMap(({ atRisk, median, rates }) => [
      ...atRisk.map(({ finding }) => finding),
      ...(median ? [median] : []),
      ...rates.map(({ finding }) => finding),
    ]),
  );
}

type Subject = { trial: Trial; curve: Omit<Curve, 'arms'>; arm: Arm };

/** 0 and every step of the axis up to the first that no curve goes beyond. */
function timesOf(every: number, last: number): number[] {
  const steps = Math.ceil(last / every - 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * every).toPrecision(12)));
}

function lastOf({ events = [], censored = [], points = [] }: CurveArmFile): number {
  const times = [...events, ...censored, ...points.map(([time]) => time)];
  return Math.max(0, ...times.map(({ value }) => value));
}

function fromEvents(file: CurveArmFile, times: number[], risk: Endpoint, subject: Subject): CurveArm {
  const { events = [], censored = [] } = file;
  const observations = [
    ...events.map(({ value }) => ({ time: value, event: true })),
    ...censored.map(({ value }) => ({ time: value, event: false })),
  ];
  const estimate = curveOf(observations, times, subject.curve.interval ?? 'log-log');
  const decimals = Math.max(0, ...[...events, ...censored].map(({ text }) => decimalsOf(text)));
  return {
    arm: subject.arm,
    steps: estimate.steps,
    censored: estimate.censored,
    last: estimate.last,
    atRisk: estimate.atRisk.map(({ time, patients }) => ({
      time,
      finding: atRiskFinding(subject, risk, time, patients),
    })),
    median: medianFinding(subject, estimate.median, decimals),
    rates: estimate.rates
      .filter(({ time }) => time > 0)
      .map((rate) => ({ time: rate.time, finding: rateFinding(subject, rate, estimate.patients) })),
  };
}

/** Of a digitised curve only what is printed is said in numbers. */
function fromPoints(file: CurveArmFile, times: number[], risk: Endpoint, subject: Subject): CurveArm {
  const { points = [], censored = [], atRisk = [] } = file;
  return {
    arm: subject.arm,
    steps: points.map(([time, percent]) => ({ time: time.value, survival: percent.value / 100 })),
    censored: censored.map(({ value }) => value),
    last: lastOf(file),
    atRisk: atRisk.map((patients, i) => {
      const time = times[i] ?? Number((i * subject.curve.every).toPrecision(12));
      return { time, finding: atRiskFinding(subject, risk, time, patients) };
    }),
    rates: [],
  };
}

/**
 * What a curve says in numbers, readable like findings: `<trial>.curve.<curve>.<arm>.at-risk.<time>`, and
 * of event data `.median` and `.rate.<time>`.
 */
function atRiskFinding(subject: CurveSubject, endpoint: Endpoint, time: number, patients: number): Finding {
  const { curve } = subject;
  return {
    ...common(subject, `at-risk.${time}`),
    endpoint,
    timing: `at ${time} ${curve.unit}`,
    value: { shape: 'count', value: patients, unit: 'patients' },
  };
}

function medianFinding(
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

function rateFinding(
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

/** Whether an arm gives the data that its curve is said to be drawn from, in an order that a curve can have. */
function checkCurveArm(arm: CurveArmFile, { data }: CurveFile, keys: Key[], check: FileCheck): boolean {
  const faults = [...faultsOfData(arm, data), ...faultsOfOrder(arm)];
  for (const { message, at } of faults) {
    const { parsed } = check;
    const place = at.length === 0 ? parsed.placeOfKey(keys) : parsed.placeOf([...keys, ...at]);
    check.complain('curve-data', message, place);
  }
  return faults.length === 0;
}

interface Fault {
  message: string;
  at: Key[];
}

function faultsOfData({ events, censored, points, atRisk }: CurveArmFile, data: CurveFile['data']): Fault[] {
  if (data === 'digitised') {
    return [
      ...(points ? [] : [{ message: 'a digitised curve needs points:', at: [] }]),
      ...(events ? [{ message: 'a digitised curve has points:, not events:', at: ['events'] }] : []),
    ];
  }
  const patients = (events?.length ?? 0) + (censored?.length ?? 0);
  return [
    ...(patients > 0 ? [] : [{ message: 'event data need events: or censored:', at: [] }]),
    ...(points ? [{ message: 'event data have events:, not points:', at: ['points'] }] : []),
    ...(atRisk ? [{ message: 'numbers at risk are counted from event data', at: ['atRisk'] }] : []),
  ];
}

function faultsOfOrder({ events = [], censored = [], points = [], atRisk = [] }: CurveArmFile): Fault[] {
  const [first] = points;
  const starts = !first || (first[0].value === 0 && first[1].value === 100);
  const start: Fault[] = starts ? [] : [{ message: 'a curve begins at [0, 100]', at: ['points', 0] }];
  return [
    ...negatives(events, 'events'),
    ...negatives(censored, 'censored'),
    ...start,
    ...rises(
      points.map(([time]) => -time.value),
      'the time is earlier than that of the previous point',
      (i) => ['points', i, 0],
    ),
    ...rises(
      points.map(([, percent]) => percent.value),
      'a survival curve cannot rise',
      (i) => ['points', i, 1],
    ),
    ...rises(atRisk, 'the number at risk cannot rise', (i) => ['atRisk', i]),
  ];
}

function negatives(times: readonly Decimal[], field: string): Fault[] {
  return times.flatMap(({ value, text }, i) =>
    value < 0 ? [{ message: `the time ${text} is before the start`, at: [field, i] }] : [],
  );
}

function rises(values: readonly number[], message: string, at: (index: number) => Key[]): Fault[] {
  return values.flatMap((value, i) =>
    i > 0 && value > (values[i - 1] as number) ? [{ message, at: at(i) }] : [],
  );
}
