import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import container from 'markdown-it-container';
import footnotes from 'markdown-it-footnote';
import { withApostrophes } from './apostrophes.ts';

export type { Token };

/** A call's place in Markdown text: two private-use characters, which authors cannot write. */
export const placeholderPattern = /\ue000(\d+)\ue001/g;

export function placeholder(index: number): string {
  return `\ue000${index}\ue001`;
}

/** A link leads to an https page, a mail address or a place on the page; nothing else is a link. */
export function isAllowedLink(url: string): boolean {
  return /^(?:https:\/\/[^/\\]|mailto:|#)/i.test(url);
}

/** Where the parser stood in its paragraph's text when it made an inline token. */
export function offsetOf(token: Token): number {
  return (token as Token & { offset?: number }).offset ?? 0;
}

/** Markdown as briefings use it: no raw HTML, with tables, footnotes, and a fenced container for the author's view. */
export function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  markdown.disable(['replacements']);
  markdown.validateLink = () => true;
  markdown.inline.State = class extends markdown.inline.State {
    override push(...args: Parameters<StateInline['push']>): Token {
      return Object.assign(super.push(...args), { offset: this.pos });
    }
  };
  markdown.use(container, 'opinion', {
    render: (tokens: Token[], index: number) =>
      tokens[index]?.nesting === 1
        ? '<section class="opinion" aria-label="Author’s view">\n'
        : '</section>\n',
  });
  markdown.core.ruler.before('smartquotes', 'apostrophes', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'text') token.content = withApostrophes(token.content);
    }
  });
  markdown.renderer.rules.table_open = () =>
    '<section class="scroll typed" aria-label="Table in the text" tabindex="0">\n<table>\n';
  markdown.renderer.rules.table_close = () => '</table>\n</section>\n';
  setFootnotes(markdown);
  return markdown;
}

/** Stand before and after all footnotes, which `bodyHtml` sets behind the section that refers to them. */
export const notesMarks = { before: '\ue012', after: '\ue013' };

/** Footnotes have letters: numbers are those of sources. */
function setFootnotes(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.use(footnotes);
  const { rules } = markdown.renderer;
  const metaOf = (tokens: Token[], index: number) => (tokens[index]?.meta ?? {}) as Record<string, unknown>;
  const letterOf = (tokens: Token[], index: number) => lettersOf(Number(metaOf(tokens, index).id));
  rules.footnote_ref = (tokens, index) => {
    const letter = letterOf(tokens, index);
    const id = Number(metaOf(tokens, index).subId) > 0 ? '' : ` id="to-note-${letter}"`;
    return `<sup class="note"><a href="#note-${letter}"${id}>${letter}</a></sup>`;
  };
  rules.footnote_block_open = () => notesMarks.before;
  rules.footnote_block_close = () => notesMarks.after;
  rules.footnote_open = (tokens, index) => {
    const letter = letterOf(tokens, index);
    return `<div class="footnote" id="note-${letter}"><b class="letter">${letter}</b>`;
  };
  rules.footnote_close = () => '</div>\n';
  rules.footnote_anchor = () => '';
}

/** `a` to `z`, then `aa`. */
function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(97 + (index % 26));
}
