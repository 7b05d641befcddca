import { type Period, periodsBetween } from '../../model/period.ts';
import type { Product, Sale } from '../../model/product.ts';
import { type Computed, growthKey } from '../../notation/calls.ts';
import { nounOfPeriod, writePeriod, writeShortPeriod } from '../../notation/dates.ts';
import {
  formatRestatement,
  inUnit,
  type MoneyUnit,
  numberIn,
  usualUnit,
  writeSale,
  writeUnit,
} from '../../notation/money.ts';
import { writeSignedPercent } from '../../notation/rounding.ts';
import {
  baseOf,
  fiscalCaveats,
  lacksBase,
  missingGrowthCaveats,
  missingPeriodCaveat,
  restatementCaveats,
} from '../../notation/sales-remarks.ts';
import { capitalised } from '../../notation/values.ts';
import { written } from '../../notation/written.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, textPiece } from '../data-table.ts';
import type { ChartPlan } from '../plan.ts';
import { hollowCaveat } from '../spec.ts';
import type { SalesBar, SalesChart } from './layout.ts';
import type { SalesRequest } from './request.ts';

interface Place {
  period: Period;
  sale: Sale | undefined;
}

/** Worldwide sales by period with growth on the year before; a period without a usable value is a gap. */
export function planSales(request: SalesRequest, computed: Computed): ChartPlan<SalesChart> {
  const { product, against } = request;
  const products = [product, ...(against ? [against] : [])];
  const panels = products.map((one) => placesOf(one, request));
  const places = panels.flat();
  const sales = places.flatMap(({ sale }) => sale ?? []);
  const moneyUnit = unitOf(panels);
  const unit = sales[0] ? writeUnit(sales[0], moneyUnit) : moneyUnit;
  const noun = nounOfPeriod[request.from.kind];
  const drawn = panels.map((panel) =>
    panel.map((place) =>
      barOf(place, { unit: moneyUnit, focus: place.period.key === request.to.key, computed }),
    ),
  );
  const [bars = [], others] = drawn;
  const bases = sales.flatMap((sale) => baseOf(sale) ?? []);
  return {
    chart: {
      kind: 'sales',
      unit,
      bars,
      ...(against && others && { name: product.name, against: { name: against.name, bars: others } }),
    },
    alt: [
      textPiece(
        `Bar chart of ${products.map(({ name }) => name).join(' and ')} sales in ${unit} by ${noun}, with year-on-year growth. `,
      ),
      ...drawn.flatMap((panel, i) => [
        textPiece(`${i > 0 ? ' ' : ''}${against ? `${products[i]?.name}: ` : ''}`),
        ...panel.flatMap((bar, index) => [
          ...formatBar(bar, panels[i]?.[index]?.sale),
          textPiece(index < panel.length - 1 ? '; ' : '.'),
        ]),
      ]),
    ],
    remarks: caveatsOn(places, computed),
    sourceIds: [...sales, ...bases].flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      sortable: !against,
      columns: columns(
        [...(against ? ['Product'] : []), capitalised(noun), unit, 'Year on year', 'Source status'],
        ['Product', capitalised(noun), 'Source status'],
      ),
      rows: panels.flatMap((panel, i) =>
        panel.map((place) => [
          ...(against ? [cell(products[i]?.name ?? '')] : []),
          ...dataRow(place, moneyUnit, computed),
        ]),
      ),
    },
  };
}

function placesOf(product: Product, { from, to }: SalesRequest): Place[] {
  return periodsBetween(from, to).map((period) => ({
    period,
    sale: product.sales.periods.find((sale) => sale.period.key === period.key),
  }));
}

/** Billions where each product reaches one, thousands where none reaches a million. */
function unitOf(panels: Place[][]): MoneyUnit {
  const units = panels.map((panel) => panel.flatMap(({ sale }) => (sale ? usualUnit(sale) : [])));
  if (units.every((own) => own.includes('billion'))) return 'billion';
  return units.flat().every((one) => one === 'thousand') ? 'thousand' : 'million';
}

function barOf(
  { period, sale }: Place,
  { unit, focus, computed }: { unit: MoneyUnit; focus: boolean; computed: Computed },
): SalesBar {
  const label = writeShortPeriod(period);
  if (!sale) return { label, printed: 'n/a', growth: '', focus: false, hollow: false };
  return {
    label,
    value: numberIn(sale, unit),
    printed: inUnit(sale, unit),
    growth: growthText(sale, computed, 0),
    focus,
    hollow: isHollow(sale),
    ...(sale.restated !== undefined && { restated: true as const }),
    datum: sale.id,
  };
}

function growthText(sale: Sale, computed: Computed, decimals: number): string {
  return writeSignedPercent(computed.growths.get(growthKey(sale, 'year'))?.percent, decimals);
}

function isHollow({ grade, approximate }: Sale): boolean {
  return grade === 'unconfirmed' || approximate === true;
}

function caveatsOn(places: Place[], computed: Computed): string[] {
  const sales = places.flatMap(({ sale }) => sale ?? []);
  return [
    ...basesOf(sales),
    hollowCaveat(sales),
    sales.some(({ restated }) => restated) ? 'r: restated by a later report.' : '',
    ...restatementCaveats(sales, computed),
    places.some(({ sale }) => !sale) || lacksBase(sales, computed) ? missingPeriodCaveat(sales) : '',
    ...missingGrowthCaveats(sales, computed),
    ...fiscalCaveats(sales),
  ].filter(Boolean);
}

/** What the sales are, of each product where they differ. */
function basesOf(sales: readonly Sale[]): string[] {
  const products = [...new Set(sales.map(({ product }) => product))];
  const bases = [...new Set(products.map(({ sales: { basis } }) => basis))];
  if (bases.length < 2) return bases.map((basis) => `${capitalised(basis)}.`);
  return products.map(({ name, sales: { basis } }) => `${name}: ${basis}.`);
}

function formatBar({ label, printed, growth, hollow, restated }: SalesBar, sale: Sale | undefined): Piece[] {
  const datum = sale;
  const number = (text: string): Piece => ({ written: written(text), datum });
  const grown = growth && growth !== 'n/a' ? [textPiece(' ('), number(growth), textPiece(')')] : [];
  return [
    textPiece(`${label} `),
    number(printed),
    ...grown,
    textPiece(`${hollow ? ', unconfirmed' : ''}${restated ? ', restated' : ''}`),
  ];
}

function dataRow({ period, sale }: Place, unit: MoneyUnit, computed: Computed): Cell[] {
  if (!sale) return [cell(writePeriod(period)), cell('—'), cell('n/a'), cell('no source read')];
  const datum = sale;
  return [
    cell(writePeriod(period)),
    cell(inUnit(sale, unit), datum),
    cell(growthText(sale, computed, 1), datum),
    {
      main: [
        textPiece(sale.grade),
        ...(sale.derived === undefined
          ? []
          : [textPiece('; derived: '), { written: written(sale.derived), datum, unmarked: true as const }]),
        ...(sale.restated === undefined ? [] : [textPiece(`; restated ${formatRestatement(sale.restated)}`)]),
        ...(sale.original === undefined
          ? []
          : [textPiece('; first reported '), { written: writeSale(sale, 'original'), datum }]),
      ],
    },
  ];
}
