import type { Fault, Setting } from '../../src/shapes/shape.ts';
import { isFault } from '../../src/shapes/shape.ts';
import {
  aboutOf,
  beneathOf,
  columnLabelOf,
  completeValue,
  contrastOf,
  countsOf,
  estimateOf,
  factOf,
  faultsOf,
  formsOf,
  limitsOf,
  numeralOf,
  type ShapeName,
  shapes,
  unitOf,
  usualForm,
  type Value,
  type WrittenShape,
  writeValue,
  writtenShapes,
} from '../../src/shapes/shapes.ts';

/** What an author writes under the shape's key: every number is a text, as the YAML reader gives it. */
export type Raw = Record<string, unknown>;

export const setting: Setting = { endpoint: 'PFS' };

/** Whether the schema of the shape takes it. */
export function isTaken(shape: ShapeName, raw: Raw): boolean {
  return shapes[shape].schema.safeParse(raw).success;
}

/** The value, or what its completion says is missing. */
export function completed(shape: WrittenShape, raw: Raw): Value | Fault {
  return completeValue(shape, shapes[shape].schema.parse(raw));
}

/** A value of any shape. */
export function makeValue(shape: ShapeName, raw: Raw): Value {
  if (!isWritten(shape)) return { shape, ...shapes[shape].schema.parse(raw) } as Value;
  const made = completed(shape, raw);
  if (isFault(made)) throw new Error(`${shape}: ${made.message}`);
  return made;
}

function isWritten(shape: ShapeName): shape is WrittenShape {
  return shape in writtenShapes;
}

/** The faults of a completed value, or the one of its completion. */
export function faultsIn(shape: WrittenShape, raw: Raw): Fault[] {
  const made = completed(shape, raw);
  return isFault(made) ? [made] : faultsOf(made);
}

/** Everything the table says of a value, with `_` for each no-break space; what is undefined is left out. */
export function described(value: Value, given: Setting = setting) {
  const estimate = estimateOf(value);
  const limits = limitsOf(value);
  const all = {
    usual: usualForm(value),
    forms: Object.fromEntries(
      formsOf(value, given).map((form) => [form, plain(writeValue(value, form, given).text)]),
    ),
    numeral: plain(numeralOf(value)),
    unit: unitOf(value),
    beneath: beneathOf(value, given)
      .map((one) => plain('text' in one ? one.text : `[${one.bound.text}]`))
      .join(''),
    column: columnLabelOf(value),
    estimate: estimate && [estimate.field, estimate.decimal.text, estimate.decimal.value, estimate.unit],
    ci: limits?.ci?.map((one) => (typeof one === 'string' ? one : one.value)),
    counts: countsOf(value),
    contrast: contrastOf(value),
    about: aboutOf(value),
    fact: factOf(value, given),
  };
  return JSON.parse(JSON.stringify(all).replaceAll('\u00a0', '_')) as typeof all;
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', '_');
}
