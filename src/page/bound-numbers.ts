import { raised } from '../notation/written.ts';
import {
  closest,
  descendants,
  exhibitOf,
  type HtmlDocument,
  type HtmlElement,
  hasClass,
  isElement,
} from './html-document.ts';

/** A number of the page that is bound to data. */
export interface HtmlNumber {
  /** The datum's address or the computation, such as `maia.mrd.d-rd` and `gap(…)`; several in a drawing. */
  id: string;
  /** The entry of the ledger that it leads to. Words of a drawing lead nowhere. */
  entry?: number;
  /** Id of the link. */
  anchor?: string;
  /** As printed; superscripts are raised characters. */
  text: string;
  /** The part of the page: `title`, `key figures`, `figure depth`, `text` and so on. */
  where: string;
  /** Of a word in a drawing: which of the drawings that print, from 1. */
  drawing?: number;
  visibleInPrint: boolean;
}

/**
 * Every number of a rendered page that is bound to data, in the order of the page: links to entries
 * of the ledger, and words of drawings that name their data.
 */
export function readBoundNumbers({ elements }: HtmlDocument): HtmlNumber[] {
  const drawings = new Set(elements.filter((one) => isDrawing(one) && isPrinted(one)));
  const ordinals = ordinalsOf(drawings);
  return elements
    .filter((one) => isNumber(one) && !closest(one.parent, isNumber))
    .map((element) => {
      const drawing = closest(element, (one) => drawings.has(one));
      return numberOf(element, drawing && ordinals.get(drawing));
    });
}

/** A drawing that contains another is only its frame. */
function ordinalsOf(drawings: ReadonlySet<HtmlElement>): Map<HtmlElement, number> {
  const frames = new Set(
    [...drawings].map(({ parent }) => closest(parent, (around) => drawings.has(around))),
  );
  const own = [...drawings].filter((one) => !frames.has(one));
  return new Map(own.map((one, index) => [one, index + 1]));
}

function isNumber(element: HtmlElement): boolean {
  return entryOf(element) !== undefined || 'data-finding' in element.attributes;
}

function entryOf(element: HtmlElement): number | undefined {
  const isFinding = element.name === 'a' && hasClass(element, 'finding');
  const entry = isFinding ? /^#e(\d+)$/.exec(element.attributes.href ?? '')?.[1] : undefined;
  return entry === undefined ? undefined : Number(entry);
}

function numberOf(element: HtmlElement, drawing: number | undefined): HtmlNumber {
  const { id: anchor, 'data-finding': finding = '' } = element.attributes;
  const data = descendants(element, 'data').at(-1);
  const text = textOf(data ?? element)
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim();
  const shown = { text, where: partAround(element), visibleInPrint: isPrinted(element) };
  const entry = entryOf(element);
  if (entry === undefined)
    return { id: data?.attributes.value ?? finding, ...shown, ...(drawing !== undefined && { drawing }) };
  return {
    id: data?.attributes.value ?? '',
    entry,
    ...(anchor !== undefined && { anchor }),
    ...shown,
  };
}

/** All that an element prints. */
function textOf(element: HtmlElement): string {
  const written = element.name === 'sup' ? raised : (text: string) => text;
  return element.children.map((child) => (isElement(child) ? textOf(child) : written(child.text))).join('');
}

function isPrinted(element: HtmlElement): boolean {
  return closest(element, isHiddenInPrint) === undefined;
}

/** As 90-print.css and 30-figures.css have it. */
function isHiddenInPrint(element: HtmlElement): boolean {
  return (
    (element.name === 'details' && hasClass(element, 'data')) ||
    hasClass(element, 'narrow') ||
    'data-screen-only' in element.attributes
  );
}

/** What Chromium tags as a figure. */
function isDrawing({ name, attributes }: HtmlElement): boolean {
  if (attributes['aria-hidden'] === 'true') return false;
  return attributes.role === 'img' || name === 'figure' || (name === 'img' && attributes.alt !== '');
}

/** The words in which evidence.json says where a number appears. */
function partAround(element: HtmlElement): string {
  const part = closest(element, (one) => partOf(one) !== undefined);
  return (part && partOf(part)) ?? 'text';
}

const partsByClass = Object.entries({
  dek: 'title',
  preheader: 'preheader',
  'bottom-line': 'bottom line',
  'key-figures': 'key figures',
  changes: 'what changed',
  differences: 'list of differences',
  ledger: 'ledger',
});

function partOf(element: HtmlElement): string | undefined {
  if (element.name === 'h1') return 'title';
  return exhibitOf(element) ?? partsByClass.find(([name]) => hasClass(element, name))?.[1];
}
