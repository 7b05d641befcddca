import type { Key } from '../content/parse.ts';
import type { FigureEntry } from '../model/briefing.ts';
import type { Product } from '../model/product.ts';
import type { FigureRequest } from '../model/requests.ts';
import type { Finding } from '../model/trial.ts';
import type { FileCheck } from './file-check.ts';
import { kindOf } from './kinds.ts';
import { type Draft, findingsAt, linesOf } from './request.ts';
import type { Entry } from './schema.ts';

/** Resolves what a figure of the front matter shows; undefined when it cannot stand. */
export function checkFigure(entry: Entry<FigureEntry>, draft: Draft): FigureRequest | undefined {
  const { id, keys, whole, fields } = entry;
  const { check, line } = draft;
  const texts = {
    id,
    title: line([...keys, 'title']),
    ...linesOf(['subtitle', 'alt', 'note'], fields, keys, draft),
  };
  const findings = proportionsAt(fields.findings, [...keys, 'findings'], check);
  const focus = proportionsAt(fields.focus, [...keys, 'focus'], check);
  const product =
    fields.product === undefined ? undefined : check.find('product', fields.product, [...keys, 'product']);
  const span = product && checkSpan(product, fields, keys, check);
  if (!whole) return undefined;
  if (whole.kind === 'proportions')
    return { kind: whole.kind, ...texts, findings, focus: new Set(focus.map((finding) => finding.id)) };
  return product && span && { kind: whole.kind, ...texts, product, ...span };
}

function proportionsAt(addresses: readonly string[] | undefined, keys: Key[], check: FileCheck): Finding[] {
  const findings = findingsAt(addresses, keys, check);
  for (const finding of findings) {
    if (finding.value.shape === 'proportion') continue;
    const kind = kindOf({ kind: 'finding', finding });
    const place = check.parsed.placeOf([...keys, (addresses ?? []).indexOf(finding.id)]);
    check.complain('wrong-kind', `‘${finding.id}’ is ${kind}; this figure shows proportions`, place);
  }
  return findings;
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
