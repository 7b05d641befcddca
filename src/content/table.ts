import { resolveCrossTrial } from '../tables/check-cross-trial.ts';
import { resolveDesign } from '../tables/check-design.ts';
import { resolveSafety } from '../tables/check-safety.ts';
import { resolveSalesTable } from '../tables/check-sales.ts';
import { resolveSummary } from '../tables/check-summary.ts';
import type { TableEntry, TableKind, TableRequest } from '../tables/requests.ts';
import type { ResolveTable } from '../tables/resolve.ts';
import type { Key } from './parse.ts';
import { type Draft, linesOf } from './request.ts';
import type { Entry, Fields } from './schema.ts';

const resolvers: { [K in TableKind]: ResolveTable<K> } = {
  'cross-trial': resolveCrossTrial,
  summary: resolveSummary,
  design: resolveDesign,
  safety: resolveSafety,
  sales: resolveSalesTable,
};

/** Resolves what a table of the front matter shows; undefined when it is invalid. */
export function checkTable(entry: Entry<TableEntry>, draft: Draft): TableRequest | undefined {
  const { id, keys, whole, fields } = entry;
  const texts = {
    id,
    title: draft.line([...keys, 'title']),
    ...linesOf(['note'], fields, keys, draft),
    ...(fields.caveats !== undefined && { caveats: fields.caveats }),
  };
  const shown = fields.kind && resolve(fields.kind, fields, keys, draft);
  if (!whole || !shown) return undefined;
  return { kind: whole.kind, ...texts, ...shown } as TableRequest;
}

function resolve<K extends TableKind>(
  kind: K,
  fields: Fields<TableEntry>,
  keys: Key[],
  draft: Draft,
): ReturnType<ResolveTable<K>> {
  const resolver: ResolveTable<K> = resolvers[kind];
  return resolver(fields as Parameters<ResolveTable<K>>[0], keys, draft) as ReturnType<ResolveTable<K>>;
}
