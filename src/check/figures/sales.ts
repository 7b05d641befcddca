import type { Key } from '../../content/parse.ts';
import type { Product } from '../../model/product.ts';
import type { FileCheck } from '../file-check.ts';
import type { Resolve } from './resolve.ts';

export const resolveSales: Resolve<'sales'> = (fields, keys, check) => {
  const product =
    fields.product === undefined ? undefined : check.find('product', fields.product, [...keys, 'product']);
  const against =
    fields.against === undefined ? undefined : check.find('product', fields.against, [...keys, 'against']);
  const span = product && checkSpan(product, fields, keys, check);
  if (product && against && span && !isComparable(product, against, span, keys, check)) return undefined;
  return product && span && { product, ...(against && { against }), ...span };
};

/** Whether a second product can stand on the scale of the first, in the same quarters. */
function isComparable(
  product: Product,
  against: Product,
  { from, to }: Span,
  keys: Key[],
  { parsed, complain }: FileCheck,
): boolean {
  const place = parsed.placeOf([...keys, 'against']);
  if (against === product) complain('wrong-kind', `‘${against.id}’ cannot stand against itself`, place);
  else if (against.sales.currency !== product.sales.currency) {
    const message = `${against.id} is in ${against.sales.currency}, ${product.id} in ${product.sales.currency}: they share no scale`;
    complain('wrong-kind', message, place);
  } else if (against.sales.quarters.some(({ quarter }) => quarter >= from && quarter <= to)) return true;
  else complain('empty-figure', `${against.id} has no sales from ${from} to ${to}`, place);
  return false;
}

interface Span {
  from: string;
  to: string;
}

/** First and last quarter, when the product has sales between them. */
function checkSpan(
  { id, sales }: Product,
  given: { from?: string | undefined; to?: string | undefined },
  keys: Key[],
  { parsed, complain }: FileCheck,
): Span | undefined {
  const quarters = sales.quarters.map(({ quarter }) => quarter);
  const [first = '', last = ''] = [quarters[0], quarters.at(-1)];
  const { from = first, to = last } = given;
  const refuse = (message: string, field: string) =>
    complain('empty-figure', message, parsed.placeOf([...keys, field]));
  if (quarters.some((quarter) => quarter >= from && quarter <= to)) return { from, to };
  if (quarters.length === 0) return refuse(`${id} has no sales`, 'product');
  if (from > last) return refuse(`${id} has no sales from ${from} on; the last quarter is ${last}`, 'from');
  if (to < first) return refuse(`${id} has no sales up to ${to}; the first quarter is ${first}`, 'to');
  return refuse(`${id} has no sales from ${from} to ${to}`, 'from');
}
