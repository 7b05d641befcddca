import type { Assessment } from '../evidence/assess.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { Picture } from '../figures/spec.ts';
import type { TableSpec } from '../tables/spec.ts';
import { evidenceFrom, evidenceHtml } from '../text/evidence.ts';
import { words } from '../text/run.ts';
import { fullCaveatsOf, unlikeModel } from './caveats-model.ts';
import type { FigureModel, TableModel } from './display-model.ts';
import { toGridModel } from './grid-model.ts';
import { html } from './markup.ts';
import type { PageSetting } from './page-setting.ts';

export function figureModelOf(
  { spec, title, subtitle, note, data, references, caveats, remarks, evidence, showsEvidence }: FigurePlan,
  picture: Picture,
  assessment: Assessment,
  setting: PageSetting,
): FigureModel {
  const part = `Figure ${spec.number}`;
  const where = `figure ${spec.id}`;
  const grid = toGridModel(data, part, setting);
  const own = evidence.map(({ grade, entries }) => ({ grade, numbers: entries }));
  const unlike = unlikeModel(assessment, where);
  const full = caveats === 'here' ? fullCaveatsOf(assessment, where, part, setting) : undefined;
  return {
    id: `figure-${spec.id}`,
    number: spec.number,
    title: setting.inline(title, part),
    subtitle: subtitle ? setting.inline(subtitle, part) : html(''),
    drawing: html(picture.inline),
    narrow: html(picture.narrow),
    source: html(evidenceHtml(evidenceFrom([], references, setting.gradeOf))),
    ...(!showsEvidence && { evidence: html(evidenceHtml({ entries: own, sources: [] })) }),
    inColumn: spec.span === 'column',
    remarks: remarks.join(' '),
    ...(note && { note: setting.inline(note, part) }),
    ...(unlike && { unlike }),
    ...(full && { caveats: full }),
    data: grid,
  };
}

export function tableModelOf(table: TableSpec, assessment: Assessment, setting: PageSetting): TableModel {
  const part = `Table ${table.number}`;
  const where = `table ${table.id}`;
  const unlike = unlikeModel(assessment, where);
  const full = table.caveats === 'here' ? fullCaveatsOf(assessment, where, part, setting) : undefined;
  return {
    id: `table-${table.id}`,
    number: table.number,
    title: setting.inline(table.title, part),
    ...(table.warning !== undefined && !unlike && { warning: table.warning }),
    grid: toGridModel(table.grid, part, setting),
    source: setting.html(words(table.legend), part),
    ...(table.note && { note: setting.inline(table.note, part) }),
    ...(table.reasons && {
      reasons: table.reasons.map(({ letter, text }) => ({ letter, text: setting.inline(text, part) })),
    }),
    ...(unlike && { unlike }),
    ...(full && { caveats: full }),
  };
}
