import { type createMarkdown, isAllowedLink, offsetOf, type Token } from '../notation/markdown.ts';

type Markdown = ReturnType<typeof createMarkdown>;

/** A link or image of a paragraph. */
export interface Link {
  /** The address as its author wrote it, without escapes. */
  written: string;
  title: string;
  isImage: boolean;
  isAllowed: boolean;
  /** Of the address in the paragraph's content; of the label, when the address stands in a definition. */
  start: number;
  length: number;
}

export function findLinks(paragraph: Token, markdown: Markdown): Link[] {
  const children = paragraph.children ?? [];
  return children.flatMap((token, index) => {
    if (token.type !== 'link_open' && token.type !== 'image') return [];
    const target = String(token.attrGet(token.type === 'image' ? 'src' : 'href'));
    return [
      {
        written: target.replaceAll('%EE%80%80', '\ue000').replaceAll('%EE%80%81', '\ue001'),
        title: String(token.attrGet('title') ?? ''),
        isImage: token.type === 'image',
        isAllowed: isAllowedLink(target),
        ...spanOf(token, labelEnd(token, children.slice(index)), paragraph.content, markdown),
      },
    ];
  });
}

function labelEnd(token: Token, following: Token[]): number {
  if (token.type === 'image') return offsetOf(token) + '!['.length + token.content.length;
  const close = following.find(({ type, level }) => type === 'link_close' && level === token.level);
  return close ? offsetOf(close) : offsetOf(token);
}

function spanOf(
  token: Token,
  end: number,
  content: string,
  markdown: Markdown,
): Pick<Link, 'start' | 'length'> & Partial<Link> {
  if (token.markup === 'autolink') {
    const start = offsetOf(token) + 1;
    return { start, length: content.indexOf('>', start) - start };
  }
  if (content[end + 1] !== '(' || token.meta?.label) {
    const start = token.type === 'image' ? offsetOf(token) : offsetOf(token) - 1;
    return { start, length: end + 1 - start };
  }
  const start = content.slice(end + 2).search(/\S/) + end + 2;
  const { ok, pos, str } = markdown.helpers.parseLinkDestination(content, start, content.length);
  return ok ? { start, length: pos - start, written: str } : { start, length: 1 };
}
