import type { Call, Prose } from '../model/prose.ts';
import { type Computed, writeNumber } from '../notation/calls.ts';
import { proseText } from '../notation/prose-text.ts';

/** A part of a text; with a datum it is a number bound to that address. */
export interface BoundRun {
  text: string;
  datum?: string;
}

type NumberCall = Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>;

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
      return [{ text: writeNumber(call, computed).text, datum: addressOf(call) }];
    });
}

function isNumber(call: Call): call is NumberCall {
  return ['value', 'range', 'gap', 'growth'].includes(call.name);
}

/** The address in the ledger: `maia.mrd.d-rd`, `gap(a.b, c.d)`. */
function addressOf(call: NumberCall): string {
  switch (call.name) {
    case 'value':
      return call.datum.id;
    case 'growth':
      return `growth(${call.sale.id}, ${call.over})`;
    case 'range':
      return `range(${call.findings.map(({ id }) => id).join(', ')})`;
    case 'gap':
      return `gap(${call.from.id}, ${call.to.id})`;
  }
}
