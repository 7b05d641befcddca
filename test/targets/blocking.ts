import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../src/evidence/comparability/rules.ts';
import {
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  parseHtml,
} from '../../src/page/html-document.ts';
import type { Sheets } from './sheets.ts';

/** Of differences that forbid a comparison: how often they have to be named, and where they are not. */
export interface Blocking {
  count: number;
  unnamed: string[];
}

interface Comparison {
  /** `figure depth`, `table context`, `opening`, `text`. */
  where: string;
  caveats: { rule: string; severity: string }[];
}

/** What is said beside the exhibits of one output: nothing of an exhibit that it does not show. */
type Output = (where: string) => string | undefined;

const briefs = new Map<string, string>(Object.values(rules).map(({ id, brief }) => [id, brief]));

/** Looks for every blocking difference beside its exhibit in the page, the PDF, the mail and the figure's own file. */
export function readBlocking(folder: string, sheets: Sheets): Blocking {
  const file = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const page = parseHtml(file('index.html'));
  const outputs: Record<string, Output> = {
    page: besideIn(page),
    PDF: ofBlocks(sheets.blocks),
    ...(existsSync(path.join(folder, 'mail')) && mailOutputs(file('mail/body.html'), file('mail/body.txt'))),
    'SVG and PNG': (where) => {
      const drawing = path.join(folder, `figures/${idOf(where)}.svg`);
      return where.startsWith('figure ') ? textOf(parseHtml(readFileSync(drawing, 'utf8')).nodes) : undefined;
    },
  };
  const { comparisons } = JSON.parse(file('evidence.json')) as { comparisons: Comparison[] };
  const named = comparisons.flatMap(({ where, caveats }) =>
    caveats.flatMap(({ rule, severity }) =>
      severity === 'block' ? isNamed(where, briefs.get(rule) ?? rule, outputs) : [],
    ),
  );
  return { count: named.length, unnamed: named.flatMap(({ unnamed }) => unnamed ?? []) };
}

function isNamed(where: string, brief: string, outputs: Record<string, Output>): { unnamed?: string }[] {
  return Object.entries(outputs).flatMap(([output, beside]) => {
    const said = beside(where);
    if (said === undefined) return [];
    const words = compact(brief.replace(/^different /, ''));
    return [compact(said).includes(words) ? {} : { unnamed: `${output}: ${where}: ${brief}` }];
  });
}

/** Beneath figures, tables and the opening; what else differs is in the appendix. */
function besideIn(page: HtmlDocument): Output {
  const said = (isOne: (element: HtmlElement) => boolean) =>
    textOf(page.elements.filter((one) => hasClass(one, 'unlike', 'caveats') && isOne(one)));
  return (where) => {
    const exhibit = elementOf(page, where.replace(' ', '-'));
    if (exhibit) return said((one) => isInside(one, exhibit));
    if (where === 'opening') return said(({ parent }) => parent?.name === 'main');
    const appendix = elementOf(page, 'differences');
    const rows = page.elements.filter((one) => one.name === 'th' && appendix && isInside(one, appendix));
    return rows
      .map((row) => textOf([row]))
      .filter(isBlocking)
      .join(' ');
  };
}

/** A sentence beneath each exhibit, and one row for each difference in the appendix. */
function ofBlocks(blocks: readonly string[]): Output {
  const sentences = blocks.filter((one) => one.startsWith('≠')).join(' ');
  const rows = blocks.filter(isBlocking).join(' ');
  return (where) => (/^(?:figure|opening)/.test(where) ? sentences : rows || sentences);
}

/** The head of a row of the appendix; behind the table, reasons follow a colon. */
function isBlocking(text: string): boolean {
  return /^\s*■[^:]*$/.test(text);
}

function mailOutputs(html: string, text: string): Record<string, Output> {
  const mail = parseHtml(html);
  const shows = (where: string) => elementOf(mail, where.replace(' ', '-')) !== undefined;
  return {
    'mail, html': (where) => (shows(where) ? besideIn(mail)(where) : undefined),
    'mail, text': (where) => (shows(where) ? text.slice(text.indexOf('≠')) : undefined),
  };
}

function idOf(where: string): string {
  return where.replace(/^\S+ /, '');
}

function elementOf({ elements }: HtmlDocument, id: string): HtmlElement | undefined {
  return elements.find(({ attributes }) => attributes.id === id);
}

function hasClass({ attributes }: HtmlElement, ...names: string[]): boolean {
  const own = (attributes.class ?? '').split(/\s+/);
  return names.some((name) => own.includes(name));
}

function isInside({ parent }: HtmlElement, around: HtmlElement): boolean {
  return parent !== undefined && (parent === around || isInside(parent, around));
}

function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => ('text' in node ? node.text : textOf(node.children))).join(' ');
}

function compact(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}
