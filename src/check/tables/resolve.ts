import type { Key } from '../../content/parse.ts';
import type { Captioned } from '../../model/figures/texts.ts';
import type { TableEntry, TableKind, TableRequestOf } from '../../model/tables/kinds.ts';
import type { Draft } from '../request.ts';
import type { Fields } from '../schema.ts';

/**
 * Looks up what a table of one kind names: its request without its texts; undefined, having complained, when
 * it cannot stand. Some fields may be missing, of which others complain.
 */
export type ResolveTable<K extends TableKind> = (
  fields: Fields<Extract<TableEntry, { kind: K }>>,
  keys: Key[],
  draft: Draft,
) => Omit<TableRequestOf<K>, keyof Captioned | 'kind'> | undefined;
