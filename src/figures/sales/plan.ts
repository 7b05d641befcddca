import type { SalesRequest } from '../../model/figures/sales.ts';
import type { Product, Sale } from '../../model/product.ts';
import { type Computed, growthKey } from '../../notation/calls.ts';
import { quarterAt, quarterIndex, writeQuarter, writeShortQuarter } from '../../notation/dates.ts';
import { currencySymbol, inBillions, inMillions, isBillions } from '../../notation/money.ts';
import { writeSignedPercent } from '../../notation/rounding.ts';
import { capitalised } from '../../notation/values.ts';
import { written } from '../../notation/written.ts';
import type { Cell, Piece } from '../../tables/spec.ts';
import { cell, columns, textPiece } from '../data-table.ts';
import type { ChartPlan } from '../plan.ts';
import type { SalesBar, SalesChart } from './chart.ts';

interface Period {
  quarter: string;
  sale: Sale | undefined;
}

/** Worldwide sales by quarter with growth on the year before; a quarter without a usable value is a gap. */
export function planSales(request: SalesRequest, computed: Computed): ChartPlan<SalesChart> {
  const { product, against } = request;
  const products = [product, ...(against ? [against] : [])];
  const panels = products.map((one) => periodsOf(one, request));
  const periods = panels.flat();
  const sales = periods.flatMap(({ sale }) => sale ?? []);
  const inBn = panels.every((panel) => panel.some(({ sale }) => sale && isBillions(sale)));
  const unit = `${sales[0] ? currencySymbol(sales[0]) : ''}\u00a0${inBn ? 'billion' : 'million'}`.replace(
    '$\u00a0',
    '$ ',
  );
  const drawn = panels.map((panel) =>
    panel.map((period) => barOf(period, { inBn, focus: period.quarter === request.to, computed })),
  );
  const [bars = [], others] = drawn;
  const baseQuarters = new Set(sales.map(({ quarter }) => quarterAt(quarterIndex(quarter) - 4)));
  const bases = products.flatMap(({ sales: { quarters } }) =>
    quarters.filter(({ quarter }) => baseQuarters.has(quarter)),
  );
  return {
    chart: {
      kind: 'sales',
      unit,
      bars,
      ...(against && others && { name: product.name, against: { name: against.name, bars: others } }),
    },
    alt: [
      textPiece(
        `Bar chart of ${products.map(({ name }) => name).join(' and ')} sales in ${unit} by quarter, with growth on the year before. `,
      ),
      ...drawn.flatMap((panel, i) => [
        textPiece(`${i > 0 ? ' ' : ''}${against ? `${products[i]?.name}: ` : ''}`),
        ...panel.flatMap((bar, index) => [
          ...sayBar(bar, panels[i]?.[index]?.sale),
          textPiece(index < panel.length - 1 ? '; ' : '.'),
        ]),
      ]),
    ],
    remarks: remarksOn(periods, computed),
    sourceIds: [...sales, ...bases].flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      sortable: !against,
      columns: columns(
        [...(against ? ['Product'] : []), 'Quarter', unit, 'Year on year', 'How known'],
        ['Product', 'Quarter', 'How known'],
      ),
      rows: panels.flatMap((panel, i) =>
        panel.map((period) => [
          ...(against ? [cell(products[i]?.name ?? '')] : []),
          ...dataRow(period, inBn, computed),
        ]),
      ),
    },
  };
}

function periodsOf(product: Product, { from, to }: SalesRequest): Period[] {
  const [first, last] = [quarterIndex(from), quarterIndex(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const quarter = quarterAt(first + index);
    return { quarter, sale: product.sales.quarters.find((sale) => sale.quarter === quarter) };
  });
}

function barOf(
  { quarter, sale }: Period,
  { inBn, focus, computed }: { inBn: boolean; focus: boolean; computed: Computed },
): SalesBar {
  const label = writeShortQuarter(quarter);
  if (!sale) return { label, printed: 'n/a', growth: '', focus: false, hollow: false };
  return {
    label,
    value: valueInUnit(sale, inBn),
    printed: amountOf(sale, inBn),
    growth: growthText(sale, computed, 0),
    focus,
    hollow: isHollow(sale),
    ...(sale.restated !== undefined && { restated: true as const }),
    datum: sale.id,
  };
}

/** In the unit of the chart. */
function valueInUnit({ value, product }: Sale, inBn: boolean): number {
  const isInBn = product.sales.unit === 'billion';
  if (isInBn === inBn) return value.value;
  return inBn ? value.value / 1000 : value.value * 1000;
}

function amountOf(sale: Sale, inBn: boolean): string {
  return inBn ? inBillions(sale) : inMillions(sale);
}

function growthText(sale: Sale, computed: Computed, decimals: number): string {
  return writeSignedPercent(computed.growths.get(growthKey(sale, 'year'))?.percent, decimals);
}

function isHollow({ grade, approximate }: Sale): boolean {
  return grade === 'unconfirmed' || approximate === true;
}

function remarksOn(periods: Period[], computed: Computed): string[] {
  const sales = periods.flatMap(({ sale }) => sale ?? []);
  const withoutBase = sales.some((sale) => !computed.growths.get(growthKey(sale, 'year')));
  return [
    ...basesOf(sales),
    sales.some(isHollow) ? 'Hollow: unconfirmed or approximate.' : '',
    sales.some(({ restated }) => restated) ? 'r: restated by a later report.' : '',
    periods.some(({ sale }) => !sale) || withoutBase
      ? 'n/a: a quarter that it needs is in no source read.'
      : '',
  ].filter(Boolean);
}

/** What the sales are, of each product where they differ. */
function basesOf(sales: readonly Sale[]): string[] {
  const products = [...new Set(sales.map(({ product }) => product))];
  const bases = [...new Set(products.map(({ sales: { basis } }) => basis))];
  if (bases.length < 2) return bases.map((basis) => `${capitalised(basis)}.`);
  return products.map(({ name, sales: { basis } }) => `${name}: ${basis}.`);
}

function sayBar({ label, printed, growth, hollow, restated }: SalesBar, sale: Sale | undefined): Piece[] {
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

function dataRow({ quarter, sale }: Period, inBn: boolean, computed: Computed): Cell[] {
  if (!sale) return [cell(writeQuarter(quarter)), cell('—'), cell('n/a'), cell('no source read')];
  const datum = sale;
  return [
    cell(writeQuarter(quarter)),
    cell(amountOf(sale, inBn), datum),
    cell(growthText(sale, computed, 1), datum),
    {
      main: [
        textPiece(sale.grade),
        ...(sale.derived === undefined
          ? []
          : [textPiece('; derived: '), { written: written(sale.derived), datum, unmarked: true as const }]),
        ...(sale.restated === undefined
          ? []
          : [textPiece(`; restated in the report of ${writeQuarter(sale.restated)}`)]),
      ],
    },
  ];
}
