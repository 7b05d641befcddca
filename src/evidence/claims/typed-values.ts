import type { Endpoint } from '../../model/endpoint.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { percentNumber } from '../../shapes/proportion.ts';
import { findQuantities } from '../lint/quantities.ts';
import type { ClaimContext } from './claim.ts';
import { findNames, namesTrial, testedNames } from './passage.ts';
import { type Sentence, typedText } from './sentences.ts';

/** A number that an author typed: one value, or both ends of a range. */
export interface TypedValue {
  text: string;
  start: number;
  unit: '%' | 'months';
  /** In rising order; one, or two of a range. */
  values: number[];
  /** Printed without decimals. */
  rounded: boolean;
}

/** What precedes an interval, which is not a range of results. */
const beforeInterval = /(?:\b(?:CIs?|CrI|intervals?|IQR|range|limits?)\b[^.;]{0,8}|[[(]\s?)$/i;

/** Percentages and months typed in a sentence; intervals are left out. */
export function typedValues(sentence: Sentence): TypedValue[] {
  const text = typedText(sentence);
  if (!/\d[^.;]{0,3}(?:%|per ?cent|months?)/i.test(text)) return [];
  return findQuantities(text)
    .filter(({ kind }) => kind === 'evidence')
    .flatMap(({ text: written, start }) => toTypedValue(written, start))
    .filter(({ values, start }) => values.length === 1 || !beforeInterval.test(text.slice(0, start)));
}

/** `1,234` is one number; `1,23` are two. */
const numeral = /\d{1,3}(?:,\d{3})+(?!\d)(?:[.·]\d+)?|\d+(?:[.·]\d+)?/g;

function toTypedValue(text: string, start: number): TypedValue[] {
  const unit = /%|per ?cent/i.test(text) ? '%' : /months?$/i.test(text) ? 'months' : undefined;
  const numbers = [...text.matchAll(numeral)].map(([found]) => found.replaceAll(',', '').replace('·', '.'));
  if (!unit || numbers.length > 2 || / of | in |\//.test(text)) return [];
  const values = numbers.map(Number).sort((a, b) => a - b);
  return [{ text, start, unit, values, rounded: numbers.every((number) => !number.includes('.')) }];
}

/** The value of a result in a unit, if it has one. */
export function valueIn({ value }: Finding, unit: TypedValue['unit']): number | undefined {
  if (unit === 'months')
    return value.shape === 'median' && typeof value.value !== 'string' ? value.value.value.value : undefined;
  if (value.shape === 'rate') return value.percent.value;
  if (value.shape !== 'proportion') return undefined;
  return value.percent?.value ?? percentNumber(value);
}

/** Trials that a sentence speaks of: those it names, or those of the drugs it names. */
export function trialsOf({ text }: Sentence, { library: { trials, products } }: ClaimContext): Trial[] {
  const all = [...trials.values()];
  const named = all.filter((trial) => namesTrial(text, trial));
  if (named.length > 0) return named;
  return all.filter((trial) => findNames(text, testedNames(trial, products)).length > 0);
}

/** Usual words for what has a short name. */
const usualWords: Record<string, string> = {
  orr: 'ORR|[Oo]verall responses?|[Rr]esponse rates?|[Oo]bjective responses?',
  cr: 'CR|[Cc]omplete (?:response|remission)s?',
  scr: 'sCR|[Ss]tringent complete responses?',
  'mrd-negativity': 'MRD|[Rr]esidual disease',
  pfs: 'PFS|[Pp]rogression-free survival',
  os: 'OS|[Oo]verall survival',
};

export function endpointsNamed(text: string, endpoints: ReadonlyMap<string, Endpoint>): Set<string> {
  const named = [...endpoints.values()].filter(({ id, label, abbreviation }) => {
    const own = [abbreviation ?? label, label, label.toLowerCase()];
    const usual = usualWords[id];
    return (
      findNames(text, own).length > 0 ||
      (usual !== undefined && new RegExp(`(?<![\\p{L}\\d])(?:${usual})(?![\\p{L}\\d])`, 'u').test(text))
    );
  });
  return new Set(named.map(({ id }) => id));
}
