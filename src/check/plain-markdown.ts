import { placeholderPattern, type Token } from '../notation/markdown.ts';
import { findWhiteSpace } from '../notation/white-space.ts';

/** Something that Markdown here does not read, so that it would be printed as typed. */
export interface Unread {
  code: 'html-in-text' | 'not-markdown' | 'unknown-note' | 'white-space';
  message: string;
  hint: string;
  /** In the content of the paragraph. */
  start: number;
  length: number;
}

const tagNames =
  'a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|main|mark|meta|nav|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr';
const tags = new RegExp(`<!--|-->|</?(${tagNames})(?=[\\s/>])[^<>]*/?>`, 'gi');

const instead: Record<string, string> = {
  sup: 'write superscript characters: 10⁻⁶, m²',
  sub: 'write subscript characters: β₂, H₂O',
  br: 'begin a new paragraph, or end the line with a backslash',
  b: 'write **bold**',
  strong: 'write **bold**',
  i: 'write *italic*',
  em: 'write *italic*',
  a: 'write [text](https://…)',
  table: 'write a table with | between its cells',
  img: 'figures are described in the front matter and drawn from data',
};

/** What of a paragraph, cell or line would print as typed. Code and escaped characters are meant so. */
export function unreadIn({ content, children }: Pick<Token, 'content' | 'children'>): Unread[] {
  const bare = withoutCode(content);
  return [
    ...htmlIn(bare),
    ...boxesAndBullets(bare),
    ...spacesAfterMarks(bare),
    ...notesIn(bare, children ?? []),
  ];
}

/** Blanks for code, and for what a backslash makes a character like any other. */
function withoutCode(content: string): string {
  return content
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length))
    .replace(/\\[!-/:-@[-`{-~]/g, '  ');
}

function htmlIn(bare: string): Unread[] {
  return [...bare.matchAll(tags)].map(({ 0: text, 1: name, index: start }): Unread => {
    const isComment = name === undefined;
    const what = isComment ? 'an HTML comment' : `the HTML ‘${text}’`;
    return {
      code: 'html-in-text',
      message: `${what} would be printed as typed`,
      hint: isComment
        ? 'write comments as {{!-- … --}}, which are not printed'
        : (instead[name.toLowerCase()] ??
          'only Markdown is supported; write \\< to print the character itself'),
      start,
      length: text.length,
    };
  });
}

const boxes = /^\[[ xX]\](?=\s)/gm;
const bullets = /^[ \t]*([•◦▪▸►‣⁃●○■□·∙])[\s\u00a0](?=\S)/gmu;

function boxesAndBullets(bare: string): Unread[] {
  const found = (pattern: RegExp, message: (sign: string) => string, hint: string) =>
    [...bare.matchAll(pattern)].map(({ 0: text, 1: sign, index }): Unread => {
      const start = index + text.indexOf(sign ?? text);
      return {
        code: 'not-markdown',
        message: message(sign ?? text),
        hint,
        start,
        length: (sign ?? text).length,
      };
    });
  return [
    ...found(
      boxes,
      (sign) => `a task box ‘${sign}’ would be printed as typed`,
      'write the item without a box',
    ),
    ...found(
      bullets,
      (sign) => `a line that begins with ‘${sign}’ is not a list item`,
      'begin items with - and a space',
    ),
  ];
}

/** `##`, `-` or `1.` with a space that Markdown does not take for one. */
function spacesAfterMarks(bare: string): Unread[] {
  return [...bare.matchAll(/^[ \t]*(?:#{1,6}|[-*+]|\d{1,3}[.)])(?=[^\S\n\t ])/gm)].flatMap(
    ({ 0: mark, index }) => {
      const start = index + mark.length;
      const found = findWhiteSpace(bare.slice(start, start + 1));
      return found
        ? [
            {
              code: 'white-space' as const,
              message: `${found.name} follows ‘${mark.trim()}’, so it would be printed as typed`,
              hint: 'use an ordinary space',
              start,
              length: 1,
            },
          ]
        : [];
    },
  );
}

/** References that are left in the text because there is no footnote of their name. */
function notesIn(bare: string, children: readonly Token[]): Unread[] {
  const texts = children.filter(({ type }) => type === 'text').map(({ content }) => content);
  return [...bare.matchAll(/\[\^([^\]\s]+)\]/g)]
    .filter(([reference]) => texts.some((text) => text.includes(reference)))
    .map(({ 0: text, 1: written = '', index: start }): Unread => {
      const name = written.replace(placeholderPattern, '…');
      const message = `there is no footnote ‘${name}’`;
      const hint = `write it in a paragraph of its own: [^${name}]: …`;
      return { code: 'unknown-note', message, hint, start, length: text.length };
    });
}
