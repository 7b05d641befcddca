import type { Call, Prose } from '../model/prose.ts';
import { type Computed, evidenceIdOf, type NumberCall, writeNumber } from '../notation/calls.ts';
import { proseText } from '../notation/prose-text.ts';

/** A part of a text; with a datum it is a number bound to that address. */
export interface BoundRun {
  text: string;
  datum?: string;
}

/** Characters that authors cannot write stand for the numbers while the rest loses its markup. */
const mark = (index: number) => `\ue002${index}\ue003`;
const marks = /\ue002(\d+)\ue003/;

/** A prose as plain text in parts, its numbers bound: citations and markup are left out. */
export function boundRuns(prose: Prose | undefined, computed: Computed): BoundRun[] {
  if (!prose) return [];
  const calls: NumberCall[] = [];
  const segments = prose.segments.map((segment) => {
    if (segment.kind === 'text' || !isNumber(segment.call)) return segment;
    calls.push(segment.call);
    return { kind: 'text' as const, text: mark(calls.length - 1), at: () => prose.place };
  });
  return proseText({ ...prose, segments }, computed)
    .split(marks)
    .flatMap((text, i): BoundRun[] => {
      if (i % 2 === 0) return text === '' ? [] : [{ text }];
      const call = calls[Number(text)] as NumberCall;
      return [{ text: writeNumber(call, computed).text, datum: evidenceIdOf(call) }];
    });
}

function isNumber(call: Call): call is NumberCall {
  return ['value', 'range', 'gap', 'growth'].includes(call.name);
}
