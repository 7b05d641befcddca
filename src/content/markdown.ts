import type { Place } from '../diagnostics.ts';
import {
  createMarkdown,
  isAllowedLink,
  offsetOf,
  placeholderPattern,
  type Token,
} from '../notation/markdown.ts';
import { findWhiteSpace } from '../notation/written.ts';
import type { FileCheck } from './file-check.ts';
import type { ExpressionStretch, Marked } from './prose.ts';
import { checkResults } from './results.ts';

const markdown = createMarkdown();

/** What the text of a briefing must not contain: images, other links, misplaced figures and headings. */
export function checkText(marked: Marked, check: FileCheck): void {
  const notes: Notes = {};
  const tokens = withLines(markdown.parse(marked.text, notes));
  checkHeadings(tokens, marked, check);
  checkNotes(notes, marked, check);
  checkResults(tokens, marked, check);
  for (const token of tokens) {
    if (token.type === 'inline') {
      for (const link of findLinks(token, markdown)) checkLink(link, placer(token, marked), marked, check);
      complainOfUnread(token, placer(token, marked), check);
    }
    for (const { index, expression } of expressionsIn(token.content, marked)) {
      if (!isPlaced(expression) || standsAlone(token, index)) continue;
      complainOfPlacement(
        expression,
        'put an empty line before and after it, outside lists and quotes',
        check,
      );
    }
  }
  const printed = tokens.flatMap(({ content }) => expressionsIn(content, marked).map(({ index }) => index));
  for (const [index, { call, place }] of marked.expressions.entries()) {
    if (!call || printed.includes(index)) continue;
    check.complain(
      'expression-syntax',
      'text here is not printed, so it cannot contain an expression',
      place,
      {
        hints: ['move it into the text'],
      },
    );
  }
}

/** The same of a line of the front matter. */
export function checkLine(marked: Marked, check: FileCheck): void {
  for (const token of markdown.parseInline(marked.text, {})) {
    for (const link of findLinks(token, markdown)) checkLink(link, marked.placeAt, marked, check);
    complainOfUnread(token, marked.placeAt, check);
  }
  for (const expression of marked.expressions.filter(isPlaced)) {
    complainOfPlacement(expression, 'place figures and tables in the text below the front matter', check);
  }
}

/** What the parser notes of footnotes: each by `:name`, with the number of its first reference, or −1. */
type Notes = Record<PropertyKey, unknown> & { footnotes?: { refs?: Record<string, number> } };

/** Cells of a table have the lines of their row. */
function withLines(tokens: Token[]): Token[] {
  let map: Token['map'] = null;
  for (const token of tokens) {
    map = token.map ?? map;
    if (token.type === 'inline') token.map ??= map;
  }
  return tokens;
}

function complainOfUnread(token: Token, placeAt: Placer, { complain }: FileCheck): void {
  for (const { code, message, hint, start, length } of unreadIn(token)) {
    complain(code, message, placeAt(start, length), { hints: [hint] });
  }
}

/** A footnote that nothing refers to prints nowhere. */
function checkNotes({ footnotes }: Notes, marked: Marked, { complain }: FileCheck): void {
  for (const [key, first] of Object.entries(footnotes?.refs ?? {})) {
    if (first >= 0) continue;
    const name = key.slice(1);
    const at = Math.max(0, marked.text.indexOf(`[^${name}]:`));
    complain(
      'unused-note',
      `nothing refers to the footnote ‘${name}’, so it is not printed`,
      marked.placeAt(at, name.length + 3),
      {
        hints: [`write [^${name}] after the words it belongs to`],
      },
    );
  }
}

function checkHeadings(tokens: Token[], marked: Marked, { complain }: FileCheck): void {
  let before = 1;
  for (const { type, tag, map } of tokens) {
    if (type !== 'heading_open') continue;
    const level = Number(tag.slice(1));
    const place = marked.placeAt(marked.lineStart(map?.[0] ?? 0), 1);
    if (level === 1) {
      complain('heading-level', 'only the title may be a first-level heading', place, {
        hints: ['begin sections with ##'],
      });
    } else if (level > before + 1) {
      const message = `a level-${level} heading follows a level-${before} heading`;
      complain('heading-level', message, place, { hints: [`write ${'#'.repeat(before + 1)}`] });
    }
    before = level;
  }
}

type Placer = Marked['placeAt'];

/** Places in the content of a paragraph, whose lines lack the marks of lists and quotes. */
function placer({ content, map }: Token, marked: Marked): Placer {
  return (offset, length) => {
    const before = content.slice(0, offset).split('\n');
    const start = marked.lineStart((map?.[0] ?? 0) + before.length - 1);
    const line = content.split('\n')[before.length - 1] ?? '';
    const source = marked.text.slice(start).split('\n', 1)[0] ?? '';
    const shift = Math.max(0, source.lastIndexOf(line));
    return marked.placeAt(start + shift + (before.at(-1)?.length ?? 0), length);
  };
}

function checkLink(link: Link, placeAt: Placer, marked: Marked, { complain }: FileCheck): void {
  const { written, isImage, isAllowed, start, length } = link;
  const place = placeAt(start, length);
  if (isImage) {
    complain('remote-asset', `an image from ‘${written}’ cannot be part of an edition`, place, {
      hints: ['figures are described in the front matter and drawn from data'],
    });
    return;
  }
  const [inAddress] = expressionsIn(written, marked);
  const [inTitle] = expressionsIn(link.title, marked);
  if (inAddress) refuseInside('address', inAddress.expression.place);
  else if (!isAllowed)
    complain('link-not-allowed', `‘${written}’ is not an https address, mailto: or #fragment`, place);
  if (inTitle) refuseInside('title', inTitle.expression.place);

  function refuseInside(part: string, at: Place): void {
    complain('link-not-allowed', `the ${part} of a link cannot contain an expression`, at);
  }
}

function expressionsIn(
  text: string,
  { expressions }: Marked,
): { index: number; expression: ExpressionStretch }[] {
  return [...text.matchAll(placeholderPattern)].flatMap(([, digits]) => {
    const index = Number(digits);
    const expression = expressions[index];
    return expression ? [{ index, expression }] : [];
  });
}

function isPlaced({ call }: ExpressionStretch): boolean {
  return call?.name === 'figure' || call?.name === 'table';
}

/** Figures and tables need a paragraph of their own. */
function standsAlone({ type, level, content }: Token, index: number): boolean {
  return (
    type === 'inline' && level === 1 && content.trim().replace(placeholderPattern, '$1') === String(index)
  );
}

function complainOfPlacement(
  { call, place }: ExpressionStretch,
  hint: string,
  { complain }: FileCheck,
): void {
  if (call?.name !== 'figure' && call?.name !== 'table') return;
  complain('not-alone', `{{${call.name} "${call.id}"}} needs a paragraph of its own`, place, {
    hints: [hint],
  });
}

/** Something that Markdown here does not read, so that it would be printed as typed. */
interface Unread {
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
function unreadIn({ content, children }: Pick<Token, 'content' | 'children'>): Unread[] {
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

type Markdown = ReturnType<typeof createMarkdown>;

/** A link or image of a paragraph. */
interface Link {
  /** The address as its author wrote it, without escapes. */
  written: string;
  title: string;
  isImage: boolean;
  isAllowed: boolean;
  /** Position of the address in the paragraph's content; of the label, when the address is in a definition. */
  start: number;
  length: number;
}

function findLinks(paragraph: Token, markdown: Markdown): Link[] {
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
