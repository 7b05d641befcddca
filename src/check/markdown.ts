import type { Place } from '../diagnostics.ts';
import { createMarkdown, placeholderPattern, type Token } from '../notation/markdown.ts';
import type { FileCheck } from './file-check.ts';
import { findLinks, type Link } from './links.ts';
import type { ExpressionStretch, Marked } from './marked.ts';
import { unreadIn } from './plain-markdown.ts';
import { checkResults } from './results.ts';

const markdown = createMarkdown();

/** What the text of a briefing must not hold: images, other links, misplaced figures and headings. */
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

/** Figures and tables stand in a paragraph of their own. */
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
