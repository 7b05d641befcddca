import type { Place } from '../../diagnostics.ts';
import type { Call, PlaceAt, Prose } from '../../model/prose.ts';
import { type Computed, writeNumber } from '../../notation/calls.ts';

/** A call that prints a number. */
export type NumberCall = Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>;

/** A part of a text. Fits `LintSegment`, so that one walk serves the lint and the claim rules. */
export type PassageSegment =
  | { kind: 'text'; text: string; at?: PlaceAt }
  | { kind: 'bound'; text: string; call: NumberCall; place?: Place }
  | { kind: 'cite'; text: ''; sources: string[]; place?: Place }
  | { kind: 'waived'; text: string; reason: string; place?: Place };

/** A text that a reader takes as a whole: a body, a bottom line, a caption, a key figure with its label. */
export interface Passage {
  where: string;
  segments: PassageSegment[];
  /** Wholly the author's view. In a body, `::: opinion` says it too. */
  opinion?: boolean;
}

/** The parts of a prose as they print. Citations leave no text, so that a sentence ends where its point is. */
export function toSegments(prose: Prose, computed: Computed): PassageSegment[] {
  return prose.segments.flatMap((segment) =>
    segment.kind === 'call' ? callSegments(segment.call, segment.place, computed) : [segment],
  );
}

function callSegments(call: Call, place: Place, computed: Computed): PassageSegment[] {
  switch (call.name) {
    case 'cite':
      return [{ kind: 'cite', text: '', sources: call.sources.map(({ id }) => id), place }];
    case 'figure':
    case 'table':
      return [];
    case 'plain':
      return [{ kind: 'waived', text: call.text, reason: call.reason, place }];
    default:
      return [{ kind: 'bound', text: writeNumber(call, computed).text, call, place }];
  }
}
