import type { Context } from '../../../src/evidence/comparability/rule.ts';
import { builtInEndpoints } from '../../../src/model/endpoint.ts';
import type { Datum } from '../../../src/model/library.ts';
import type { Decimal } from '../../../src/model/scalars.ts';
import type { Source } from '../../../src/model/source.ts';
import type { Arm, Cut, Finding, Trial } from '../../../src/model/trial.ts';
import type { Value, ValueOf } from '../../../src/shapes/shapes.ts';

/** Drops the fields that are given as undefined: they are not stated. */
type Changes<T> = { [K in keyof T]?: T[K] | undefined };

function changed<T extends object>(base: T, changes: Changes<T>): T {
  const all = Object.entries({ ...base, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as T;
}

function toDecimal(text: string): Decimal {
  return { text, value: Number(text) };
}

export function source(type: Source['type']): Source {
  return { id: `a-${type.replace(' ', '-')}`, title: 'A source', publisher: 'P', type, access: 'full text' };
}

export function arm(id: string, changes: Changes<Arm> = {}): Arm {
  const base: Arm = { id, label: id.toUpperCase(), regimen: id, role: 'experimental', references: [] };
  return changed(base, changes);
}

export function cut(id: string, months: string | undefined, changes: Changes<Cut> = {}): Cut {
  const followUp = months === undefined ? undefined : time(months);
  const base: Cut = { id, label: `${id} analysis`, references: [] };
  return changed(changed(base, { followUp }), changes);
}

export function time(text: string): { value: { text: string; value: number }; unit: 'months' } {
  return { value: toDecimal(text), unit: 'months' };
}

/** A trial that states everything; two of them differ in their names and drugs only. */
export function trial(id: string, changes: Changes<Trial> = {}): Trial {
  const base: Trial = {
    id,
    name: id.toUpperCase(),
    registry: ['NCT00000000'],
    references: [],
    phase: '3',
    design: 'randomised',
    disease: 'disease X',
    setting: 'fit',
    lines: [{ from: 1, openEnded: false }],
    region: 'Europe, Japan',
    enrolment: '2015-01/2016-12',
    criteria: 'IMWG',
    pfs: { event: 'progression or death', origin: 'randomisation' },
    arms: [
      arm('exp', { regimen: `drug of ${id}`, randomised: 300 }),
      arm('con', { role: 'control', comparator: 'old-care' }),
    ],
    groups: [],
    cuts: [],
    findings: [],
    outcomes: [],
    baseline: [],
    disposition: [],
    milestones: [],
    curves: [],
    cohorts: [],
    safety: 'extracted',
  };
  return changed(base, changes);
}

export function proportion(events: number | undefined, of: number | undefined, percent?: string): Value {
  const base: ValueOf<'proportion'> = { shape: 'proportion', eventsDerived: false };
  return changed(base, { events, of, percent: percent === undefined ? undefined : toDecimal(percent) });
}

export function median(months: string): Value {
  return { shape: 'median', value: months === 'not reached' ? months : time(months) };
}

export function hazardRatio(value: string, changes: Partial<ValueOf<'hazardRatio'>> = {}): Value {
  return { shape: 'hazardRatio', value: toDecimal(value), ...changes };
}

export function rate(months: string, percent: string): Value {
  return { shape: 'rate', at: time(months), percent: toDecimal(percent) };
}

export function count(value: number, of: number): Value {
  return { shape: 'count', value, of, unit: 'patients' };
}

/** MRD negativity in 150 of 300, everything stated, unless `changes` say otherwise. */
export function finding(of: Trial, changes: Changes<Finding> & { on?: string } = {}): Finding {
  const { on = 'mrd-negativity', ...rest } = changes;
  const endpoint = builtInEndpoints[on];
  if (!endpoint) throw new Error(`there is no endpoint ${on}`);
  const [first] = of.arms;
  const base: Finding = {
    kind: 'finding',
    id: `${of.id}.${on}`,
    trial: of,
    endpoint: { id: on, ...endpoint },
    value: proportion(150, 300),
    references: [{ source: source('paper') }],
    grade: 'primary',
    cut: cut('final', '24.0'),
    population: 'itt',
    assessor: 'independent',
    threshold: { exponent: -5 },
    assay: 'NGS',
    timing: 'any time',
    requiresCr: true,
    ...(first && { arm: first }),
  };
  return changed(base, rest);
}

/** A library of some trials and of addresses as findings. */
export function contextOf(trials: readonly Trial[] = [], data: readonly Finding[] = []): Context {
  const entries = data.map((one): [string, Datum] => [one.id, one]);
  return { trials: new Map(trials.map((one) => [one.id, one])), data: new Map(entries) };
}
