import { type PdfFile, readPdf, unexpected } from './pdf-file.ts';

/** The objects of a PDF as text, without the words in them. */
export interface PdfObjects {
  /** Object number of the catalog. */
  root: number;
  /** An object's dictionary: strings are emptied, so that no word in them is taken for syntax. Throws when there is none. */
  read(number: number): string;
}

/** Opens a PDF for reading. Throws when it is not as Chromium prints them. */
export function openObjects(pdf: Buffer): PdfObjects {
  return objectsOf(readPdf(pdf));
}

/** The objects of a PDF that is open already. */
export function objectsOf({ objects, root }: Pick<PdfFile, 'objects' | 'root'>): PdfObjects {
  return {
    root,
    read(number) {
      const object = objects.get(number);
      if (object === undefined) throw unexpected(`no object ${number}`);
      return object.includes('(') ? object.replace(STRING, '') : object;
    },
  };
}

/** A string in brackets, in which Chromium escapes brackets. Other texts it writes in digits. */
const STRING = /\((?:\\.|[^\\()])*\)/gs;

const REFERENCE = {
  Dests: /\/Dests (\d+) 0 R/,
  Obj: /\/Obj (\d+) 0 R/,
  Pages: /\/Pages (\d+) 0 R/,
  Pg: /\/Pg (\d+) 0 R/,
  Stm: /\/Stm (\d+) 0 R/,
  StructTreeRoot: /\/StructTreeRoot (\d+) 0 R/,
};

/** What `/Key 12 0 R` refers to. */
export function referenceIn(dictionary: string, key: keyof typeof REFERENCE): number | undefined {
  const found = REFERENCE[key].exec(dictionary)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Object numbers of the pages, from the first to the last. */
export function pagesOf(pdf: PdfObjects): number[] {
  const below = (node: number): number[] => {
    const dictionary = pdf.read(node);
    if (/\/Type \/Page\b/.test(dictionary)) return [node];
    if (!/\/Type \/Pages\b/.test(dictionary)) throw unexpected('its pages');
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary)?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => below(Number(kid)));
  };
  const pages = referenceIn(pdf.read(pdf.root), 'Pages');
  if (pages === undefined) throw unexpected('no pages');
  return below(pages);
}

/** Left, bottom, right and top of a page's sheet in points. */
export function sheetOf(page: string): [number, number, number, number] {
  const box = /\/MediaBox \[(.*?)\]/.exec(page)?.[1]?.split(' ').map(Number);
  const [left, bottom, right, top] = box ?? [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    throw unexpected('a page without a size');
  return [left, bottom, right, top];
}
