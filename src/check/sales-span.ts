import type { Key } from '../content/parse.ts';
import type { Product } from '../model/product.ts';
import type { FileCheck } from './file-check.ts';

interface Span {
  from: string;
  to: string;
}

/** What is asked for: under `keys`, with the product named at `product`. */
interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  keys: Key[];
  product: Key[];
}

/** First and last quarter, when the product has sales between them; else complains with the code `empty`. */
export function salesSpan(
  { id, sales }: Product,
  { from: earliest, to: latest, keys, product }: Asked,
  empty: string,
  { parsed, complain }: FileCheck,
): Span | undefined {
  const quarters = sales.quarters.map(({ quarter }) => quarter);
  const [first = '', last = ''] = [quarters[0], quarters.at(-1)];
  const { from, to } = { from: earliest ?? first, to: latest ?? last };
  const refuse = (message: string, at: Key[]) => complain(empty, message, parsed.placeOf(at));
  if (quarters.some((quarter) => quarter >= from && quarter <= to)) return { from, to };
  if (quarters.length === 0) return refuse(`${id} has no sales`, product);
  const [atFrom, atTo] = [
    [...keys, 'from'],
    [...keys, 'to'],
  ];
  if (from > last) return refuse(`${id} has no sales from ${from} on; the last quarter is ${last}`, atFrom);
  if (to < first) return refuse(`${id} has no sales up to ${to}; the first quarter is ${first}`, atTo);
  return refuse(`${id} has no sales from ${from} to ${to}`, atFrom);
}
