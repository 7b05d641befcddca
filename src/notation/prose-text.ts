import type { Call, Prose } from '../model/prose.ts';
import { type Computed, writeNumber } from './calls.ts';

/** A text as plain characters, for alternative texts, titles and mail; citations leave no trace. */
export function proseText(prose: Prose, computed: Computed): string {
  return prose.segments
    .map((segment) => (segment.kind === 'text' ? segment.text : callText(segment.call, computed)))
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
