import type { FigurePlan } from '../figures/plan.ts';
import type { Picture } from '../figures/spec.ts';
import type { Prose } from '../model/prose.ts';
import { escapeHtml } from '../notation/written.ts';
import type { TableSpec } from '../tables/spec.ts';
import type { Entries } from './binding.ts';
import type { FigureModel, TableModel, VerdictModel } from './display-model.ts';
import { toGridModel } from './grid-model.ts';
import { type Html, html } from './markup.ts';

/** What a figure or table is set with. */
export interface ExhibitSetting {
  inline(prose: Prose): Html;
  entries: Entries;
  verdict: VerdictModel | undefined;
}

export function figureModelOf(
  { spec, title, subtitle, note, data }: FigurePlan,
  picture: Picture,
  { inline, entries, verdict }: ExhibitSetting,
): FigureModel {
  return {
    id: `figure-${spec.id}`,
    number: spec.number,
    title: inline(title),
    subtitle: subtitle ? inline(subtitle) : html(''),
    drawing: html(picture.inline),
    narrow: html(picture.narrow),
    source: html(escapeHtml(spec.source)),
    ...(note && { note: inline(note) }),
    ...(verdict && { verdict }),
    data: toGridModel(data, entries),
  };
}

export function tableModelOf(table: TableSpec, { inline, entries, verdict }: ExhibitSetting): TableModel {
  return {
    id: `table-${table.id}`,
    number: table.number,
    title: inline(table.title),
    ...(table.warning !== undefined && { warning: table.warning }),
    grid: toGridModel(table.grid, entries),
    source: html(escapeHtml(table.legend)),
    ...(table.note && { note: inline(table.note) }),
    ...(table.reasons && {
      reasons: table.reasons.map(({ letter, text }) => ({ letter, text: inline(text) })),
    }),
    ...(verdict && { verdict }),
  };
}
