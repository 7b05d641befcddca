import type { Key } from '../content/parse.ts';
import type { TableEntry, TableKind, TableRequest } from '../model/tables/kinds.ts';
import { type Draft, linesOf } from './request.ts';
import type { Entry, Fields } from './schema.ts';
import { resolveCrossTrial } from './tables/cross-trial.ts';
import { resolveDesign } from './tables/design.ts';
import type { ResolveTable } from './tables/resolve.ts';
import { resolveSafety } from './tables/safety.ts';
import { resolveSalesTable } from './tables/sales.ts';
import { resolveSummary } from './tables/summary.ts';

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
