import type { Assessment } from '../evidence/assess.ts';
import type { KeyFigure } from '../model/library.ts';
import type { Prose } from '../model/prose.ts';
import { writePeriod } from '../notation/dates.ts';
import { writePopulation } from '../notation/populations.ts';
import { intervalHead, writeDatum, writeFinding } from '../notation/values.ts';
import { escapeHtml, nbsp } from '../notation/written.ts';
import { limitsOf } from '../shapes/shapes.ts';
import { bindDatum } from './binding.ts';
import { type Html, html } from './markup.ts';
import type { PageModel } from './page-model.ts';

/** Characters that a tile shows in one line; what is longer breaks, a number in smaller type. */
const LONGEST = { unit: 9, numeral: 14 };

export function keyFigureModel(
  { datum, show, label, detail }: KeyFigure,
  assessment: Assessment,
  inline: (prose: Prose) => Html,
): PageModel['keyFigures'][number] {
  const text = writeDatum(datum, show, assessment.intervals)
    .text.replace(/^about /, '~')
    .replace(/billion$/, 'bn')
    .replace(/million$/, 'm');
  const [numeral, unit] = numeralAndUnit(text);
  const isLong = unit.length > LONGEST.unit || /\d/.test(unit);
  const numeralHtml = isLong
    ? `${escapeHtml(numeral)} <span class="unit long">${escapeHtml(unit.replaceAll(nbsp, ' '))}</span>`
    : escapeHtml(numeral);
  const bound = bindDatum({ text: numeral, html: numeralHtml }, datum, assessment.entries);
  return {
    numeral: html(numeral.length > LONGEST.numeral ? `<span class="long">${bound}</span>` : bound),
    unit: isLong ? '' : unit,
    label: label ? inline(label) : html(escapeHtml(labelOf(datum))),
    detail: detail ? inline(detail) : detailOf(datum, assessment),
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

function detailOf(datum: KeyFigure['datum'], { intervals, entries }: Assessment): Html {
  if (datum.kind === 'sale') return html(escapeHtml(datum.product.sales.basis));
  const { population, value } = datum;
  const hasInterval = intervals.has(datum.id) || limitsOf(value)?.ci;
  const interval =
    hasInterval &&
    `${intervalHead([datum])} ${bindDatum(writeFinding(datum, 'ci', intervals), datum, entries)}`;
  return html([interval, population && escapeHtml(writePopulation(population))].filter(Boolean).join(' · '));
}
