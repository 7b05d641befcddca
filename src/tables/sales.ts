import { type PeriodKind, periodsBetween } from '../model/period.ts';
import type { Product, Sale } from '../model/product.ts';
import type { Decimal } from '../model/scalars.ts';
import { type Computed, growthKey } from '../notation/calls.ts';
import { nounOfPeriod, writePeriod } from '../notation/dates.ts';
import { currencySign, inUnit, type MoneyUnit, usualUnit, writeSale } from '../notation/money.ts';
import { writeSignedPercent } from '../notation/rounding.ts';
import { missingGrowthCaveats, restatementCaveats } from '../notation/sales-remarks.ts';
import { capitalised } from '../notation/values.ts';
import { written } from '../notation/written.ts';
import type { Cell, Column } from '../text/table.ts';
import { column, dash, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import { type SalesTableRequest, salesInRows } from './request-sales.ts';

interface SalesColumn {
  head: Column;
  cellOf: (sale: Sale) => Cell;
}

/** Periods of one kind in rows, without a gap; the amounts and growth of each product in columns. */
export function planSalesTable(request: SalesTableRequest, planning: TablePlanning): TablePlan {
  const products = request.products.map((product) => {
    const sales = salesInRows(product, request);
    return { product, sales, columns: columnsOf(sales, planning) };
  });
  const grouped = products.length > 1;
  return {
    grid: {
      ...(grouped && {
        groups: [
          { span: 1 },
          ...products.map(({ product, columns }) => ({ label: product.name, span: columns.length })),
        ],
      }),
      columns: [
        column(capitalised(nounOfPeriod[request.from.kind])),
        ...products.flatMap(({ columns }) => columns.map(({ head }) => head)),
      ],
      rows: periodsBetween(request.from, request.to).map((period) => {
        const inRow = products.map(({ sales }) => sales.find((sale) => sale.period.key === period.key));
        return [
          textCell(writePeriod(period)),
          ...products.flatMap(({ columns }, index) =>
            columns.map(({ cellOf }) => (inRow[index] ? cellOf(inRow[index]) : dash)),
          ),
        ];
      }),
    },
    remarks: caveatsOn(products, { grouped, kind: request.from.kind, computed: planning }),
  };
}

/** Parts of the sales and growth as stated only where some quarter has them. */
function columnsOf(sales: Sale[], computed: Computed): SalesColumn[] {
  const unit = unitOf(sales);
  const money = sales[0] ? `${currencySign(sales[0]).trim()}\u00a0${shortUnits[unit]}` : '';
  const regions = [...new Set(sales.flatMap((sale) => sale.regions.map(({ name }) => name)))];
  const amounts: [string, (sale: Sale) => Decimal | undefined][] = [
    ['Worldwide', ({ value }) => value],
    ...regions.map((region): [string, (sale: Sale) => Decimal | undefined] => [
      region,
      (sale) => sale.regions.find(({ name }) => name === region)?.amount,
    ]),
  ];
  const statesGrowth = sales.some(({ reportedGrowth }) => reportedGrowth !== undefined);
  return [
    ...amounts
      .filter(([, amountOf]) => sales.some((sale) => amountOf(sale) !== undefined))
      .map(([head, amountOf]) => ({
        head: column(`${head}, ${money}`, 'number'),
        cellOf: (sale: Sale) => amountCell(sale, amountOf(sale), unit),
      })),
    { head: column('YoY, %', 'number'), cellOf: (sale) => growthCell(sale, computed) },
    ...(statesGrowth ? [{ head: column('YoY as stated, %', 'number'), cellOf: statedCell }] : []),
  ];
}

const shortUnits: Record<MoneyUnit, string> = { thousand: 'k', million: 'm', billion: 'bn' };

/** Thousands where no amount reaches a million. */
function unitOf(sales: Sale[]): MoneyUnit {
  return sales.every((sale) => usualUnit(sale) === 'thousand') ? 'thousand' : 'million';
}

/** The amount first reported is printed under a restated one. */
function amountCell(sale: Sale, amount: Decimal | undefined, unit: MoneyUnit): Cell {
  if (!amount) return dash;
  const text = `${sale.approximate ? '~' : ''}${inUnit(sale, unit, amount)}`;
  const main = [{ written: written(text), datum: sale }];
  if (amount !== sale.value || !sale.original) return { main };
  const before = written(inUnit(sale, unit, sale.original));
  return { main, sub: [textPiece('first reported '), { written: before, datum: sale }] };
}

/** Leads to the growth's own entry, which gives its base. */
function growthCell(sale: Sale, { growths }: Computed): Cell {
  const growth = growths.get(growthKey(sale, 'year'));
  if (!growth) return { main: [textPiece('n/a')] };
  const computation = { id: `growth(${sale.id}, year)` };
  return { main: [{ written: written(withoutSign(writeSignedPercent(growth.percent))), computation }] };
}

function statedCell(sale: Sale): Cell {
  if (!sale.reportedGrowth) return dash;
  const text = withoutSign(writeSale(sale, 'stated-growth').text);
  const basis = sale.growthBasis ?? 'not stated';
  return {
    main: [{ written: written(text), datum: sale }],
    sub: [textPiece(basis === 'not stated' ? 'basis not stated' : basis)],
  };
}

function withoutSign(percent: string): string {
  return percent.replace(/%$/, '');
}

interface Shown {
  product: Product;
  sales: Sale[];
}

function caveatsOn(
  products: Shown[],
  { grouped, kind, computed }: { grouped: boolean; kind: PeriodKind; computed: Computed },
): string[] {
  const all = products.flatMap(({ sales }) => sales);
  const derived = products.flatMap(({ product, sales }) => {
    const periods = sales
      .filter((sale) => sale.derived !== undefined)
      .map((sale) => writePeriod(sale.period));
    return periods.length > 0 ? [`${grouped ? `${product.name} ` : ''}${periods.join(', ')}`] : [];
  });
  return [
    ...products.map(
      ({ product: { name, sales } }) =>
        `${grouped ? `${name}: ` : ''}${grouped ? sales.basis : capitalised(sales.basis)}.`,
    ),
    `YoY: growth on the ${kind === 'year' || kind === 'fiscal-year' ? `${nounOfPeriod[kind]} before` : `same ${nounOfPeriod[kind]} of the year before`}, computed here from the amounts.`,
    ...(all.some(({ regions }) => regions.length > 0) ? ['Parts may not add up because of rounding.'] : []),
    ...restOf(products, grouped),
    ...restatementCaveats(all, computed),
    ...missingGrowthCaveats(all, computed),
    ...(derived.length > 0 ? [`Derived from other periods: ${derived.join('; ')}.`] : []),
  ];
}

/** What the regions leave out, where an author says so. */
function restOf(products: Shown[], grouped: boolean): string[] {
  return products.flatMap(({ product, sales }) =>
    [...Map.groupBy(sales, ({ rest }) => rest)].flatMap(([rest, own]) => {
      if (rest === undefined) return [];
      const when =
        own.length === sales.length ? '' : ` (${own.map(({ period }) => writePeriod(period)).join(', ')})`;
      return [`${grouped ? `${product.name}: not` : 'Not'} in the regions: ${rest}${when}.`];
    }),
  );
}
