import type { Product, Sale } from '../model/product.ts';
import type { Decimal } from '../model/scalars.ts';
import { type SalesTableRequest, salesInRows } from '../model/tables/sales.ts';
import { type Computed, growthKey } from '../notation/calls.ts';
import { quarterAt, quarterIndex, writeQuarter } from '../notation/dates.ts';
import { currencySymbol, inMillions, writeSale } from '../notation/money.ts';
import { writeSignedPercent } from '../notation/rounding.ts';
import { capitalised } from '../notation/values.ts';
import { written } from '../notation/written.ts';
import { column, dash, referenceCell, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { Cell, Column } from './spec.ts';

interface SalesColumn {
  head: Column;
  cellOf: (sale: Sale) => Cell;
}

/** Quarters in rows, without a gap; the amounts and growth of each product in columns. */
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
          { span: 1 },
        ],
      }),
      columns: [
        column('Quarter'),
        ...products.flatMap(({ columns }) => columns.map(({ head }) => head)),
        column('Ref.', 'end'),
      ],
      rows: quartersOf(request).map((quarter) => {
        const inRow = products.map(({ sales }) => sales.find((sale) => sale.quarter === quarter));
        return [
          textCell(writeQuarter(quarter)),
          ...products.flatMap(({ columns }, index) =>
            columns.map(({ cellOf }) => (inRow[index] ? cellOf(inRow[index]) : dash)),
          ),
          referenceCell(inRow, planning.referenceNumbers),
        ];
      }),
    },
    remarks: remarksOn(products, grouped),
  };
}

function quartersOf({ from, to }: SalesTableRequest): string[] {
  const [first, last] = [quarterIndex(from), quarterIndex(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => quarterAt(first + index));
}

/** Parts of the sales and growth as stated only where some quarter has them. */
function columnsOf(sales: Sale[], computed: Computed): SalesColumn[] {
  const money = sales[0] ? `${currencySymbol(sales[0]).trim()}\u00a0m` : '';
  const amounts: [string, (sale: Sale) => Decimal | undefined][] = [
    ['Worldwide', ({ value }) => value],
    ['US', ({ us }) => us],
    ['International', ({ international }) => international],
  ];
  const statesGrowth = sales.some(({ reportedGrowth }) => reportedGrowth !== undefined);
  return [
    ...amounts
      .filter(([, amountOf]) => sales.some((sale) => amountOf(sale) !== undefined))
      .map(([head, amountOf]) => ({
        head: column(`${head}, ${money}`, 'number'),
        cellOf: (sale: Sale) => amountCell(sale, amountOf(sale)),
      })),
    { head: column('YoY, %', 'number'), cellOf: (sale) => growthCell(sale, computed) },
    ...(statesGrowth ? [{ head: column('YoY as stated, %', 'number'), cellOf: statedCell }] : []),
  ];
}

function amountCell(sale: Sale, amount: Decimal | undefined): Cell {
  if (!amount) return dash;
  const text = `${sale.approximate ? '~' : ''}${inMillions(sale, amount)}`;
  return { main: [{ written: written(text), datum: sale }] };
}

/** Leads to the growth's own entry, which gives its base. */
function growthCell(sale: Sale, { growths }: Computed): Cell {
  const growth = growths.get(growthKey(sale, 'year'));
  if (!growth) return { main: [textPiece('n/a')] };
  const bases = sale.product.sales.quarters.filter(({ quarter }) => growth.base.includes(quarter));
  const computation = { id: `growth(${sale.id}, year)`, mark: worstMark([sale, ...bases]) };
  return { main: [{ written: written(withoutSign(writeSignedPercent(growth.percent))), computation }] };
}

function worstMark(sales: Sale[]): string {
  const grades = sales.map((sale) => sale.grade);
  return grades.includes('unconfirmed') ? '‡' : grades.includes('secondary') ? '§' : '';
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

function remarksOn(products: Shown[], grouped: boolean): string[] {
  const all = products.flatMap(({ sales }) => sales);
  const derived = products.flatMap(({ product, sales }) => {
    const quarters = sales
      .filter((sale) => sale.derived !== undefined)
      .map((sale) => writeQuarter(sale.quarter));
    return quarters.length > 0 ? [`${grouped ? `${product.name} ` : ''}${quarters.join(', ')}`] : [];
  });
  return [
    ...products.map(
      ({ product: { name, sales } }) =>
        `${grouped ? `${name}: ` : ''}${grouped ? sales.basis : capitalised(sales.basis)}.`,
    ),
    'YoY: growth on the same quarter of the year before, computed here from the amounts.',
    ...(all.some(({ us, international }) => us ?? international)
      ? ['Parts may not add up because of rounding.']
      : []),
    ...(derived.length > 0 ? [`Worked out from other periods: ${derived.join('; ')}.`] : []),
  ];
}
