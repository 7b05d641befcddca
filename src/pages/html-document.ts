import { Parser } from 'htmlparser2';

/** An element and those around it. */
export interface HtmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Where it begins in the file, as an offset. */
  start: number;
  /** Where each of its attributes begins in the file, as an offset. */
  starts: ReadonlyMap<string, number>;
  parent: HtmlElement | undefined;
  children: HtmlNode[];
}

/** Characters of one text node, or the value of an attribute. */
export interface HtmlRun {
  text: string;
  /** Where it begins in the file, as an offset. */
  start: number;
  element: HtmlElement | undefined;
}

export type HtmlNode = HtmlElement | HtmlRun;

/** A page, a mail or a template that is parsed once and asked many things. */
export interface HtmlDocument {
  html: string;
  nodes: HtmlNode[];
  /** All of them, in the order in which they open. */
  elements: HtmlElement[];
}

/** Elements within each other; no page that was ever made here has a tenth of it. */
const deepest = 1000;

/** Markup that is nested too deeply. */
export class TooDeep extends Error {
  constructor() {
    super(`its elements are nested more than ${deepest} deep`);
    this.name = 'TooDeep';
  }
}

/** Throws `TooDeep`; everything else is some document. */
export function parseHtml(html: string): HtmlDocument {
  const document: HtmlDocument = { html, nodes: [], elements: [] };
  let depth = 0;
  let around: HtmlElement | undefined;
  let starts = new Map<string, number>();
  const parser = new Parser(
    {
      onattribute(name) {
        starts.set(name, parser.startIndex);
      },
      onopentag(name, attributes) {
        depth += 1;
        if (depth > deepest) throw new TooDeep();
        const { startIndex: start } = parser;
        const element: HtmlElement = { name, attributes, start, starts, parent: around, children: [] };
        starts = new Map();
        (around?.children ?? document.nodes).push(element);
        document.elements.push(element);
        around = element;
      },
      ontext(text) {
        (around?.children ?? document.nodes).push({ text, start: parser.startIndex, element: around });
      },
      onclosetag() {
        depth -= 1;
        around = around?.parent;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return document;
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'name' in node;
}

/** The element, or the nearest around it, of which something holds. */
export function closest(
  element: HtmlElement | undefined,
  holds: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  let one = element;
  while (one && !holds(one)) one = one.parent;
  return one;
}

export function hasClass({ attributes }: HtmlElement, name: string): boolean {
  return attributes.class !== undefined && ` ${attributes.class} `.includes(` ${name} `);
}

/** Those within an element that have a name, in the order in which they open. */
export function descendants(element: HtmlElement, name: string): HtmlElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

const exhibitPattern = /^(figure|table)-(.+)$/;

/** `figure depth`: what the element, or the nearest around it, shows. */
export function exhibitAround(element: HtmlElement | undefined): string | undefined {
  const exhibit = closest(element, (one) => exhibitOf(one) !== undefined);
  return exhibit && exhibitOf(exhibit);
}

export function exhibitOf(element: HtmlElement): string | undefined {
  if (!hasClass(element, 'figure') && !hasClass(element, 'table')) return undefined;
  const [, kind, id] = exhibitPattern.exec(element.attributes.id ?? '') ?? [];
  return kind && `${kind} ${id}`;
}
