import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { isWithin, type Period, periodKinds, toPeriod } from '../../model/period.ts';
import type { Product } from '../../model/product.ts';
import { nounOfPeriod } from '../../notation/dates.ts';
import type { Resolve } from '../resolve.ts';

export const resolveSales: Resolve<'sales'> = ({ product: id, against: other, from, to }, keys, check) => {
  const at = [...keys, 'product'];
  const product = id === undefined ? undefined : check.find('product', id, at);
  const against = other === undefined ? undefined : check.find('product', other, [...keys, 'against']);
  const span = product && salesSpan(product, { from, to, keys, product: at }, 'empty-figure', check);
  if (product && against && span && !isComparable(product, against, span, keys, check)) return undefined;
  return product && span && { product, ...(against && { against }), ...span };
};

/** Whether a second product can be drawn on the scale of the first, in the same periods. */
function isComparable(
  product: Product,
  against: Product,
  { from, to }: { from: Period; to: Period },
  keys: Key[],
  { parsed, complain }: FileCheck,
): boolean {
  const place = parsed.placeOf([...keys, 'against']);
  if (against === product) complain('wrong-kind', `‘${against.id}’ cannot be compared with itself`, place);
  else if (against.sales.currency !== product.sales.currency) {
    const message = `${against.id} is in ${against.sales.currency}, ${product.id} in ${product.sales.currency}: they share no scale`;
    complain('wrong-kind', message, place);
  } else if (!shareCalendar(product, against, from)) {
    const message = `the fiscal years of ${against.id} and ${product.id} begin in different months: they share no axis`;
    complain('wrong-kind', message, place, {
      hints: ['show each in its own figure, or use calendar years'],
    });
  } else if (against.sales.periods.some(({ period }) => isWithin(period, { from, to }))) return true;
  else complain('empty-figure', `${against.id} has no sales from ${from.key} to ${to.key}`, place);
  return false;
}

interface Span {
  from: Period;
  to: Period;
}

/** What is asked for: under `keys`, with the product named at `product`. */
interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  keys: Key[];
  product: Key[];
}

/**
 * First and last period, of one kind, when the product has sales between them; else complains, with the code
 * `empty` where there are none. Without a first or last the kind is the first of `periodKinds` that there is.
 */
export function salesSpan(
  { id, sales }: Product,
  { from: earliest, to: latest, keys, product }: Asked,
  empty: string,
  { parsed, complain }: FileCheck,
): Span | undefined {
  const refuse = (message: string, at: Key[], code = empty) => complain(code, message, parsed.placeOf(at));
  const [atFrom, atTo] = [
    [...keys, 'from'],
    [...keys, 'to'],
  ];
  const [least, most] = [earliest, latest].map((key) =>
    key === undefined ? undefined : toPeriod(key, fiscalYearOf(sales)),
  );
  if (sales.periods.length === 0) return refuse(`${id} has no sales`, product);
  if (least && most && least.kind !== most.kind) {
    const message = `${least.key} and ${most.key} are different kinds of period: ${nounOfPeriod[least.kind]} and ${nounOfPeriod[most.kind]}`;
    return refuse(message, atTo, 'wrong-kind');
  }
  const kinds = new Set(sales.periods.map(({ period }) => period.kind));
  const kind = least?.kind ?? most?.kind ?? periodKinds.find((one) => kinds.has(one));
  const periods = sales.periods.flatMap(({ period }) => (period.kind === kind ? [period] : []));
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) {
    const at = least ? atFrom : atTo;
    return refuse(`${id} has no sales by ${nounOfPeriod[kind ?? 'quarter']}`, at);
  }
  const { from, to } = { from: least ?? first, to: most ?? last };
  if (periods.some(({ start }) => start >= from.start && start <= to.start)) return { from, to };
  const what = nounOfPeriod[first.kind];
  if (from.start > last.start)
    return refuse(`${id} has no sales from ${from.key} on; the last ${what} is ${last.key}`, atFrom);
  if (to.start < first.start)
    return refuse(`${id} has no sales up to ${to.key}; the first ${what} is ${first.key}`, atTo);
  return refuse(`${id} has no sales from ${from.key} to ${to.key}`, atFrom);
}

/** Whether two products may share an axis of periods: then a name means the same months of both. */
export function shareCalendar(one: Product, other: Product, { kind }: Period): boolean {
  const [a, b] = [fiscalYearOf(one.sales), fiscalYearOf(other.sales)];
  return kind === 'year' || (a.start === b.start && (a.start === 1 || a.named === b.named));
}

function fiscalYearOf({ fiscalYearStart: start = 1, fiscalYearNamed: named = 'end' }: Product['sales']) {
  return { start, named };
}
