import type { z } from 'zod';
import type { Decimal, Threshold } from '../model/scalars.ts';
import { type Written, written } from '../notation/written.ts';
import type { Limits } from './interval.ts';

/** Limits in the unit of their estimate. */
export interface Interval {
  low: number;
  high: number;
}

/** What a value does not say itself and needs when it is written. */
export interface Setting {
  /** The endpoint's abbreviation, or else its label. */
  endpoint: string;
  /** Sensitivity of the test for residual disease. */
  threshold?: Threshold | undefined;
  /** Two-sided 95% limits that were computed here, because the source prints none. */
  computed?: Interval | undefined;
}

/** One way to write a value; undefined when the value lacks what that takes. */
type Form<V> = (value: V, setting: Setting) => Written | string | undefined;

/** Words, or what is part of the value and leads to its evidence. */
export type Beneath = { text: string } | { bound: Written };

/** What is wrong with a value by itself, whatever its source says. Places are relative to the value. */
export interface Fault {
  code: string;
  /** Begins with the written value in quotation marks where the name of the field is to precede it. */
  message: string;
  at: readonly (string | number)[];
  related?: { message: string; at: readonly (string | number)[] }[];
  hints?: string[];
}

/** The one number that a value is about, for arithmetic and drawing. */
export interface Estimate {
  decimal: Decimal;
  /** The field of the YAML that contains it. */
  field: string;
  /** `%`, `months`, `mg/dL`; empty for a ratio. */
  unit: string;
}

/** What an interval can be computed from where the source prints none. */
export type Counts =
  | { kind: 'patients'; events: number; of: number }
  /** Events in a time at risk; the rate is given per `per` units of it. */
  | { kind: 'exposure'; events: number; exposure: number; per: number };

/** What makes a value a comparison of two arms. */
export interface Contrast {
  /** `HR`, `OR`, `RR`. */
  abbreviation: string;
  /** The value that says there is no difference: 1 on a logarithmic scale, 0 on a linear one. */
  none: 0 | 1;
  /** Whether it compares how often an event occurs, or how large something is. */
  compares: 'events' | 'amounts';
}

/** How a value is distinguished and printed in the record of an edition's data. */
export interface Fact {
  /** The estimate as the source prints it. */
  estimate: string;
  /** Printed beside it in the source: interval, p value, spread. */
  details: Record<string, string>;
}

/**
 * Everything the program needs to know of one shape of value. `Raw` is what an author writes under the
 * shape's key, `V` what is made of it, `F` the names of the forms it can be shown in.
 */
export interface Shape<Raw, V, F extends string> {
  schema: z.ZodType<Raw>;
  noun: { one: string; many: string };
  /** Whether a finding of this shape belongs to two arms or to one arm, a group or the whole trial. */
  subject: 'comparison' | 'one' | 'either';
  /** Makes the value of what was written, or says what is missing. */
  complete(raw: Raw): V | Fault;
  /** How it can be shown in a briefing, the usual form first. */
  forms: { readonly [K in F]: Form<V> };
  /** The estimate without its unit, for a table; `NR` for a median that was not reached. */
  numeral(value: V): string;
  /** The unit that a table names in the head of a column or after the numeral. */
  unit(value: V): string | undefined;
  /** What is set small beneath the numeral in a table, in pieces. */
  beneath(value: V, setting: Setting): Beneath[];
  /** What kind of number a column of a table contains: `median, months`. Undefined for proportions and counts. */
  columnLabel(value: V): string | undefined;
  estimate(value: V): Estimate | undefined;
  /** The printed interval with its level and method, in the unit of the estimate. */
  limits?(value: V): Limits | undefined;
  /** Present when an interval can be computed for a value that has none in print. */
  counts?(value: V): Counts | undefined;
  contrast?: Contrast | ((value: V) => Contrast);
  faults(value: V): Fault[];
  /** What distinguishes two values of the same endpoint and arm: the landmark of a rate. */
  about(value: V): string | undefined;
  fact(value: V, setting: Setting): Fact;
}

/** Keeps the names of the forms in the type. */
export function defineShape<Raw, V, F extends string>(shape: Shape<Raw, V, F>): Shape<Raw, V, F> {
  return shape;
}

export function isFault(value: object): value is Fault {
  return 'code' in value && 'at' in value;
}

/** The one bound piece, where there is something to say. */
export function boundPiece(said: string | undefined): Beneath[] {
  return said === undefined ? [] : [{ bound: written(said) }];
}
