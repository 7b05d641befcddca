import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { namePart } from '../notation/written.ts';
import type { PdfPlaces } from '../pdf/tags.ts';
import { type BoundNumber, hasNumber, type PdfText, toBareNumber } from '../pdf/text.ts';
import type { HtmlNumber } from './bound-numbers.ts';

/** Where the number of one entry of the ledger is printed. */
export interface Occurrences {
  /** On the page: the part, the printed form and, where the number is a link, its id. */
  html: { where: string; text: string; anchor?: string }[];
  /** Pages of the PDF, from 1, rising. */
  pdfPages: number[];
}

/** Of every entry, by evidence id; `ids` are those of the ledger in its order. */
export function occurrencesOf(
  ids: readonly string[],
  numbers: readonly HtmlNumber[],
  { ledgerPages, figurePages }: PdfPlaces,
): Map<string, Occurrences> {
  const found = new Map(
    ids.map((id, index) => [id, { html: [], pdfPages: ledgerPages.get(index + 1) ?? [] } as Occurrences]),
  );
  for (const { id, text, where, anchor, drawing } of numbers) {
    if (where === 'ledger') continue;
    for (const one of id.split(' ').some((part) => found.has(part)) ? id.split(' ') : [id]) {
      const own = found.get(one);
      own?.html.push({ where, text, ...(anchor !== undefined && { anchor }) });
      const page = drawing === undefined ? undefined : figurePages[drawing - 1];
      if (own && page !== undefined) own.pdfPages = rising([...own.pdfPages, page]);
    }
  }
  return found;
}

function rising(pages: number[]): number[] {
  return [...new Set(pages)].sort((a, b) => a - b);
}

/** Entries that the page shows in print and the PDF nowhere leads to, each once. */
export function lostInPrint(numbers: readonly HtmlNumber[], { ledgerPages }: PdfPlaces): PageDifference[] {
  const lost = numbers.filter(
    ({ entry, visibleInPrint, where }) =>
      entry !== undefined && visibleInPrint && where !== 'ledger' && !ledgerPages.has(entry),
  );
  const once = new Map(lost.map((number) => [number.entry, number]));
  return [...once.values()].map(({ id, entry, text, where }) => ({
    kind: 'missing',
    id,
    text,
    where,
    ...(entry !== undefined && { entry }),
  }));
}

/** A number that is not in both the page and its PDF. */
export interface PageDifference {
  /** `missing` from the PDF, in the PDF and `extra`, or printed there as another number. */
  kind: 'missing' | 'extra' | 'different';
  /** The datum or computation, as far as the page shows it. */
  id: string;
  /** The entry of the ledger; words of drawings lead to none. */
  entry?: number;
  /** As the page prints it; of an extra number, as the PDF does. */
  text: string;
  /** As the PDF prints a different one. */
  found?: string;
  /** The part of the page. */
  where?: string;
  /** The page of the PDF, from 1. */
  page?: number;
}

/**
 * Compares the numbers of a rendered page with those of its PDF, by the entry that they lead to and
 * by their printed form, and words of drawings by the drawing. A form that occurs several times
 * need occur only once. Spaces, marks of grades and the like are no difference.
 */
export function compareNumbers(page: readonly HtmlNumber[], pdf: PdfText): PageDifference[] {
  const printed = page.filter(({ visibleInPrint }) => visibleInPrint);
  return [...compareLinks(printed, page, pdf.numbers), ...compareDrawings(printed, pdf)];
}

type Keyed = Pick<BoundNumber, 'text'> & { entry?: number };

function keyOf({ entry, text }: Keyed): string {
  return `${entry} ${toBareNumber(text)}`;
}

/** Those whose entry and form are not among the others, each once. */
function without<T extends Keyed>(numbers: readonly T[], others: readonly Keyed[]): T[] {
  const known = new Set(others.map(keyOf));
  return numbers.filter((number) => {
    const key = keyOf(number);
    return !known.has(key) && known.add(key);
  });
}

function compareLinks(
  printed: readonly HtmlNumber[],
  page: readonly HtmlNumber[],
  inPdf: readonly BoundNumber[],
): PageDifference[] {
  const linked = printed.filter(({ entry }) => entry !== undefined);
  const extra = without(inPdf, page);
  const lacking = without(linked, inPdf).map((number): PageDifference => {
    const { id, text, where } = number;
    const place = { id, entry: number.entry as number, text, where };
    const at = extra.findIndex(({ entry }) => entry === number.entry);
    const [other] = at < 0 ? [] : extra.splice(at, 1);
    return other
      ? { kind: 'different', ...place, found: other.text, page: other.page }
      : { kind: 'missing', ...place };
  });
  const idOf = (wanted: number) => page.find(({ entry }) => entry === wanted)?.id ?? '';
  return [
    ...lacking,
    ...extra.map((number): PageDifference => ({ kind: 'extra', id: idOf(number.entry), ...number })),
  ];
}

/** A word of a drawing that is not tagged as one may be on any page. */
function compareDrawings(printed: readonly HtmlNumber[], { drawings, pages }: PdfText): PageDifference[] {
  return printed
    .filter(({ entry }) => entry === undefined)
    .flatMap(({ id, text, where, drawing }): PageDifference[] => {
      const own = drawing === undefined ? undefined : drawings[drawing - 1];
      const texts = drawing === undefined ? pages : [own?.text ?? ''];
      if (texts.some((one) => hasNumber(one, text))) return [];
      return [{ kind: 'missing', id, text, where, ...(own && { page: own.page }) }];
    });
}

/** Reported at the briefing, because the tool or a template lost them. */
export function parityProblems(differences: readonly PageDifference[], place: Place): Diagnostic[] {
  return differences.map((difference) =>
    problem('parity', sentences[difference.kind](difference), place, { hints: [hints[difference.kind]] }),
  );
}

const sentences: Readonly<Record<PageDifference['kind'], (difference: PageDifference) => string>> = {
  missing: (one) =>
    `${numberIn(one)} is not in ${one.page ? `its drawing on page ${one.page} of ` : ''}the PDF`,
  different: (one) => `${numberIn(one)} is ‘${one.found}’ on page ${one.page} of the PDF`,
  extra: (one) => `‘${one.text}’${meaning(one)} on page ${one.page} of the PDF is nowhere in the page`,
};

function numberIn(one: PageDifference): string {
  return `‘${one.text}’${meaning(one)} in ${namePart(one.where ?? 'text')} of the page`;
}

function meaning({ id, entry }: PageDifference): string {
  const names = [...(id ? [id] : []), ...(entry === undefined ? [] : [`entry ${entry}`])];
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}

const hints: Readonly<Record<PageDifference['kind'], string>> = {
  missing:
    'a style for print may hide it or cut it off; mark what belongs on screen only with data-screen-only',
  different: 'a style for print may hide a part of it, or add to it',
  extra: 'a style for print may show what the page hides, or cut a number short',
};
