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

export function keyFigureModel(
  { datum, show, label, detail }: KeyFigure,
  assessment: Assessment,
  inline: (prose: Prose) => Html,
): PageModel['keyFigures'][number] {
  const text = writeDatum(datum, show, assessment.intervals)
    .text.replace(/^about /, '~')
    .replace(/billion$/, 'bn')
    .replace(/million$/, 'm');
  const [numeral = '', unit = ''] = /\d\u00a0[a-z]+$/.test(text) ? text.split(nbsp) : [text];
  return {
    numeral: html(bindDatum({ text: numeral, html: escapeHtml(numeral) }, datum, assessment.entries)),
    unit,
    label: label ? inline(label) : html(escapeHtml(labelOf(datum))),
    detail: detail ? inline(detail) : detailOf(datum, assessment),
  };
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
