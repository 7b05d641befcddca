import type { Key } from '../content/parse.ts';
import {
  type Arm,
  type Finding,
  type FindingFile,
  shapeNames,
  type Trial,
  type Value,
} from '../model/trial.ts';
import type { FileCheck } from './file-check.ts';
import { checkNumbers } from './numbers.ts';
import { checkProportion } from './proportion.ts';
import type { Entry } from './schema.ts';
import type { TrialNames } from './trial.ts';

/** Resolves one finding; undefined when it cannot stand. What it names is looked up in any case. */
export function checkFinding(
  { id, keys, whole, fields }: Entry<FindingFile>,
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): Finding | undefined {
  const { parsed, diagnostics } = check;
  const find = <Kind extends 'arm' | 'cut'>(what: Kind, name: string | undefined, ...place: Key[]) =>
    name === undefined ? undefined : own.find(what, name, parsed.placeOf([...keys, ...place]), diagnostics);
  const endpoint =
    fields.endpoint === undefined
      ? undefined
      : check.find('endpoint', fields.endpoint, [...keys, 'endpoint']);
  const arm = find('arm', fields.arm, 'arm');
  const [first, second] = (fields.compare ?? []).map((name, index) => find('arm', name, 'compare', index));
  const cut = find('cut', fields.cut, 'cut');
  const references = check.sources(fields.source, [...keys, 'source']);
  if (!whole) return undefined;
  checkSubject(whole, keys, check);
  const value = checkShape(whole, keys, check);
  if (!value || !endpoint) return undefined;
  checkNumbers(value, [...keys, value.shape], check);
  const { population, subgroup, assessor, threshold, assay, timing, requiresCr, primary, note } = whole;
  return {
    ...defined({
      population,
      subgroup,
      assessor,
      threshold,
      assay,
      timing,
      requiresCr,
      primary,
      note,
      arm,
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

function checkShape(raw: FindingFile, keys: Key[], { parsed, complain }: FileCheck): Value | undefined {
  const given = shapeNames.filter((name) => raw[name] !== undefined);
  const [shape, second] = given;
  if (!shape) {
    return complain('value-shape', 'the finding holds no value', parsed.placeOfKey(keys), {
      hints: [`give one of ${shapeNames.join(', ')}`],
    });
  }
  if (second) {
    const message = `a finding holds one kind of value; this one holds ${given.join(' and ')}`;
    return complain('value-shape', message, parsed.placeOfKey([...keys, second]), {
      hints: ['make a finding of each'],
    });
  }
  const place = parsed.placeOfKey([...keys, shape]);
  if (raw.proportion) return checkProportion(raw.proportion, [...keys, shape], { parsed, complain });
  if (raw.measure && !raw.measure.mean && !raw.measure.median)
    return complain('missing-field', 'a measure needs mean: or median:', place);
  return { shape, ...raw[shape] } as Value;
}

/** A ratio or difference compares two arms; everything else belongs to one arm or to the whole trial. */
function checkSubject(raw: FindingFile, keys: Key[], { parsed, complain }: FileCheck): void {
  const contrast = raw.hazardRatio ?? raw.oddsRatio ?? raw.difference;
  const atCompare = parsed.placeOfKey([...keys, 'compare']);
  const refuse = (message: string, place = atCompare) => complain('wrong-subject', message, place);
  if (contrast && !raw.compare)
    refuse('a ratio or difference needs compare: [experimental, control]', parsed.placeOfKey(keys));
  if (!contrast && raw.compare) refuse('compare: belongs to a ratio or difference; give arm: instead');
  if (raw.arm !== undefined && raw.compare) refuse('a finding has arm: or compare:, not both');
  if (raw.compare && raw.compare[0] === raw.compare[1]) refuse('compare: names the same arm twice');
}
