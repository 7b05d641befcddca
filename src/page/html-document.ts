import { Parser } from 'htmlparser2';
import { styleFaults } from '../notation/files.ts';

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

/** The element, or the nearest ancestor, that matches. */
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

/** What is read in one breath: a paragraph, a cell, a label of a drawing, a spoken attribute. */
export interface HtmlText {
  runs: HtmlRun[];
  /** The attribute that it is the value of. */
  attribute?: string;
}

/** Everything that a page shows or says, but for what is within elements that are passed over. */
export function readTexts(
  document: HtmlDocument,
  isPassedOver: (element: HtmlElement) => boolean = () => false,
): HtmlText[] {
  const reader = new TextReader(document.html, isPassedOver);
  for (const node of document.nodes) reader.read(node);
  reader.flush();
  return reader.texts;
}

const unread = new Set(['style', 'script', 'noscript', 'template']);

const inline = new Set(
  'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time tspan u var wbr'.split(
    ' ',
  ),
);

class TextReader {
  readonly texts: HtmlText[] = [];
  private readonly html: string;
  private readonly isPassedOver: (element: HtmlElement) => boolean;
  private runs: HtmlRun[] = [];
  /** What comes next is another text, unless it says that it continues this one. */
  private ended = false;

  constructor(html: string, isPassedOver: (element: HtmlElement) => boolean) {
    this.html = html;
    this.isPassedOver = isPassedOver;
  }

  read(node: HtmlElement | HtmlRun): void {
    if (!isElement(node)) this.readRun(node);
    else if (!unread.has(node.name) && !this.isPassedOver(node)) this.readElement(node);
  }

  flush(): void {
    if (this.runs.some(({ text }) => text.trim() !== '')) this.texts.push({ runs: this.runs });
    this.runs = [];
    this.ended = false;
  }

  private readRun(run: HtmlRun): void {
    if (this.ended && run.text.trim() === '') return;
    if (this.ended) this.flush();
    this.runs.push(run);
  }

  private readElement(element: HtmlElement): void {
    if ('data-next-line' in element.attributes) this.goOn();
    else if (this.divides(element)) this.ended = true;
    if (this.ended) this.flush();
    for (const attribute of spokenAttributes(element)) this.speak(attribute, element);
    if ('data-sources' in element.attributes) this.readRun({ text: '', start: element.start, element });
    for (const child of element.children) this.read(child);
    if (this.divides(element)) this.ended = true;
  }

  private speak(attribute: string, element: HtmlElement): void {
    const text = element.attributes[attribute] ?? '';
    if (text.trim() === '') return;
    const start = this.startOfValue(element.starts.get(attribute) ?? 0);
    this.texts.push({ runs: [{ text, start, element }], attribute });
  }

  private startOfValue(attribute: number): number {
    const [upToValue = ''] = /^[^=]*=\s*["']?/.exec(this.html.slice(attribute, attribute + 80)) ?? [];
    return attribute + upToValue.length;
  }

  private divides(element: HtmlElement): boolean {
    return !inline.has(element.name) || hasClass(element, 'sub');
  }

  /** A line of a label that was too long for one. */
  private goOn(): void {
    const last = this.runs.at(-1);
    if (!last) return;
    this.ended = false;
    const joint = /[-–/]$/.test(last.text) ? '' : ' ';
    if (joint) this.runs.push({ ...last, text: joint });
  }
}

const spoken = ['aria-label', 'aria-description', 'alt', 'title'];

/** Texts of a page that are read without opening it. */
const described = /^(?:description|author|keywords|citation_\w+|og:\w+|article:\w+)$/;

function spokenAttributes({ name, attributes }: HtmlElement): string[] {
  if (name === 'meta') return described.test(attributes.name ?? attributes.property ?? '') ? ['content'] : [];
  return spoken.filter((attribute) => attribute in attributes);
}

/** What a page is made of. Scripts, styles and links of its head have rules of their own. */
const elements = new Set(
  (
    'html head meta title link style script body main header footer nav section article aside div p h1 h2 h3 h4 h5 h6 ' +
    'hgroup ul ol li dl dt dd figure figcaption table caption colgroup col thead tbody tfoot tr th td a abbr address b ' +
    'bdi bdo blockquote br cite code data del dfn details em hr i img ins kbd mark pre q s samp small span strong sub ' +
    'summary sup time u var wbr button center ' +
    'svg g path rect circle ellipse line polyline polygon text tspan desc defs use clippath lineargradient radialgradient ' +
    'stop symbol pattern mask marker'
  ).split(' '),
);

const attributes = new Set(
  'srcdoc srcset imagesrcset background poster ping manifest formaction action data is shadowrootmode nonce'.split(
    ' ',
  ),
);

/** Why an element must not be on a page, whatever its attributes; undefined when it may. */
export function elementFault(name: string): string | undefined {
  return elements.has(name.toLowerCase()) ? undefined : `an element <${name}> is not allowed`;
}

/** The same of an attribute with its value. `isPartial` when some of the value is not known yet. */
export function attributeFault(
  element: string,
  name: string,
  value: string,
  isPartial = false,
): string | undefined {
  const lower = name.toLowerCase();
  if (/^on/.test(lower)) return `the attribute ${name} would run a script`;
  if (attributes.has(lower)) return `the attribute ${name} loads or runs something`;
  if (lower === 'http-equiv' && element === 'meta') {
    return value.toLowerCase() === 'content-security-policy'
      ? undefined
      : 'a page may not redirect or control the browser';
  }
  if (lower === 'style') {
    const [fault] = styleFaults(value);
    return fault && `‘${fault.text}’ in a style attribute reaches outside the page`;
  }
  if (isPartial) return undefined;
  if (lower === 'src') return isOwnSource(value) ? undefined : `‘${value}’ is no part of the page`;
  if (lower === 'href' || lower === 'xlink:href') return hrefFault(element, value);
  return undefined;
}

/** A picture inside the page, or attached to a mail. */
function isOwnSource(value: string): boolean {
  return /^(?:data:image\/(?:png|jpeg|gif|webp);|cid:)/i.test(value);
}

/** Browsers pass over white space and control characters in front of and within a scheme. */
function hrefFault(element: string, value: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\p{Cc}\s]/gu, ''))?.[1]?.toLowerCase();
  if (element === 'a') {
    const allowed = scheme === undefined || ['https', 'http', 'mailto'].includes(scheme);
    return allowed ? undefined : `a link to ‘${value}’ is neither https nor mailto`;
  }
  if (element === 'link' || value.startsWith('#')) return undefined;
  return `‘${value}’ is no part of the page`;
}
