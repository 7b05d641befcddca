import { z } from 'zod';
import { periodPattern } from './period.ts';
import { isSlug, slugPattern } from './slug.ts';

/** A number as its author wrote it: `text` is printed, so that 0.10 stays 0.10; `value` is for arithmetic. */
export interface Decimal {
  text: string;
  value: number;
}

/** Why a value has no number. Three different things, printed differently, and never a zero. */
type Unavailable = 'not reached' | 'not estimable' | 'not reported';

export interface Quantity {
  value: Decimal;
  unit: TimeUnit;
}

export const timeUnit = z.enum(['days', 'weeks', 'months', 'years']);

export type TimeUnit = z.infer<typeof timeUnit>;

/** Patients with an event, and all of their group. */
export interface EventsOf {
  events: number;
  of: number;
}

/** A confidence limit; `unbounded` at the open end of a one-sided interval. */
export type Bound = Decimal | Unavailable | 'unbounded';

/** Sensitivity of a measurable-residual-disease test: one cell in 10^-exponent. */
export interface Threshold {
  exponent: number;
}

export interface PValue {
  relation: '<' | '=' | '>';
  value: Decimal;
}

/** Lines of therapy at which a trial enrolled; `openEnded` for "4+". 0 is an untreated precursor. */
export interface Line {
  from: number;
  openEnded: boolean;
}

const unavailable = z.enum(['not reached', 'not estimable', 'not reported']);

/**
 * A string that must have one form. Every YAML scalar reaches us as text (the failsafe schema),
 * so 012, 1_000, 1e3, .inf and 12:30 are distinguished here and never by a YAML number rule.
 */
function scalar<T>(
  pattern: RegExp,
  expected: string,
  editor: 'number' | 'integer' | 'boolean' | 'string',
  convert: (match: RegExpExecArray) => T,
) {
  return z
    .string()
    .meta({ editor, pattern: pattern.source, description: expected })
    .transform((text, context): T => {
      const match = pattern.exec(text);
      if (match) return convert(match);
      context.addIssue({ code: 'custom', message: `expected ${expected}`, params: { code: 'wrong-form' } });
      return z.NEVER;
    });
}

function toDecimal(text: string): Decimal {
  return { text, value: Number(text) };
}

const plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

export const decimal = scalar(plainDecimal, 'a plain decimal such as 61.9', 'number', (m) => toDecimal(m[0]));

export const percentage = decimal.refine((d) => d.value >= 0 && d.value <= 100, {
  error: 'expected a percentage from 0 to 100',
  params: { code: 'out-of-range' },
});

export const notNegative = decimal.refine((d) => d.value >= 0, {
  error: 'expected a number of 0 or more',
  params: { code: 'out-of-range' },
});

export const wholeNumber = scalar(/^(?:0|[1-9]\d{0,8})$/, 'a whole number such as 368', 'integer', (m) =>
  Number(m[0]),
);

export const eventsOf = scalar(
  /^(0|[1-9]\d{0,8})\/([1-9]\d{0,8})$/,
  'events of patients, such as 147/368',
  'string',
  (m): EventsOf => ({ events: Number(m[1]), of: Number(m[2]) }),
);

export const flag = scalar(/^(?:true|false)$/, 'true or false', 'boolean', (m) => m[0] === 'true');

export const quantity = scalar(
  /^((?:0|[1-9]\d*)(?:\.\d+)?) (days|weeks|months|years)$/,
  'a time with its unit, such as 61.9 months',
  'string',
  (m): Quantity => ({ value: toDecimal(m[1] as string), unit: m[2] as TimeUnit }),
);

export const quantityOrUnavailable = z.union([unavailable, quantity], {
  error: 'expected a time such as 61.9 months, or not reached, not estimable, not reported',
});

export const bound = z.union([unavailable, z.literal('unbounded'), decimal], {
  error: 'expected a plain decimal, or not reached, not estimable, not reported, unbounded',
});

/** A confidence level in per cent, such as 95 or 99.73. */
export const level = decimal.refine((d) => d.value >= 50 && d.value < 100, {
  error: 'expected a confidence level in per cent, from 50 to under 100',
  params: { code: 'out-of-range' },
});

export const interval = z.tuple([bound, bound]);

export const threshold = scalar(
  /^10\^-([1-9])$/,
  'a sensitivity such as 10^-5',
  'string',
  (m): Threshold => ({ exponent: -Number(m[1]) }),
);

export const pValue = scalar(
  /^([<>])?(0\.\d+|0|1|1\.0+)$/,
  'a p value such as 0.068 or "<0.001"',
  'number',
  (m): PValue => ({ relation: (m[1] ?? '=') as PValue['relation'], value: toDecimal(m[2] as string) }),
);

export const line = scalar(
  /^(\d)(\+)?$/,
  'a line of therapy such as 1 or 4+',
  'integer',
  (m): Line => ({ from: Number(m[1]), openEnded: m[2] === '+' }),
);

/** A calendar day, "2026-04-21". */
export const date = scalar(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-04-21', 'string', (m) => m[0]).refine(
  isCalendarDay,
  { error: 'no such day in the calendar', params: { code: 'no-such-date' } },
);

function isCalendarDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A month, "2025-11". */
export const month = scalar(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month such as 2025-11', 'string', (m) => m[0]);

/** A quarter, "2026-Q1". */
export const quarter = scalar(/^\d{4}-Q[1-4]$/, 'a quarter such as 2026-Q1', 'string', (m) => m[0]);

/** A period that sales are reported for. */
export const period = scalar(
  periodPattern,
  'a period such as 2026-Q1, 2025-H1, 2025-9M, FY2025 or 2025',
  'string',
  (m) => m[0],
);

/** A month of the year by its number. */
export const monthOfYear = scalar(/^(0?[1-9]|1[0-2])$/, 'a month from 01 to 12', 'string', (m) =>
  Number(m[1]),
);

/**
 * Control, direction, zero-width, tag and private-use characters and halves of pairs: unseen in an
 * editor, seen by a reader. Joiners stay: some scripts and emoji need them.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}\p{Co}\p{Cs}]/u;

/** The text without characters that a reader cannot see. */
export function withoutUnseenCharacters(value: string): string {
  return value.replaceAll(new RegExp(unseen, 'gu'), '');
}

/** Offset of the first character that an author cannot see. */
export function findUnseenCharacter(value: string): number | undefined {
  return unseen.exec(value)?.index;
}

/** Prose of any length without unseen characters. */
export const text = z
  .string()
  .min(1, { error: 'must not be empty' })
  .refine((value) => findUnseenCharacter(value) === undefined, {
    error: 'contains a control, private-use or text-direction character',
    params: { code: 'unseen-character' },
  });

export const slug = scalar(
  slugPattern,
  'lower-case letters, digits and hyphens',
  'string',
  (m) => m[0],
).refine(isSlug, {
  error: 'is a name reserved by Windows',
});

export const httpsUrl = z
  .string()
  .meta({ format: 'uri' })
  .refine(isHttpsUrl, { error: 'expected an https address', params: { code: 'wrong-form' } });

/** Whether a text is an https address that can be written in a page. */
export function isHttpsUrl(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:' && !/[\s<>"]/.test(value);
}
