import type { Datum } from '../model/library.ts';
import { type Arm, type Finding, type FindingFile, isArm, shapeNames, type Trial } from '../model/trial.ts';
import { type Fault, isFault } from '../shapes/shape.ts';
import { completeValue, faultsOf, shapes, type Value } from '../shapes/shapes.ts';
import type { FileCheck } from './file-check.ts';
import { patientCounts } from './implied-findings.ts';
import type { Key } from './parse.ts';
import type { Entry } from './schema.ts';
import type { TrialNames } from './trial.ts';

/** Resolves one finding; undefined when it is invalid. What it names is looked up in any case. */
export function checkFinding(
  { id, keys, whole, fields }: Entry<FindingFile>,
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): Finding | undefined {
  const { parsed, diagnostics } = check;
  const find = <Kind extends 'arm' | 'cut' | 'group'>(
    what: Kind,
    name: string | undefined,
    ...place: Key[]
  ) =>
    name === undefined ? undefined : own.find(what, name, parsed.placeOf([...keys, ...place]), diagnostics);
  const endpoint =
    fields.endpoint === undefined
      ? undefined
      : check.find('endpoint', fields.endpoint, [...keys, 'endpoint']);
  const arm = find('arm', fields.arm, 'arm');
  const group = find('group', fields.group, 'group');
  const [first, second] = (fields.compare ?? []).map((name, index) => find('arm', name, 'compare', index));
  const cut = find('cut', fields.cut, 'cut');
  const references = check.sources(fields.source, [...keys, 'source']);
  if (!whole) return undefined;
  checkSubject(whole, keys, check);
  const value = checkShape(whole, keys, check);
  if (!value || !endpoint) return undefined;
  for (const fault of faultsOf(value)) report(fault, [...keys, value.shape], check);
  const {
    population,
    subgroup,
    assessor,
    threshold,
    assay,
    timing,
    requiresCr,
    estimand,
    baseline,
    primary,
    note,
  } = whole;
  return {
    ...defined({
      population,
      subgroup,
      assessor,
      threshold,
      assay,
      timing,
      requiresCr,
      estimand,
      baseline,
      primary,
      note,
      arm: group && isArm(group) ? group : arm,
      group: group && isArm(group) ? undefined : group,
      cut,
    }),
    ...(first && second && { compare: [first, second] as [Arm, Arm] }),
    kind: 'finding',
    id: `${trial.id}.${id}`,
    trial,
    endpoint,
    value,
    references,
    grade: whole.grade ?? 'primary',
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function checkShape(raw: FindingFile, keys: Key[], check: FileCheck): Value | undefined {
  const { parsed, complain } = check;
  const given = shapeNames.filter((name) => raw[name] !== undefined);
  const [shape, second] = given;
  if (!shape) {
    return complain('value-shape', 'the finding has no value', parsed.placeOfKey(keys), {
      hints: [`give one of ${shapeNames.join(', ')}`],
    });
  }
  if (second) {
    const message = `a finding has one kind of value; this one has ${given.join(' and ')}`;
    return complain('value-shape', message, parsed.placeOfKey([...keys, second]), {
      hints: ['make a separate finding for each'],
    });
  }
  const made = completeValue(shape, raw[shape]);
  if (!isFault(made)) return made;
  return report(made, [...keys, shape], check);
}

/** Complains of what is wrong with the value under `keys`. */
function report({ code, message, at, related, hints }: Fault, keys: Key[], { parsed, complain }: FileCheck) {
  const placeOf = (path: Fault['at']) =>
    path.length > 0 ? parsed.placeOf([...keys, ...path]) : parsed.placeOfKey(keys);
  const said = message.startsWith('‘') ? `${[...keys, ...at].join('.')}: ${message}` : message;
  return complain(code, said, placeOf(at), {
    ...(related && { related: related.map((one) => ({ message: one.message, place: placeOf(one.at) })) }),
    ...(hints && { hints }),
  });
}

/** A ratio or difference compares two arms; everything else belongs to one arm or to the whole trial. */
function checkSubject(raw: FindingFile, keys: Key[], { parsed, complain }: FileCheck): void {
  const subjects = shapeNames.filter((name) => raw[name] !== undefined).map((name) => shapes[name].subject);
  const contrast = subjects.includes('comparison');
  const fitsEither = subjects.length === 0 || subjects.includes('either');
  const atCompare = parsed.placeOfKey([...keys, 'compare']);
  const refuse = (message: string, place = atCompare) => complain('wrong-subject', message, place);
  if (contrast && !raw.compare)
    refuse('a ratio or difference needs compare: [experimental, control]', parsed.placeOfKey(keys));
  if (!contrast && !fitsEither && raw.compare)
    refuse('compare: belongs to a ratio or difference; give arm: instead');
  if (raw.arm !== undefined && raw.compare) refuse('a finding has arm: or compare:, not both');
  if (raw.group !== undefined && (raw.compare || raw.arm !== undefined))
    complain(
      'wrong-subject',
      `a finding has group: or ${raw.compare ? 'compare' : 'arm'}:, not both`,
      parsed.placeOfKey([...keys, 'group']),
    );
  if (raw.compare && raw.compare[0] === raw.compare[1]) refuse('compare: names the same arm twice');
}

/** Where a datum is written: the trial or product, and the keys of its YAML. */
export function keysOf(datum: Datum): { owner: string; keys: Key[] } {
  if (datum.kind === 'sale') {
    const { product, section, period } = datum;
    return { owner: product.id, keys: ['sales', section, period.key] };
  }
  const { id, trial, endpoint, arm, cut } = datum;
  if (datum.keys) return { owner: trial.id, keys: [...datum.keys] };
  const own = id.slice(trial.id.length + 1);
  if (endpoint.id === 'follow-up' && cut && own.startsWith('follow-up'))
    return { owner: trial.id, keys: ['cuts', cut.id, 'followUp'] };
  const count = patientCounts.find((kind) => arm && own === `${kind}.${arm.id}`);
  if (count && arm) return { owner: trial.id, keys: ['arms', arm.id, count] };
  const [kind, curve] = own.split('.');
  const isOfCurve = kind === 'curve' && trial.curves.some(({ id: known }) => known === curve);
  if (isOfCurve && curve && arm) return { owner: trial.id, keys: ['curves', curve, 'arms', arm.id] };
  return { owner: trial.id, keys: patientKeys(own, datum.trial) ?? ['findings', own] };
}

/** Of `patient.<cohort>.<patient>.time` and `.change`. */
function patientKeys(own: string, { cohorts }: Trial): Key[] | undefined {
  const [kind, cohort = '', patient = '', what] = own.split('.');
  const found = cohorts.find(({ id }) => id === cohort)?.patients.some(({ id }) => id === patient);
  if (kind !== 'patient' || !found) return undefined;
  return ['cohorts', cohort, 'patients', patient, what === 'time' ? 'duration' : 'change'];
}
