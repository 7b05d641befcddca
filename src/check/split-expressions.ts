/** A stretch of prose. `start` is its offset in the author's text; braces escaped by a backslash are text. */
export type Stretch =
  | { kind: 'text'; text: string; start: number }
  | { kind: 'expression'; text: string; start: number; closed: boolean };

/** Quoted strings may hold braces; a backslash before the braces makes them text. */
const expressionPattern = /\\\{\{|\{\{\{?(?:"[^"\n]*"|'[^'\n]*'|[^"'{}]|\}(?!\}))*?\}\}+|\{\{/g;

export function splitExpressions(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(expressionPattern)) {
    if (match.index > end) stretches.push({ kind: 'text', text: text.slice(end, match.index), start: end });
    stretches.push(stretchOf(match[0], match.index));
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ kind: 'text', text: text.slice(end), start: end });
  return stretches;
}

function stretchOf(found: string, start: number): Stretch {
  if (found.startsWith('\\')) return { kind: 'text', text: '{{', start: start + 1 };
  return { kind: 'expression', text: found, start, closed: found.endsWith('}}') };
}

/** Offset of the quotation mark that keeps the expression at `start` from ending, if one does. */
export function findOpenQuote(text: string, start: number): number | undefined {
  let at = start;
  while (at < text.length) {
    const found = /["']|\}\}/.exec(text.slice(at));
    if (!found || found[0] === '}}') return undefined;
    const open = at + found.index;
    const quoted = /^(["'])([^\n]*?)\1/.exec(text.slice(open));
    if (!quoted || quoted[2]?.includes('}}')) return open;
    at = open + quoted[0].length;
  }
  return undefined;
}
