import { partsOf, type ResponsePart } from '../../notation/responses.ts';
import { add, roundHalfUp, toRational } from '../../notation/rounding.ts';
import { writeFinding } from '../../notation/values.ts';
import { percentText } from '../../shapes/proportion.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, formatParting, joined, numberPiece, textPiece } from '../data-table.ts';
import { partingsOf } from '../partings.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { labelsOfArm } from '../rows.ts';
import { evidenceOf } from '../spec.ts';
import type { StackedBar, StackedResponseChart } from './layout.ts';
import type { ResponseBar, StackedResponseRequest } from './request.ts';

/** One bar for each arm, its parts the deepest response first. */
export function planStackedResponse(
  { id: figure, bars }: StackedResponseRequest,
  planning: FigurePlanning,
): ChartPlan<StackedResponseChart> {
  const findings = bars.flatMap((bar) => Object.values(bar));
  const drawn = bars.map((bar) => ({ bar, parts: partsOf(bar) }));
  const totals = bars.map(({ orr }) => orr);
  const partings = partingsOf(figure, totals, planning);
  const chart: StackedResponseChart = {
    kind: 'stacked-response',
    categories: drawn[0]?.parts.map(({ name }) => name) ?? [],
    bars: drawn.map(({ bar, parts }, i) => ({
      ...labelsOfArm(bar.orr, totals, partings[i]?.isUnderHeading),
      ...barOf(bar, parts, planning),
      below: partings[i]?.below,
    })),
  };
  return {
    chart,
    alt: altOf(chart, drawn),
    remarks: caveatsOn(chart, drawn),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Trial and arm', ...chart.categories.map((name) => `${name}, %`), 'ORR, %', 'n/N'],
        ['Trial and arm'],
      ),
      rows: drawn.map(({ bar, parts }) => dataRow(bar, parts, planning)),
    },
  };
}

function barOf(
  bar: ResponseBar,
  parts: ResponsePart[],
  { intervals, entries }: FigurePlanning,
): Omit<StackedBar, 'label' | 'sublabel' | 'below'> {
  const { orr } = bar;
  return {
    segments: parts.map(({ percent, printed, from }) => ({
      percent: Math.max(0, percent),
      printed,
      datum: from.map(({ id }) => id).join(' '),
    })),
    total: `${percentText(orr.value)}%`,
    count: isCounted(bar) ? writeFinding(orr, 'n/N', intervals).text : '—',
    datum: orr.id,
    evidence: evidenceOf(Object.values(bar), entries),
    hollow: Object.values(bar).some(
      ({ grade, value }) => grade === 'unconfirmed' || value.approximate === true,
    ),
  };
}

function isCounted({ orr: { value } }: ResponseBar): boolean {
  return value.events !== undefined && value.of !== undefined;
}

function caveatsOn(
  { bars, categories }: StackedResponseChart,
  drawn: { bar: ResponseBar; parts: ResponsePart[] }[],
): string[] {
  return [
    `Parts of the overall response (ORR) in % of patients, the deepest at the left${categories.length > 1 ? '; each part excludes the deeper ones' : ''}.`,
    drawn.some(isRounded) ? 'Parts may not add up to the total because of rounding.' : '',
    bars.some(({ hollow }) => hollow)
      ? 'Outlines only: approximate, or not confirmed in a primary document.'
      : '',
  ].filter(Boolean);
}

/** Whether the parts as printed miss the total as printed. */
function isRounded({ bar, parts }: { bar: ResponseBar; parts: ResponsePart[] }): boolean {
  const numbers = parts.map(({ printed }) => toRational(Number(printed.replace('\u2212', '-'))));
  const sum = numbers.reduce(add, toRational(0));
  const total = toRational(Number(percentText(bar.orr.value)));
  return roundHalfUp(sum, 6) !== roundHalfUp(total, 6);
}

function altOf(
  { bars }: StackedResponseChart,
  drawn: { bar: ResponseBar; parts: ResponsePart[] }[],
): Piece[] {
  const told = drawn.map(({ bar: { orr }, parts }, i) => {
    const { label, sublabel, total, count, below } = bars[i] as StackedBar;
    const said = parts.map(({ name, printed, from }) => [
      textPiece(`${name} `),
      numberPiece(`${printed}%`, from[0] ?? orr),
    ]);
    return [
      ...formatParting(below, (text) => numberPiece(text, orr)),
      textPiece(sublabel ? `${label} (${sublabel}): ` : `${label}: `),
      ...joined(said, ', '),
      textPiece('; overall '),
      numberPiece(total, orr),
      textPiece(', '),
      count === '—' ? textPiece('n/N not known') : numberPiece(count, orr),
      textPiece('.'),
    ];
  });
  return [
    textPiece('Stacked bars of best response in per cent of patients, deepest first. '),
    ...joined(told, ' '),
  ];
}

function dataRow(bar: ResponseBar, parts: ResponsePart[], { intervals }: FigurePlanning): Cell[] {
  const { orr } = bar;
  const datum = orr;
  return [
    cell(`${orr.trial.name}, ${orr.arm?.label ?? ''}`),
    ...parts.map(({ printed, from }) => cell(printed, from[0] ?? orr)),
    cell(percentText(orr.value), datum),
    isCounted(bar) ? cell(writeFinding(orr, 'n/N', intervals), datum) : cell('—'),
  ];
}
