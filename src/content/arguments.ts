import type { Place } from '../diagnostics.ts';
import type { Call } from '../model/briefing.ts';
import { type Datum, type Show, showsOf } from '../model/library.ts';
import { type TimeUnit, timeUnit } from '../model/scalars.ts';
import type { Finding } from '../model/trial.ts';
import { decimalsOf } from '../notation/rounding.ts';
import { isTimeUnit } from '../notation/terms.ts';
import { estimateOf, nounOf, usualForm } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import type { FileCheck } from './file-check.ts';
import { kindOf } from './names.ts';

export interface Argument {
  /** Undefined when the argument is not a string. */
  text: string | undefined;
  place: Place;
}

/** An expression as its author wrote it. */
export interface WrittenCall {
  name: string;
  /** The name is in quotation marks. */
  isQuoted: boolean;
  place: Place;
  params: Argument[];
  named: Map<string, Argument & { keyPlace: Place }>;
}

/** Keys of the briefing's own figures and tables. */
export interface DisplayKeys {
  figures: readonly string[];
  tables: readonly string[];
}

export interface CallContext {
  call: WrittenCall;
  placeable: DisplayKeys;
  check: FileCheck;
}

/** What the argument at `index` names. */
export function findNamed<Kind extends 'address' | 'source'>(
  what: Kind,
  index: number,
  { call, check }: CallContext,
) {
  const { text = '', place = call.place } = call.params[index] ?? {};
  return check.names.find(what, text, place, check.diagnostics);
}

/** The datum of the first argument, if it is of the kind that the expression is for. */
export function findDatum<Kind extends Datum['kind']>(
  kind: Kind,
  context: CallContext,
): Extract<Datum, { kind: Kind }> | undefined {
  const datum = findNamed('address', 0, context);
  if (!datum || datum.kind === kind) return datum as Extract<Datum, { kind: Kind }> | undefined;
  const { call, check } = context;
  const { text, place = call.place } = call.params[0] ?? {};
  const use = datum.kind === 'sale' ? 'sales' : 'value';
  return check.complain('wrong-kind', `‘${text}’ is a ${datum.kind}`, place, {
    hints: [`write {{${use} "${text}"}}`],
  });
}

/** The findings of all arguments, when they are numbers of one unit. */
export function findNumbers(context: CallContext): Finding[] | undefined {
  const findings = context.call.params.map((_, index) => findNumber(index, context));
  if (!findings.every((finding) => finding !== undefined)) return undefined;
  const units = new Set(findings.map(unitOf));
  if (units.size === 1) return findings;
  const { call, check } = context;
  const message = `‘${call.name}’ needs values of one unit, not ${[...units].join(' and ')}`;
  return check.complain('wrong-kind', message, call.place);
}

function findNumber(index: number, context: CallContext): Finding | undefined {
  const datum = findNamed('address', index, context);
  if (!datum) return undefined;
  const { call, check } = context;
  const { text, place = call.place } = call.params[index] ?? {};
  const refuse = (is: string, needs: string) =>
    check.complain('wrong-kind', `‘${text}’ is ${is}; ‘${call.name}’ needs ${needs}`, place);
  if (datum.kind !== 'finding') return refuse(kindOf(datum), 'results that are numbers');
  if (estimateOf(datum.value)) return datum;
  const { value } = datum;
  return refuse(value.shape === 'median' ? String(value.value) : kindOf(datum), 'results that are numbers');
}

function unitOf({ value }: Finding): string {
  const unit = estimateOf(value)?.unit;
  return unit === '%' ? 'per cent' : unit || nounOf(value.shape).many;
}

export function withShow(datum: Datum, context: CallContext): Call | undefined {
  const shows = showsOf(datum);
  const show = chooseOption('show', shows[0] as Show, shows, context);
  return show && { name: 'value', datum, show };
}

/** The call with what its author wants written otherwise than in print: fewer decimals, another unit, no sign. */
export function withAdjustment(
  call: Call | undefined,
  { value }: Finding,
  context: CallContext,
): Call | undefined {
  const given = ['decimals', 'unit', 'sign'].filter((name) => context.call.named.has(name));
  if (call?.name !== 'value' || given.length === 0) return call;
  const { named, place } = context.call;
  const estimate = estimateOf(value);
  if (!estimate || call.show !== usualForm(value)) {
    const message = `${given[0]}= changes how an estimate is written; this shows ${estimate ? `its ${call.show}` : 'none'}`;
    return context.check.complain('wrong-argument', message, named.get(given[0] as string)?.place ?? place);
  }
  const isTime = isTimeUnit(estimate.unit);
  const units = isTime ? timeUnit.options : [estimate.unit];
  const unit = chooseOption<string>('unit', estimate.unit, units, context);
  const most = decimalsOf(estimate.decimal.text);
  const choices = Array.from({ length: (unit === estimate.unit ? most : 2) + 1 }, (_, index) =>
    String(index),
  );
  const usual = unit === estimate.unit ? String(most) : '0';
  const decimals = chooseOption('decimals', usual, choices, context);
  const sign = chooseOption('sign', 'shown', ['shown', 'none'], context);
  if (unit === undefined || decimals === undefined || sign === undefined) return undefined;
  return {
    ...call,
    as: { decimals: Number(decimals), ...(isTime && { unit: unit as TimeUnit }), unsigned: sign === 'none' },
  };
}

/** The choice under an option's name, `usual` when there is none. */
export function chooseOption<Choice extends string>(
  name: string,
  usual: Choice,
  choices: readonly Choice[],
  { call, check }: CallContext,
): Choice | undefined {
  const given = call.named.get(name);
  if (!given) return usual;
  const chosen = choices.find((choice) => choice === given.text);
  if (chosen !== undefined) return chosen;
  const message = `${name}="${given.text}" is not possible here; it can be ${choices.join(', ')}`;
  const hints = suggest(given.text ?? '', choices).filter((hint) => !hint.startsWith('known'));
  return check.complain('unknown-choice', message, given.place, { hints });
}
