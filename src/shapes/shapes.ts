import { type Written, written } from '../notation/written.ts';
import { count } from './count.ts';
import { difference } from './difference.ts';
import { eventRate } from './event-rate.ts';
import type { Limits } from './interval.ts';
import { measure } from './measure.ts';
import { median } from './median.ts';
import { number } from './number.ts';
import { observation } from './observation.ts';
import { occasion } from './occasion.ts';
import { proportion } from './proportion.ts';
import { rate } from './rate.ts';
import { hazardRatio, meanRatio, oddsRatio, rateRatio, riskRatio } from './ratio.ts';
import {
  type Beneath,
  type Contrast,
  type Counts,
  type Estimate,
  type Fact,
  type Fault,
  isFault,
  type Setting,
  type Shape,
} from './shape.ts';
import { test } from './test-only.ts';
import { unavailable } from './unavailable.ts';

/** The shapes that a finding in a trial's file can have, by the key they are written under. */
export const writtenShapes = {
  proportion,
  median,
  rate,
  hazardRatio,
  oddsRatio,
  riskRatio,
  rateRatio,
  meanRatio,
  difference,
  measure,
  eventRate,
  count,
  number,
  test,
  unavailable,
};

/** Every shape; patients and milestones make the last two. */
export const shapes = { ...writtenShapes, observation, occasion };

type Table = typeof shapes;
export type ShapeName = keyof Table;
export type WrittenShape = keyof typeof writtenShapes;

type Made<S> =
  S extends Shape<never, infer V, never> ? V : S extends { numeral(value: infer V): string } ? V : never;

/** A value by its shape. */
export type ValueOf<K extends ShapeName> = { [Name in K]: { shape: Name } & Made<Table[Name]> }[K];

/** A finding's number or numbers, discriminated by `shape`. */
export type Value = ValueOf<ShapeName>;

/** Ratios of the first arm to the second. */
export const ratioShapes = ['hazardRatio', 'oddsRatio', 'riskRatio', 'rateRatio', 'meanRatio'] as const;
export type RatioShape = (typeof ratioShapes)[number];

export function isRatio(value: Value): value is ValueOf<RatioShape> {
  return ratioShapes.includes(value.shape as RatioShape);
}

/** Names of all forms that some value can be shown in. */
export type Form = { [K in ShapeName]: keyof Table[K]['forms'] }[ShapeName];

/** The one place where a value meets the entry of its own shape. */
function entryOf(value: Value): Shape<unknown, Value, Form> {
  return shapes[value.shape] as unknown as Shape<unknown, Value, Form>;
}

/** Makes a value of what an author wrote, or says what it lacks. */
export function completeValue(shape: WrittenShape, raw: unknown): Value | Fault {
  const made = (shapes[shape] as unknown as Shape<unknown, object, Form>).complete(raw);
  return isFault(made) ? made : ({ shape, ...made } as Value);
}

/** The forms that this value can be shown in, the usual one first. */
export function formsOf(value: Value, setting: Setting): Form[] {
  const { forms } = entryOf(value);
  return (Object.keys(forms) as Form[]).filter((form) => forms[form](value, setting) !== undefined);
}

/** A value in one of its forms; a dash where it lacks what the form takes. */
export function writeValue(value: Value, form: Form, setting: Setting): Written {
  const said = entryOf(value).forms[form]?.(value, setting) ?? '—';
  return typeof said === 'string' ? written(said) : said;
}

export function usualForm(value: Value): Form {
  return Object.keys(entryOf(value).forms)[0] as Form;
}

export function numeralOf(value: Value): string {
  return entryOf(value).numeral(value);
}

export function unitOf(value: Value): string | undefined {
  return entryOf(value).unit(value);
}

export function beneathOf(value: Value, setting: Setting): Beneath[] {
  return entryOf(value).beneath(value, setting);
}

export function columnLabelOf(value: Value): string | undefined {
  return entryOf(value).columnLabel(value);
}

export function estimateOf(value: Value): Estimate | undefined {
  return entryOf(value).estimate(value);
}

/** The printed interval with its level and method; undefined for a shape without intervals. */
export function limitsOf(value: Value): Limits | undefined {
  return entryOf(value).limits?.(value);
}

/** What the value counts; undefined for values that count nothing, or do not say in how many. */
export function countsOf(value: Value): Counts | undefined {
  return entryOf(value).counts?.(value);
}

/** What to compute an interval from, for a value whose source prints none. */
export function countsWithoutInterval(value: Value): Counts | undefined {
  return limitsOf(value)?.ci ? undefined : countsOf(value);
}

/** What the value compares; undefined for a value of one arm. */
export function contrastOf(value: Value): Contrast | undefined {
  const { contrast } = entryOf(value);
  return typeof contrast === 'function' ? contrast(value) : contrast;
}

export function faultsOf(value: Value): Fault[] {
  return entryOf(value).faults(value);
}

export function aboutOf(value: Value): string | undefined {
  return entryOf(value).about(value);
}

export function factOf(value: Value, setting: Setting): Fact {
  return entryOf(value).fact(value, setting);
}

/** `a hazard ratio`, `hazard ratios`. */
export function nounOf(shape: ShapeName): { one: string; many: string } {
  return shapes[shape].noun;
}
