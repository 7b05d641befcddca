import { Parser } from 'htmlparser2';
import { builtInFormat, isDateFormat, writeStored } from './number-format.ts';
import { NotZip, Zip } from './zip.ts';

/** Bytes of one part of a workbook, unpacked. */
const largestPart = 100_000_000;

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  /** By row and column, both from 0; undefined where nothing was entered. */
  readCells(): (WorkbookCell | undefined)[][];
}

interface WorkbookCell {
  /** As its author wrote it; empty with a problem. */
  text: string;
  /** Why it has no text. */
  problem?: string;
}

/** The sheets of a workbook (.xlsx) in their order. Throws NotZip when it is damaged or no workbook. */
export function readWorkbook(bytes: Buffer): WorkbookSheet[] {
  const zip = new Zip(bytes, largestPart);
  const part = (name: string) => zip.read(name)?.toString('utf8');
  const workbook = part('xl/workbook.xml');
  if (workbook === undefined) throw new NotZip('it is a zip archive but no workbook');
  const files = new Map(
    elementsIn(part('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map(({ Id, Target = '' }) => [
      Id,
      Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`,
    ]),
  );
  return elementsIn(workbook, 'sheet').map(({ name = '', state = 'visible', id }) => ({
    name,
    isHidden: state !== 'visible',
    readCells: () => {
      const sheet = part(files.get(id) ?? '');
      if (sheet === undefined) throw new NotZip(`its sheet ‘${name}’ is missing`);
      const strings = stringsIn(part('xl/sharedStrings.xml') ?? '');
      return cellsIn(sheet, { strings, formats: formatsIn(part('xl/styles.xml') ?? '') });
    },
  }));
}

type Attributes = Record<string, string>;

interface Handler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML; names are given without their prefixes. */
function walk(xml: string, { open, text, close }: Handler): void {
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const own = Object.entries(attributes).map(([key, value]) => [local(key), value]);
        open?.(local(name), Object.fromEntries(own));
      },
      ontext: (data) => text?.(data),
      onclosetag: (name) => close?.(local(name)),
    },
    { xmlMode: true },
  );
  parser.end(xml);
}

function elementsIn(xml: string, wanted: string): Attributes[] {
  const found: Attributes[] = [];
  walk(xml, { open: (name, attributes) => name === wanted && found.push(attributes) });
  return found;
}

/** Collects the text of `t` elements; what is spoken, as in Japanese, is no part of it. */
class Collector {
  text = '';
  private inside = '';

  open(name: string): void {
    if (this.inside !== 'rPh') this.inside = name;
  }

  add(text: string): void {
    if (this.inside === 't') this.text += text;
  }

  close(name: string): void {
    if (name === this.inside) this.inside = '';
  }

  take(): string {
    const text = this.text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    this.text = '';
    return text;
  }
}

function stringsIn(xml: string): string[] {
  const strings: string[] = [];
  const collector = new Collector();
  walk(xml, {
    open: (name) => collector.open(name),
    text: (text) => collector.add(text),
    close(name) {
      collector.close(name);
      if (name === 'si') strings.push(collector.take());
    },
  });
  return strings;
}

/** Format of each style by its number. */
function formatsIn(xml: string): string[] {
  const own = new Map(
    elementsIn(xml, 'numFmt').map(({ numFmtId, formatCode = '' }) => [numFmtId, formatCode]),
  );
  const formats: string[] = [];
  let isOfCells = false;
  walk(xml, {
    open(name, { numFmtId = '0' }) {
      if (name === 'cellXfs') isOfCells = true;
      if (name === 'xf' && isOfCells) formats.push(own.get(numFmtId) ?? builtInFormat(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return formats;
}

interface Tables {
  strings: readonly string[];
  formats: readonly string[];
}

function cellsIn(xml: string, tables: Tables): (WorkbookCell | undefined)[][] {
  const rows: (WorkbookCell | undefined)[][] = [];
  const collector = new Collector();
  let [row, column, value] = [-1, -1, ''];
  let [isValue, isFormula] = [false, false];
  let attributes: Attributes = {};
  walk(xml, {
    open(name, own) {
      collector.open(name);
      isValue = name === 'v';
      if (name === 'row') {
        row = own.r === undefined ? row + 1 : Number(own.r) - 1;
        column = -1;
      } else if (name === 'c') {
        column = own.r === undefined ? column + 1 : columnOf(own.r);
        attributes = own;
        value = '';
        isFormula = false;
      } else if (name === 'f') isFormula = true;
    },
    text(text) {
      collector.add(text);
      if (isValue) value += text;
    },
    close(name) {
      collector.close(name);
      isValue = false;
      if (name !== 'c') return;
      const inline = collector.take();
      const isOpen = isFormula && value === '' && attributes.t !== 'str';
      const cell = isOpen ? uncomputed : cellOf(attributes, value, inline, tables);
      if (cell.text === '' && !cell.problem) return;
      if (!(row >= 0 && row < mostRows && column >= 0 && column < mostColumns))
        throw new NotZip('it is damaged: a cell has an impossible address');
      rows[row] ??= [];
      (rows[row] as (WorkbookCell | undefined)[])[column] = cell;
    },
  });
  return Array.from(rows, (cells) => Array.from(cells ?? []));
}

const uncomputed = {
  text: '',
  problem: 'the formula here has no result: no spreadsheet has computed it yet',
};

/** Of a sheet in this format. */
const mostRows = 1_048_576;
const mostColumns = 16_384;

/** 0 of `A7`, 27 of `AB7`. */
function columnOf(address: string): number {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellOf(
  { t: type = 'n', s: style = '0' }: Attributes,
  value: string,
  inline: string,
  { strings, formats }: Tables,
): WorkbookCell {
  switch (type) {
    case 's':
      return { text: strings[Number(value)] ?? '' };
    case 'inlineStr':
      return { text: inline };
    case 'str':
      return { text: value };
    case 'b':
      return { text: value === '1' ? 'true' : 'false' };
    case 'e':
      return { text: '', problem: `the spreadsheet shows ${value} here` };
    default: {
      const format = formats[Number(style)] ?? 'General';
      if (type === 'd' || (value !== '' && isDateFormat(format)))
        return { text: '', problem: 'the spreadsheet made a date of what was entered here' };
      return { text: writeStored(value, format) };
    }
  }
}
