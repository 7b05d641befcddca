import { salesSpan, shareCalendar } from '../figures/sales/check.ts';
import { inTime } from '../model/period.ts';
import { nounOfPeriod } from '../notation/dates.ts';
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
  const [first, ...others] = spans;
  if (spans.length < found.length || !first) return undefined;
  const misfit = others.findIndex(
    (span, index) =>
      span.from.kind !== first.from.kind ||
      !shareCalendar(found[0]?.product as never, found[index + 1]?.product as never, span.from),
  );
  if (misfit >= 0) {
    const [one, other] = [found[0], found[misfit + 1]] as const;
    const kind = spans[misfit + 1]?.from.kind ?? first.from.kind;
    const message =
      kind === first.from.kind
        ? `the fiscal years of ${other?.product.id} and ${one?.product.id} begin in different months: they share no rows`
        : `${one?.product.id} has sales by ${nounOfPeriod[first.from.kind]}, ${other?.product.id} by ${nounOfPeriod[kind]}: they share no rows`;
    return check.complain('wrong-kind', message, check.parsed.placeOf(other?.at ?? keys), {
      hints: ['set from: and to: to periods that both have, or make two tables'],
    });
  }
  const periods = spans.flatMap((span) => [span.from, span.to]).toSorted(inTime);
  return { products, from: periods[0] ?? first.from, to: periods.at(-1) ?? first.to };
};
