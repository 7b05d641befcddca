import { offsetOf, readTable, unexpected } from './pdf-file.ts';

/** The objects of a PDF as text, without the words in them. */
export interface PdfObjects {
  /** Object number of the catalog. */
  root: number;
  /** An object's dictionary: strings are emptied, so that no word in them is taken for syntax. Throws when there is none. */
  read(number: number): string;
}

/** Opens a PDF of Chromium's, sealed or not, for reading. Throws when it is of an unknown form. */
export function openObjects(pdf: Buffer): PdfObjects {
  const { offsets, root } = readTable(pdf);
  const text = pdf.toString('latin1');
  return {
    root,
    read(number) {
      const start = offsetOf(offsets, number);
      const heading = `${number} 0 obj\n`;
      if (!text.startsWith(heading, start)) throw unexpected(`object ${number} is not in its place`);
      return readObject(text, start + heading.length);
    },
  };
}

/** Up to the object's end, which is none where it stands within a string. */
function readObject(text: string, start: number): string {
  for (let end = text.indexOf('endobj', start); end >= 0; end = text.indexOf('endobj', end + 1)) {
    const object = text.slice(start, end);
    if (!object.includes('(')) return object;
    const bare = object.replace(STRING, '');
    if (!bare.includes('(')) return bare;
  }
  throw unexpected('an object without end');
}

/** A string in brackets, in which Chromium escapes brackets. Other texts it writes in digits. */
const STRING = /\((?:\\.|[^\\()])*\)/gs;

const REFERENCE = {
  Obj: /\/Obj (\d+) 0 R/,
  Pages: /\/Pages (\d+) 0 R/,
  Pg: /\/Pg (\d+) 0 R/,
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
