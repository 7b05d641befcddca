import type { Product, Sale } from '../../model/product.ts';
import type { Decimal } from '../../model/scalars.ts';
import { decimalsOf, roundHalfUp, toRational, withThousands } from '../../notation/rounding.ts';
import type { Flaw, Spot } from './flaw.ts';
import { mayBeEqual, type Range, sumOf, unitOf } from './range.ts';

type Amounts = Pick<Sale, Field | 'derived' | 'approximate'>;
type Field = 'value' | 'us' | 'international';

/** Sales of a quarter or year. */
interface Period {
  amounts: Amounts;
  name: string;
  spot(field: Field): Spot;
}

/** Share of itself by which an amount given as about so much may be off. */
const approximately = 0.005;

/**
 * What an amount may have been before rounding: half a unit of its last decimal to either side; a whole one
 * when it is the difference of printed amounts; half a per cent when it is approximate.
 */
export function rangeOfAmount(amount: Decimal, { derived, approximate }: Amounts): Range {
  const unit = derived === undefined ? unitOf(amount) / 2 : unitOf(amount);
  const reach = approximate ? Math.max(unit, approximately * Math.abs(amount.value)) : unit;
  return { low: amount.value - reach, high: amount.value + reach };
}

/** US and international sales add up to worldwide sales within the rounding of all three: 1 unit. */
export function checkSalesParts(product: Product): Flaw[] {
  return [...quartersOf(product), ...yearsOf(product)].flatMap((period) => {
    const { us, international, value } = period.amounts;
    if (!us || !international) return [];
    const [whole, ...parts] = [value, us, international].map((one) => rangeOfAmount(one, period.amounts));
    if (!whole || mayBeEqual(sumOf(parts), whole)) return [];
    const sum = writeSum([us, international]);
    const said = `US ${write(us)} and international ${write(international)}`;
    return [
      {
        severity: 'error',
        message: `${period.name}: ${said} add up to ${sum}, not ${write(value)}`,
        spot: period.spot('value'),
        related: [
          { message: 'US', spot: period.spot('us') },
          { message: 'international', spot: period.spot('international') },
        ],
      },
    ];
  });
}

/** The four quarters add up to their year, worldwide and by region, within the rounding of all five. */
export function checkSalesYears(product: Product): Flaw[] {
  return yearsOf(product).flatMap((year) => {
    const quarters = quartersOf(product).filter(({ name }) => name.startsWith(`${year.name}-`));
    if (quarters.length < 4) return [];
    return (['value', 'us', 'international'] as const).flatMap((field) => yearFlaw(year, quarters, field));
  });
}

function yearFlaw(year: Period, quarters: Period[], field: Field): Flaw[] {
  const total = year.amounts[field];
  const parts = quarters.flatMap(({ amounts }) => {
    const part = amounts[field];
    return part ? [{ part, range: rangeOfAmount(part, amounts) }] : [];
  });
  if (!total || parts.length < quarters.length) return [];
  if (mayBeEqual(sumOf(parts.map(({ range }) => range)), rangeOfAmount(total, year.amounts))) return [];
  const sum = writeSum(parts.map(({ part }) => part));
  const region = { value: '', us: ' in the US', international: ' outside the US' }[field];
  return [
    {
      severity: 'error',
      message: `the quarters of ${year.name}${region} add up to ${sum}, not ${write(total)}`,
      spot: year.spot(field),
      related: quarters.map((quarter) => ({ message: quarter.name, spot: quarter.spot(field) })),
    },
  ];
}

function quartersOf({ id, sales }: Product): Period[] {
  return sales.quarters.map((sale) => periodOf(id, 'quarters', sale.quarter, sale));
}

function yearsOf({ id, sales }: Product): Period[] {
  return Object.entries(sales.years ?? {}).map(([year, amounts]) => periodOf(id, 'years', year, amounts));
}

function periodOf(owner: string, kind: 'quarters' | 'years', name: string, amounts: Amounts): Period {
  return { amounts, name, spot: (field) => ({ owner, keys: ['sales', kind, name, field] }) };
}

function writeSum(parts: Decimal[]): string {
  const decimals = Math.max(...parts.map(({ text }) => decimalsOf(text)));
  return withSeparators(roundHalfUp(toRational(parts.reduce((sum, { value }) => sum + value, 0)), decimals));
}

function write({ text }: Decimal): string {
  return withSeparators(text);
}

function withSeparators(text: string): string {
  const [whole = '', fraction] = text.split('.');
  return [withThousands(Number(whole)), fraction].filter((part) => part !== undefined).join('.');
}
