import type { Call, Prose } from '../model/prose.ts';
import { type Computed, writeNumber } from './calls.ts';
import { createMarkdown, placeholder, placeholderPattern, type Token } from './markdown.ts';

const markdown = createMarkdown();

/** A text as plain characters, for alternative texts, titles and mail: no markup, no citations. */
export function proseText(prose: Prose, computed: Computed): string {
  const source = prose.segments
    .map((part, index) => (part.kind === 'text' ? part.text : placeholder(index)))
    .join('');
  return wordsOf(markdown.parseInline(source.trim(), {})).replace(placeholderPattern, (_, index: string) => {
    const segment = prose.segments[Number(index)];
    return segment?.kind === 'call' ? callText(segment.call, computed) : '';
  });
}

function wordsOf(tokens: Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (children) return wordsOf(children);
      return type === 'softbreak' || type === 'hardbreak' ? ' ' : content;
    })
    .join('');
}

function callText(call: Call, computed: Computed): string {
  switch (call.name) {
    case 'cite':
    case 'figure':
    case 'table':
      return '';
    case 'plain':
      return call.text;
    default:
      return writeNumber(call, computed).text;
  }
}
