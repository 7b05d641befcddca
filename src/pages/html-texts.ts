import { Parser } from 'htmlparser2';

/** An element and those around it. */
export interface HtmlElement {
  name: string;
  attributes: Record<string, string>;
  parent: HtmlElement | undefined;
}

/** Characters of one text node, or the value of an attribute. */
export interface HtmlRun {
  text: string;
  /** Where it begins in the file, as an offset. */
  start: number;
  element: HtmlElement | undefined;
}

/** What is read in one breath: a paragraph, a cell, a label of a drawing, a spoken attribute. */
export interface HtmlText {
  runs: HtmlRun[];
  /** The attribute that it is the value of. */
  attribute?: string;
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
  return attributes.class?.split(' ').includes(name) ?? false;
}

/** Everything that a page shows or says, but for what is within elements that are passed over. */
export function readHtml(html: string, isPassedOver: (element: HtmlElement) => boolean): HtmlText[] {
  const reader = new HtmlReader(html, isPassedOver);
  new Parser(reader, { decodeEntities: true }).end(html);
  reader.onend();
  return reader.texts;
}

const unread = new Set(['style', 'script', 'noscript', 'template']);

const inline = new Set(
  'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time tspan u var wbr'.split(
    ' ',
  ),
);

class HtmlReader {
  readonly texts: HtmlText[] = [];
  private readonly html: string;
  private readonly isPassedOver: (element: HtmlElement) => boolean;
  private parser: Parser | undefined;
  private element: HtmlElement | undefined;
  /** Elements that are open within one that is passed over, and that one. */
  private passedOver = 0;
  private runs: HtmlRun[] = [];
  /** What comes next is another text, unless it says that it continues this one. */
  private ended = false;
  private starts = new Map<string, number>();

  constructor(html: string, isPassedOver: (element: HtmlElement) => boolean) {
    this.html = html;
    this.isPassedOver = isPassedOver;
  }

  onparserinit(parser: Parser): void {
    this.parser = parser;
  }

  onattribute(name: string): void {
    const from = this.parser?.startIndex ?? 0;
    this.starts.set(name, from + (/^[^=]*=\s*["']?/.exec(this.html.slice(from, from + 80))?.[0].length ?? 0));
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const starts = this.starts;
    this.starts = new Map();
    this.element = { name, attributes, parent: this.element };
    if (this.passedOver > 0 || unread.has(name) || this.isPassedOver(this.element)) {
      this.passedOver += 1;
      return;
    }
    if ('data-next-line' in attributes) this.goOn();
    else if (this.divides(this.element)) this.ended = true;
    if (this.ended) this.flush();
    for (const attribute of spokenAttributes(this.element)) {
      const run = {
        text: attributes[attribute] ?? '',
        start: starts.get(attribute) ?? 0,
        element: this.element,
      };
      if (run.text.trim() !== '') this.texts.push({ runs: [run], attribute });
    }
  }

  ontext(text: string): void {
    if (this.passedOver > 0) return;
    if (this.ended && text.trim() === '') return;
    if (this.ended) this.flush();
    this.runs.push({ text, start: this.parser?.startIndex ?? 0, element: this.element });
  }

  onclosetag(): void {
    if (this.passedOver > 0) this.passedOver -= 1;
    else if (this.element && this.divides(this.element)) this.ended = true;
    this.element = this.element?.parent;
  }

  onend(): void {
    this.flush();
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

  private flush(): void {
    if (this.runs.some(({ text }) => text.trim() !== '')) this.texts.push({ runs: this.runs });
    this.runs = [];
    this.ended = false;
  }
}

const spoken = ['aria-label', 'aria-description', 'alt', 'title'];
const described = ['description', 'author', 'keywords'];

function spokenAttributes({ name, attributes }: HtmlElement): string[] {
  if (name === 'meta') return described.includes(attributes.name ?? '') ? ['content'] : [];
  return spoken.filter((attribute) => attribute in attributes);
}
