import { writeZip } from './zip-writer.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const main = `${office}/spreadsheetml/2006/main`;
const documents = `${office}/officeDocument/2006/relationships`;
const packages = `${office}/package/2006`;
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The columns are text, so that a spreadsheet makes neither a date of 3/12 nor 0.1 of 0.10. */
const styles = `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** A workbook (.xlsx) with one sheet of text, whose first row stays in view; the same bytes for the same rows. */
export function writeWorkbook(sheet: string, rows: readonly (readonly string[])[]): Buffer {
  const relation = (kind: string, target: string, id: string) =>
    `<Relationship Id="${id}" Type="${documents}/${kind}" Target="${target}"/>`;
  const relations = (...all: string[]) =>
    `<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
  const part = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="${kinds}.${kind}+xml"/>`;
  const parts: [path: string, xml: string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook.xml', 'sheet.main')}${part('worksheets/sheet1.xml', 'worksheet')}${part('styles.xml', 'styles')}</Types>`,
    ],
    ['_rels/.rels', relations(relation('officeDocument', 'xl/workbook.xml', 'r1'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(relation('worksheet', 'worksheets/sheet1.xml', 'r1'), relation('styles', 'styles.xml', 'r2')),
    ],
    ['xl/styles.xml', styles],
    ['xl/worksheets/sheet1.xml', sheetOf(rows)],
  ];
  return writeZip(new Map(parts.map(([path, xml]) => [path, `${declaration}${xml}`])));
}

function sheetOf(rows: readonly (readonly string[])[]): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const cols = `<cols><col min="1" max="${width}" width="14" style="1" customWidth="1"/></cols>`;
  const lines = rows.map((row, index) => `<row r="${index + 1}">${row.map(cell(index)).join('')}</row>`);
  return `<worksheet xmlns="${main}">${view}${cols}<sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cell(row: number) {
  return (text: string, column: number): string =>
    text === ''
      ? ''
      : `<c r="${lettersOf(column)}${row + 1}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** `A` of 0, `AB` of 27. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}

/** Text of an element or attribute; what looks like a code of the format (_x000D_) is kept as it is written. */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
