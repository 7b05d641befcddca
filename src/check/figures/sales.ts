import { salesSpan } from '../sales-span.ts';
import type { Resolve } from './resolve.ts';

export const resolveSales: Resolve<'sales'> = ({ product: id, from, to }, keys, check) => {
  const at = [...keys, 'product'];
  const product = id === undefined ? undefined : check.find('product', id, at);
  const span = product && salesSpan(product, { from, to, keys, product: at }, 'empty-figure', check);
  return product && span && { product, ...span };
};
