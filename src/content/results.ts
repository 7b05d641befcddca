import { warning } from '../diagnostics.ts';
import type { Call } from '../model/briefing.ts';
import { writeNumber } from '../notation/calls.ts';
import { placeholderPattern, type Token } from '../notation/markdown.ts';
import { inShort } from '../notation/written.ts';
import type { FileCheck } from './file-check.ts';
import type { Marked } from './prose.ts';

/** Characters that the column of numerals has room for. */
const widest = 14;

const hint = 'write one item per result: - {{value "…"}} | what it is | its interval or n/N';

/** The lists of results in a text: items of one line each, with a numeral and what it is. */
export function checkResults(tokens: readonly Token[], marked: Marked, check: FileCheck): void {
  let list: Token | undefined;
  for (const [at, token] of tokens.entries()) {
    const [before, next] = [tokens[at - 1], tokens[at + 1]];
    if (token.type === 'container_results_open') {
      list = token;
      if (next?.type === 'container_results_close')
        complain('a list of results has no items', token, marked, check);
    } else if (token.type === 'container_results_close') list = undefined;
    else if (!list || token.nesting === -1) continue;
    else if (token.type === 'paragraph_open' && before?.type === 'list_item_open' && next)
      checkRow(next, marked, check);
    else if (token.type !== 'inline' && !isOfItems(token, list))
      complain('a list of results may contain only one-line items', token, marked, check);
  }
}

/** A bulleted list right within the container, or an item of it. */
function isOfItems({ type, level }: Token, list: Token): boolean {
  const depth = level - list.level;
  return (type === 'bullet_list_open' && depth === 1) || (type === 'list_item_open' && depth === 2);
}

function checkRow(token: Token, marked: Marked, check: FileCheck): void {
  const [numeral, what, ...details] = cellsOf(token);
  if (!numeral?.trim() || !what?.trim()) {
    complain('a result has no | between its numeral and its description', token, marked, check);
    return;
  }
  if (details.length > 1) {
    complain('a result has more than two |', token, marked, check);
    return;
  }
  const printed = numeral
    .replace(placeholderPattern, (_, index) => textOf(marked.expressions[Number(index)]?.call))
    .trim();
  if (printed.length <= widest) return;
  const message = `the numeral ‘${printed}’ has ${printed.length} characters; at most ${widest} fit`;
  check.diagnostics.push(
    warning('results-row', message, placeOf(token, marked), {
      hints: ['shorten it with another show= form, or move the rest after |'],
    }),
  );
}

/** Numeral and what it is, as far as bars outside emphasis, links and code part them. */
function cellsOf({ children }: Token): string[] {
  const cells = [''];
  for (const { type, level, content } of children ?? []) {
    const parts = type === 'text' && level === 0 ? content.split('|') : [content];
    for (const [index, part] of parts.entries()) {
      if (index > 0) cells.push('');
      cells.push(`${cells.pop() ?? ''}${part}`);
    }
  }
  return cells;
}

/** What an expression prints; computed intervals and growth are not known yet, and count as nothing. */
function textOf(call: Call | undefined): string {
  switch (call?.name) {
    case 'value':
    case 'range':
    case 'gap':
      return inShort(writeNumber(call, { intervals: new Map(), growths: new Map(), gaps: new Map() }).text);
    case 'plain':
      return call.text;
    default:
      return '';
  }
}

function complain(message: string, token: Token, marked: Marked, check: FileCheck): void {
  check.complain('results-row', message, placeOf(token, marked), { hints: [hint] });
}

function placeOf({ map }: Token, marked: Marked) {
  return marked.placeAt(marked.lineStart(map?.[0] ?? 0), 1);
}
