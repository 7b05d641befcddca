import type { Align, Cell, Column, Grid } from '../tables/spec.ts';
import { charactersOf, type Text } from '../text/run.ts';
import type { Grid as GridModel } from './display-model.ts';
import { html } from './markup.ts';
import type { PageSetting } from './page-setting.ts';

/** A planned table as its partial sees it: numbers bound, decimals padded so that they align, each row with its evidence. */
export function toGridModel(
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
