import { curveOf } from '../evidence/survival/curve.ts';
import { type Curve, type CurveArm, type CurveArmFile, type CurveFile, curveSchema } from '../model/curve.ts';
import { type Endpoint, withoutEvent } from '../model/endpoint.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';
import { decimalsOf } from '../notation/rounding.ts';
import { atRiskFinding, medianFinding, rateFinding } from './curve-findings.ts';
import { checkCurveArm } from './curve-shape.ts';
import type { FileCheck } from './file-check.ts';
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
