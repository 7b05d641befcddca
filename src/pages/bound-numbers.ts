import { Parser } from 'htmlparser2';
import { raised } from '../notation/written.ts';

/** A number of the page that is bound to data. */
export interface HtmlNumber {
  /** The datum's address or the computation, such as `maia.mrd.d-rd` and `gap(…)`; several in a drawing. */
  id: string;
  /** The entry of the ledger that it leads to. Words of a drawing lead nowhere. */
  entry?: number;
  /** Id of the link. */
  anchor?: string;
  /** As printed, without the mark of its grade; superscripts are raised characters. */
  text: string;
  /** The part of the page: `title`, `key figures`, `figure depth`, `text` and so on. */
  where: string;
  /** Of a word in a drawing: which of the drawings that print, from 1. */
  drawing?: number;
  visibleInPrint: boolean;
}

/** A drawing of the page; one that holds another is only its frame. */
interface Drawing {
  isFrame: boolean;
}

/** What holds for everything inside an element. */
interface Scope {
  name: string;
  where: string;
  printed: boolean;
  drawing: Drawing | undefined;
  /** Whether its text is part of the number around it. */
  counts: boolean;
}

type Attributes = Readonly<Record<string, string>>;

/** A number while it is being read. */
interface Reading {
  number: HtmlNumber;
  drawing: Drawing | undefined;
  depth: number;
  /** The text of its `<data>`, which leaves out what else is in the link. */
  data?: string;
}

const TOP: Scope = { name: '', where: 'text', printed: true, drawing: undefined, counts: true };

/**
 * Every number of a rendered page that is bound to data, in the order of the page: links to entries
 * of the ledger, and words of drawings that name their data.
 */
export function readBoundNumbers(html: string): HtmlNumber[] {
  const drawings: Drawing[] = [];
  const found: Reading[] = [];
  const scopes: Scope[] = [TOP];
  let reading: Reading | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const scope = scopeOf(name, attributes, scopes.at(-1) ?? TOP, drawings);
      scopes.push(scope);
      if (reading && name === 'data') {
        reading.number.id = attributes.value ?? '';
        reading.data = '';
      }
      const number = reading ? undefined : numberOf(name, attributes, scope);
      if (!number) return;
      reading = { number, drawing: scope.drawing, depth: scopes.length };
      found.push(reading);
    },
    ontext(text) {
      const scope = scopes.at(-1);
      if (!reading || !scope?.counts) return;
      const shown = scope.name === 'sup' ? raised(text) : text;
      reading.number.text += shown;
      const inData = scopes.slice(reading.depth).some(({ name }) => name === 'data');
      if (inData) reading.data += shown;
    },
    onclosetag() {
      if (reading?.depth === scopes.length) reading = undefined;
      scopes.pop();
    },
  });
  parser.end(html);
  const ordinals = new Map(drawings.filter(({ isFrame }) => !isFrame).map((one, index) => [one, index + 1]));
  return found.map(({ number, drawing, data }) => {
    const ordinal = number.entry === undefined && drawing ? ordinals.get(drawing) : undefined;
    const text = (data ?? number.text).replace(/[ \t\r\n\f]+/g, ' ').trim();
    return { ...number, text, ...(ordinal !== undefined && { drawing: ordinal }) };
  });
}

function numberOf(name: string, attributes: Attributes, scope: Scope): HtmlNumber | undefined {
  const number = { text: '', where: scope.where, visibleInPrint: scope.printed };
  const entry = name === 'a' ? /^#e(\d+)$/.exec(attributes.href ?? '')?.[1] : undefined;
  const anchor = attributes.id === undefined ? {} : { anchor: attributes.id };
  if (entry !== undefined) return { id: '', entry: Number(entry), ...anchor, ...number };
  const id = attributes['data-finding'];
  return id === undefined ? undefined : { id, ...number };
}

function scopeOf(name: string, attributes: Attributes, around: Scope, drawings: Drawing[]): Scope {
  const classes = (attributes.class ?? '').split(/\s+/);
  const printed = around.printed && !isHiddenInPrint(name, classes, attributes);
  const isMark = name === 'sup' && classes.includes('mark');
  return {
    name,
    where: partOf(name, classes, attributes.id ?? '') ?? around.where,
    printed,
    drawing: printed && isDrawing(name, attributes) ? enter(around.drawing, drawings) : around.drawing,
    counts: around.counts && !isMark,
  };
}

function enter(around: Drawing | undefined, drawings: Drawing[]): Drawing {
  if (around) around.isFrame = true;
  const drawing = { isFrame: false };
  drawings.push(drawing);
  return drawing;
}

/** As 90-print.css and 30-figures.css have it. */
function isHiddenInPrint(name: string, classes: readonly string[], attributes: Attributes): boolean {
  return (
    (name === 'details' && classes.includes('data')) ||
    classes.includes('narrow') ||
    'data-screen-only' in attributes
  );
}

/** What Chromium tags as a figure. */
function isDrawing(name: string, { role, alt, ...attributes }: Attributes): boolean {
  if (attributes['aria-hidden'] === 'true') return false;
  return role === 'img' || name === 'figure' || (name === 'img' && alt !== '');
}

const parts: Readonly<Record<string, string>> = {
  dek: 'title',
  preheader: 'preheader',
  'bottom-line': 'bottom line',
  'key-figures': 'key figures',
  ledger: 'ledger',
};

/** The words in which evidence.json tells where a number stands. */
function partOf(name: string, classes: readonly string[], id: string): string | undefined {
  if (name === 'h1') return 'title';
  const request = /^(figure|table)-(.+)$/.exec(id);
  if (request?.[1] && classes.includes(request[1])) return `${request[1]} ${request[2]}`;
  const known = classes.find((one) => Object.hasOwn(parts, one));
  return known && parts[known];
}
