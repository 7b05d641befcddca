import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import container from 'markdown-it-container';

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

/** Markdown as briefings use it: no raw HTML, and a fenced container for the author's view. */
export function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  markdown.disable(['replacements', 'table']);
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
  return markdown;
}
