import { createHash } from 'node:crypto';
import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import container from 'markdown-it-container';
import footnotes from 'markdown-it-footnote';
import { type MailSettings, mergeField, reservedField } from '../model/house.ts';
import { withApostrophes } from './written.ts';

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

/** The parser's position in its paragraph's text when it made an inline token. */
export function offsetOf(token: Token): number {
  return (token as Token & { offset?: number }).offset ?? 0;
}

/** Markdown as briefings use it: no raw HTML, with tables, footnotes, and containers for lists of results and the author's view. */
export function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  markdown.disable(['replacements']);
  markdown.validateLink = () => true;
  markdown.inline.State = class extends markdown.inline.State {
    override push(...args: Parameters<StateInline['push']>): Token {
      return Object.assign(super.push(...args), { offset: this.pos });
    }
  };
  markdown.use(container, 'opinion');
  markdown.use(container, 'results');
  markdown.use(footnotes);
  markdown.core.ruler.before('smartquotes', 'apostrophes', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'text') token.content = withApostrophes(token.content);
    }
  });
  return markdown;
}

/** Footnotes have letters, since numbers are those of sources: `a` to `z`, then `aa`. */
export function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(97 + (index % 26));
}

/** A placeholder in mail bodies for something that differs between recipients. */
interface MergeToken {
  token: string;
  /** A column of the recipients' list, or `unsubscribe-url`, which is filled when sending. */
  field: string;
  /** For an empty column, or without a recipient. */
  fallback: string;
}

/** `seed` is a hash of the content: no content can contain it, by chance or by design. */
export function tokenOf(field: string, fallback: string, seed: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([field, fallback, seed]))
    .digest('hex');
  return `@@${field}.${hash.slice(0, 16)}@@`;
}

/** The greeting with a token for each of its merge fields. */
export function withTokens(greeting: string, seed: string): string {
  return greeting.replace(mergeField, (_, field: string, fallback: string) => tokenOf(field, fallback, seed));
}

/** Every token that a mail with these settings may contain, each once. */
export function tokensOf({ greeting = '', unsubscribe }: MailSettings, seed: string): MergeToken[] {
  const fields = [...greeting.matchAll(mergeField)].map(([, field = '', fallback = '']) => ({
    field,
    fallback,
  }));
  const address = unsubscribe.https ?? `mailto:${unsubscribe.mailto}?subject=unsubscribe`;
  const all = [
    ...fields.map((one) => ({ token: tokenOf(one.field, one.fallback, seed), ...one })),
    { token: tokenOf(reservedField, '', seed), field: reservedField, fallback: address },
  ];
  return [...new Map(all.map((one) => [one.token, one])).values()];
}
