import { type HtmlDocument, type HtmlElement, type HtmlRun, hasClass, isElement } from './html-document.ts';

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
