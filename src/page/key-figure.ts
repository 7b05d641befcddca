import type { Assessment } from '../evidence/assess.ts';
import type { House } from '../model/house.ts';
import type { KeyFigure } from '../model/library.ts';
import { writePeriod } from '../notation/dates.ts';
import { writePopulation } from '../notation/terms.ts';
import { intervalHead, writeDatum, writeFinding } from '../notation/values.ts';
import { nbsp } from '../notation/written.ts';
import { limitsOf } from '../shapes/shapes.ts';
import { bound, lineOf, type TextSetting } from '../text/from-prose.ts';
import { type Text, words } from '../text/run.ts';

/** A number to remember, as texts. */
export interface KeyNumber {
  numeral: Text;
  /** Empty without one. */
  unit: string;
  /** Too long for a line of its tile. */
  isLong: boolean;
  label: Text;
  detail: Text;
}

/** Characters that a tile shows in one line; what is longer is set in smaller type. */
const longest = { unit: 9, numeral: 14 };

export function keyNumberOf(
  { datum, show, label, detail }: KeyFigure,
  assessment: Assessment,
  setting: TextSetting,
): KeyNumber {
  const text = writeDatum(datum, show, assessment.intervals)
    .text.replace(/^about /, '~')
    .replace(/billion$/, 'bn')
    .replace(/million$/, 'm');
  const [numeral, unit] = numeralAndUnit(text);
  const staysWithNumeral = unit.length > longest.unit || /\d/.test(unit);
  const whole = staysWithNumeral ? `${numeral} ${unit.replaceAll(nbsp, ' ')}` : numeral;
  return {
    numeral: [bound({ text: whole, id: datum.id, how: 'value' }, assessment.entries)],
    unit: staysWithNumeral ? '' : unit,
    isLong: whole.length > longest.numeral,
    label: label ? lineOf(label, setting) : words(labelOf(datum)),
    detail: detail ? lineOf(detail, setting) : detailOf(datum, assessment),
  };
}

/** `−0.24` and `percentage points`; all of a text that is more than a number and its unit. */
function numeralAndUnit(text: string): [string, string] {
  const [, numeral, unit] =
    /^(\D*\d[\d.,]*)\u00a0((?:per\b|(?!(?:of|to|in|against)\b)[^\d\s(–])[^(]*)$/u.exec(text) ?? [];
  return numeral === undefined || unit === undefined ? [text, ''] : [numeral, unit];
}

function labelOf(datum: KeyFigure['datum']): string {
  if (datum.kind === 'sale') return `${datum.product.name} sales, ${writePeriod(datum.period)}`;
  const { endpoint, trial } = datum;
  return `${endpoint.label}, ${trial.name}`;
}

function detailOf(datum: KeyFigure['datum'], { intervals, entries }: Assessment): Text {
  if (datum.kind === 'sale') return words(datum.product.sales.basis);
  const { population, value } = datum;
  const hasInterval = intervals.has(datum.id) || limitsOf(value)?.ci;
  const interval: Text = hasInterval
    ? [
        ...words(`${intervalHead([datum])} `),
        bound({ text: writeFinding(datum, 'ci', intervals).text, id: datum.id, how: 'value' }, entries),
      ]
    : [];
  const whom = population ? writePopulation(population) : '';
  return [...interval, ...words(hasInterval && whom ? ` · ${whom}` : whom)];
}

/** The house's abbreviations that occur in a text as words of their own, in alphabetical order. */
export function abbreviationsIn(text: string, { abbreviations }: House): { term: string; meaning: string }[] {
  return Object.entries(abbreviations)
    .filter(([term]) => text.includes(term) && wordPattern(term).test(text))
    .map(([term, meaning]) => ({ term, meaning }))
    .sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
}

function wordPattern(term: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}-])${RegExp.escape(term)}(?![\\p{L}\\p{N}-])`, 'u');
}
