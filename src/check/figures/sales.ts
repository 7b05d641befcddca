import type { Key } from '../../content/parse.ts';
import { isWithin, type Period } from '../../model/period.ts';
import type { Product } from '../../model/product.ts';
import type { FileCheck } from '../file-check.ts';
import { salesSpan, shareCalendar } from '../sales-span.ts';
import type { Resolve } from './resolve.ts';

export const resolveSales: Resolve<'sales'> = ({ product: id, against: other, from, to }, keys, check) => {
  const at = [...keys, 'product'];
  const product = id === undefined ? undefined : check.find('product', id, at);
  const against = other === undefined ? undefined : check.find('product', other, [...keys, 'against']);
  const span = product && salesSpan(product, { from, to, keys, product: at }, 'empty-figure', check);
  if (product && against && span && !isComparable(product, against, span, keys, check)) return undefined;
  return product && span && { product, ...(against && { against }), ...span };
};

/** Whether a second product can stand on the scale of the first, in the same periods. */
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
