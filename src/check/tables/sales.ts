import { salesSpan } from '../sales-span.ts';
import type { ResolveTable } from './resolve.ts';

export const resolveSalesTable: ResolveTable<'sales'> = ({ products: names, from, to }, keys, { check }) => {
  const found = (names ?? []).flatMap((name, index) => {
    const at = [...keys, 'products', index];
    const product = check.find('product', name, at);
    return product ? [{ product, at }] : [];
  });
  const products = [...new Set(found.map(({ product }) => product))];
  const spans = found.flatMap(
    ({ product, at }) => salesSpan(product, { from, to, keys, product: at }, 'empty-table', check) ?? [],
  );
  if (spans.length < found.length || spans.length === 0) return undefined;
  const starts = spans.map((span) => span.from).sort();
  const ends = spans.map((span) => span.to).sort();
  return { products, from: starts[0] ?? '', to: ends.at(-1) ?? '' };
};
