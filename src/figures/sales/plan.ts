import type { SalesRequest } from '../../model/figures/sales.ts';
import type { Sale } from '../../model/product.ts';
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
  const periods = periodsOf(request);
  const sales = periods.flatMap(({ sale }) => sale ?? []);
  const inBn = sales.some(isBillions);
  const unit = `${sales[0] ? currencySymbol(sales[0]) : ''}\u00a0${inBn ? 'billion' : 'million'}`.replace(
    '$\u00a0',
    '$ ',
  );
  const bars = periods.map((period) => barOf(period, inBn, period.quarter === request.to, computed));
  const baseQuarters = new Set(sales.map(({ quarter }) => quarterAt(quarterIndex(quarter) - 4)));
  const bases = request.product.sales.quarters.filter(({ quarter }) => baseQuarters.has(quarter));
  return {
    chart: { kind: 'sales', unit, bars },
    alt: [
      textPiece(
        `Bar chart of ${request.product.name} sales in ${unit} by quarter, with growth on the year before. `,
      ),
      ...bars.flatMap((bar, index) => [
        ...sayBar(bar, periods[index]?.sale),
        textPiece(index < bars.length - 1 ? '; ' : '.'),
      ]),
    ],
    remarks: remarksOn(periods, computed),
    sourceIds: [...sales, ...bases].flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      sortable: true,
      columns: columns(['Quarter', unit, 'Year on year', 'How known'], ['Quarter', 'How known']),
      rows: periods.map((period) => dataRow(period, inBn, computed)),
    },
  };
}

function periodsOf({ product, from, to }: SalesRequest): Period[] {
  const [first, last] = [quarterIndex(from), quarterIndex(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const quarter = quarterAt(first + index);
    return { quarter, sale: product.sales.quarters.find((sale) => sale.quarter === quarter) };
  });
}

function barOf({ quarter, sale }: Period, inBn: boolean, focus: boolean, computed: Computed): SalesBar {
  const label = writeShortQuarter(quarter);
  if (!sale) return { label, printed: 'n/a', growth: '', focus: false, hollow: false };
  return {
    label,
    value: sale.value.value,
    printed: amountOf(sale, inBn),
    growth: growthText(sale, computed, 0),
    focus,
    hollow: isHollow(sale),
    datum: sale.id,
  };
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
    sales[0] ? `${capitalised(sales[0].product.sales.basis)}.` : '',
    sales.some(isHollow) ? 'Hollow: unconfirmed or approximate.' : '',
    periods.some(({ sale }) => !sale) || withoutBase
      ? 'n/a: a quarter that it needs is in no source read.'
      : '',
  ].filter(Boolean);
}

function sayBar({ label, printed, growth, hollow }: SalesBar, sale: Sale | undefined): Piece[] {
  const datum = sale && ({ kind: 'sale', sale } as const);
  const number = (text: string): Piece => ({ written: written(text), datum });
  const grown = growth && growth !== 'n/a' ? [textPiece(' ('), number(growth), textPiece(')')] : [];
  return [textPiece(`${label} `), number(printed), ...grown, textPiece(hollow ? ', unconfirmed' : '')];
}

function dataRow({ quarter, sale }: Period, inBn: boolean, computed: Computed): Cell[] {
  if (!sale) return [cell(writeQuarter(quarter)), cell('—'), cell('n/a'), cell('no source read')];
  const datum = { kind: 'sale', sale } as const;
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
      ],
    },
  ];
}
