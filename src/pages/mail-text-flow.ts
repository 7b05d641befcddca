import { Parser } from 'htmlparser2';
import { raised } from '../notation/written.ts';

/** A piece of running text. `block` is the key of what is laid out elsewhere; its text is empty. */
export interface TextFlow {
  kind: 'paragraph' | 'heading' | 'item' | 'rule' | 'block';
  text: string;
  /** Of an item: what stands before it. */
  bullet?: string;
  /** Of an item: in how many lists it stands, from 1. */
  depth: number;
  block?: string;
}

/**
 * The mail's own markup as running text: superscripts as raised characters, citations and entries of the
 * ledger in brackets, links with their addresses.
 */
export function toTextFlow(markup: string): TextFlow[] {
  const reader = new FlowReader();
  new Parser(reader, { decodeEntities: true }).end(markup);
  return reader.finish();
}

/** Markup of one line as text. */
export function toTextLine(markup: string): string {
  return toTextFlow(markup)
    .map(({ text }) => text)
    .join(' ');
}

class FlowReader {
  private readonly flows: TextFlow[] = [];
  private readonly lists: { ordered: boolean; count: number }[] = [];
  private readonly open: { name: string; classes: string[]; href: string | undefined; start: number }[] = [];
  private text = '';
  private kind: TextFlow['kind'] = 'paragraph';
  private bullet: string | undefined;

  onopentag(name: string, { class: classes = '', href, ...attributes }: Record<string, string>): void {
    this.open.push({ name, classes: classes.split(' '), href, start: this.text.length });
    if (/^(?:p|h[1-6]|ul|ol|li|div|blockquote|hr|pre|table|tr)$/.test(name)) this.flush();
    const block = attributes['data-block'];
    if (block !== undefined) this.flows.push({ kind: 'block', text: '', depth: 0, block });
    if (name === 'hr') this.flows.push({ kind: 'rule', text: '', depth: 0 });
    if (name === 'ul' || name === 'ol') this.lists.push({ ordered: name === 'ol', count: 0 });
    if (/^h[1-6]$/.test(name)) this.kind = 'heading';
    if (name === 'li') this.enterItem();
    if ((name === 'td' || name === 'th') && this.text.trim() !== '') this.text += ' | ';
    if (classes === 'letter' || classes === 'note') this.text += '[';
    if (name === 'em' || name === 'strong') this.text += '*';
  }

  ontext(text: string): void {
    const { name, classes = [] } = this.open.at(-1) ?? {};
    const isEntry = this.open.some((one) => one.classes.includes('entry'));
    if (isEntry) this.text += `\u00a0[${text.trim()}]`;
    else if (this.open.some((one) => one.classes.includes('note'))) this.text += text;
    else if (name === 'sup' && !classes.includes('mark') && !classes.includes('cite'))
      this.text += raised(text);
    else this.text += text;
  }

  onclosetag(name: string): void {
    const { classes = [], href, start = 0 } = this.open.pop() ?? {};
    const isEntry = classes.includes('entry') || this.open.some((one) => one.classes.includes('entry'));
    if (classes.includes('cite')) this.text = `${this.text.slice(0, start)} [${this.text.slice(start)}]`;
    if (classes.includes('letter') || classes.includes('note'))
      this.text += classes.includes('letter') ? '] ' : ']';
    if (name === 'em' || name === 'strong') this.text += '*';
    if (name === 'a' && href?.startsWith('https:') && !isEntry && !this.isCitation())
      this.text += ` <${href}>`;
    if (/^(?:p|h[1-6]|li|blockquote|pre|table|div)$/.test(name)) this.flush();
    if (name === 'ul' || name === 'ol') this.lists.pop();
  }

  finish(): TextFlow[] {
    this.flush();
    return this.flows;
  }

  private isCitation(): boolean {
    return this.open.some(({ classes }) => classes.includes('cite'));
  }

  private enterItem(): void {
    const list = this.lists.at(-1);
    if (!list) return;
    list.count += 1;
    this.kind = 'item';
    this.bullet = list.ordered ? `${list.count}.` : '-';
  }

  private flush(): void {
    const text = this.text.replace(/[ \t\r\n]+/g, ' ').trim();
    this.text = '';
    if (text !== '') {
      this.flows.push({
        kind: this.kind,
        text,
        depth: this.lists.length,
        ...(this.bullet !== undefined && { bullet: this.bullet }),
      });
      this.kind = this.lists.length > 0 ? 'item' : 'paragraph';
      this.bullet = undefined;
    } else if (this.bullet === undefined) this.kind = this.lists.length > 0 ? 'item' : 'paragraph';
  }
}
