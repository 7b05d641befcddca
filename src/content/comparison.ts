import type { Endpoint } from '../model/endpoint.ts';
import type {
  Arm,
  CharacteristicFile,
  ComparisonFile,
  Finding,
  OutcomeFile,
  Row,
  Trial,
} from '../model/trial.ts';
import { shapes, type Value } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import { isShape, shapeValue } from './cells.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import type { Entry } from './schema.ts';
import { isContainer, valueAt } from './schema.ts';
import type { TrialNames } from './trial.ts';

interface Setting {
  trial: Trial;
  own: TrialNames;
  check: FileCheck;
  endpoint: Endpoint | undefined;
  prefix: string;
  rows: Row[];
}

export type Compared = Pick<Finding, 'kind' | 'id' | 'trial' | 'endpoint' | 'value'> &
  Required<Pick<Finding, 'keys' | 'compare'>> &
  Pick<Finding, 'row' | 'note'>;

/** The comparisons of an outcome: `<trial>.<outcome>.<row>.<a>-vs-<b>`. */
export function comparisonsOf(
  { keys, fields }: Entry<CharacteristicFile | OutcomeFile>,
  setting: Setting,
): Compared[] {
  const written = (fields as { comparisons?: ComparisonFile[] }).comparisons ?? [];
  return written.flatMap((one, index) => comparisonOf(one, [...keys, 'comparisons', index], setting) ?? []);
}

function comparisonOf(written: ComparisonFile, keys: Key[], setting: Setting): Compared | undefined {
  const { trial, own, check, endpoint, prefix, rows } = setting;
  const { parsed, complain, diagnostics } = check;
  const [first, second] = written.arms.map((name, index) =>
    own.find('arm', name, parsed.placeOf([...keys, 'arms', index]), diagnostics),
  );
  if (first && first === second)
    complain('wrong-subject', 'arms: names the same arm twice', parsed.placeOf([...keys, 'arms']));
  const row = rowOf(written, keys, rows, check);
  const value = comparedValue(keys, check);
  if (!first || !second || !value || !endpoint || (rows.length > 0 && !row)) return undefined;
  const compare: [Arm, Arm] = [first, second];
  const key = [`${first.id}-vs-${second.id}`, written.key].filter(Boolean).join('.');
  return {
    kind: 'finding',
    id: [trial.id, prefix, row?.id, key].filter(Boolean).join('.'),
    keys: [...keys, value.shape],
    trial,
    endpoint,
    compare,
    value,
    ...(row && { row }),
    ...(written.note !== undefined && { note: written.note }),
  };
}

function rowOf({ row: name }: ComparisonFile, keys: Key[], rows: Row[], check: FileCheck): Row | undefined {
  const { parsed, complain } = check;
  const found = rows.find(({ id }) => id === name);
  if (found || (rows.length === 0 && name === undefined)) return found;
  const ids = rows.map(({ id }) => id);
  const place = name === undefined ? parsed.placeOf(keys) : parsed.placeOf([...keys, 'row']);
  const message =
    name === undefined ? 'the comparison does not say which row it belongs to' : `there is no row ‘${name}’`;
  return complain('unknown-row', message, place, {
    hints: name === undefined ? [`add row: with one of ${ids.join(', ')}`] : suggest(name, ids),
  });
}

const ownFields = ['arms', 'row', 'key', 'note'];

function comparedValue(keys: Key[], check: FileCheck): Value | undefined {
  const { parsed, complain } = check;
  const entry = valueAt(parsed.data, keys);
  const names = isContainer(entry) ? Object.keys(entry).filter((name) => !ownFields.includes(name)) : [];
  const known = Object.keys(shapes).filter((name) => isShape(name) && shapes[name].subject !== 'one');
  const [shape] = names;
  for (const name of names.filter((one) => !known.includes(one)))
    complain('unknown-key', `a comparison has no field ‘${name}’`, parsed.placeOfKey([...keys, name]), {
      hints: suggest(name, known),
    });
  if (names.some((one) => !known.includes(one))) return undefined;
  if (!shape || names.length > 1) {
    const message = shape
      ? `a comparison has one kind of value; this one has ${names.join(' and ')}`
      : 'the comparison has no value';
    return complain('value-shape', message, parsed.placeOf(keys), {
      hints: [
        shape ? 'make a separate comparison for each, with its own key:' : `give one of ${known.join(', ')}`,
      ],
    });
  }
  return isShape(shape) ? shapeValue(shape, [...keys, shape], check) : undefined;
}
