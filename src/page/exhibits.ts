import type { Assessment } from '../evidence/assess.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { Picture } from '../figures/spec.ts';
import { evidenceFrom, evidenceHtml } from '../text/evidence.ts';
import { charactersOf, type Text, words } from '../text/run.ts';
import type { Align, Cell, Column, Grid, TableSpec } from '../text/table.ts';
import { fullCaveatsOf, unlikeModel } from './caveats.ts';
import type { FigureModel, Grid as GridModel, TableModel } from './models.ts';
import type { PageSetting } from './page-setting.ts';
import { html } from './renderer.ts';

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

/** A planned table as its partial sees it: numbers bound, decimals padded so that they align, each row with its evidence. */
function toGridModel(
  { groups, columns, rows, sortable = false, isTransposed }: Grid,
  part: string,
  setting: PageSetting,
): GridModel {
  const texts = rows.map((row) => row.map((cell) => textsOf(cell, setting)));
  const places = columns.map((column, index) =>
    longestFraction(
      column,
      texts.map((row) => row[index]?.main),
    ),
  );
  const evidence = texts.map((row) =>
    isTransposed
      ? undefined
      : setting.evidence(...row.flatMap(({ main, sub }) => [main, ...(sub ? [sub] : [])])),
  );
  const hasEvidence = evidence.some((one) => one !== undefined);
  return {
    ...(groups && { groups: groups.map(({ label = '', span }) => ({ label, span })) }),
    columns: columns.map(({ label, align }) => ({
      label: setting.html([{ kind: 'words', text: label.text }], part),
      align,
    })),
    sortable,
    hasEvidence,
    rows: texts.map((row, at) => ({
      cells: row.map((cell, index) =>
        cellModel(
          cell,
          { align: columns[index]?.align ?? 'start', heading: index === 0, places: places[index] ?? 0 },
          part,
          setting,
        ),
      ),
      ...(hasEvidence && { evidence: evidence[at] ?? html('') }),
    })),
  };
}

interface Texts {
  main: Text;
  sub?: Text;
}

function textsOf({ main, sub }: Cell, { pieces }: PageSetting): Texts {
  return { main: pieces(main), ...(sub && { sub: pieces(sub) }) };
}

function cellModel(
  { main, sub }: Texts,
  { align, heading, places }: { align: Align; heading: boolean; places: number },
  part: string,
  setting: PageSetting,
) {
  const cited = main.flatMap((run) => (run.kind === 'citation' ? [run] : []));
  const content = cited.length > 0 ? (setting.evidence(main) ?? html('')) : setting.html(main, part);
  const pad = align === 'number' && !heading ? missingDigits(charactersOf(main), places) : '';
  return { content, align, heading, ...(pad && { pad }), ...(sub && { sub: setting.html(sub, part) }) };
}

/** `1,004.5`, `~597`, `+22.5`, `8/176 (4.5)`. */
const plainNumber = /^(?:[\d,]+\/[\d,]+ )?\(?[~+\u2212-]?[\d,]+(?:\.(\d+))?\)?$/;

function longestFraction({ align }: Column, cells: (Text | undefined)[]): number {
  if (align !== 'number') return 0;
  return Math.max(0, ...cells.map((cell) => plainNumber.exec(charactersOf(cell ?? []))?.[1]?.length ?? 0));
}

/** What a number lacks of the longest fraction in its column, set invisibly behind it. */
function missingDigits(text: string, places: number): string {
  const match = plainNumber.exec(text);
  if (!match || places === 0) return '';
  const own = match[1]?.length ?? 0;
  return own === 0 ? `.${'0'.repeat(places)}` : '0'.repeat(places - own);
}
