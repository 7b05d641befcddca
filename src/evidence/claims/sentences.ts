import type { Place } from '../../diagnostics.ts';
import type { Finding } from '../../model/trial.ts';
import { boundMark } from '../lint/reading.ts';
import type { NumberCall, Passage, PassageSegment } from './passage.ts';

/** A number that a sentence shows, bound to data. Offsets are in the text of the sentence. */
export interface Shown {
  call: NumberCall;
  start: number;
  end: number;
  place?: Place;
}

/** One sentence as it prints. */
export interface Sentence {
  where: string;
  /** Its paragraph in the passage, from 0. */
  paragraph: number;
  /** Text of the heading that it follows, in a body. */
  heading?: string;
  /** Within the author's view. */
  opinion: boolean;
  isHeading: boolean;
  text: string;
  shown: Shown[];
  placeAt(offset: number): Place | undefined;
}

export function toSentences(passage: Passage): Sentence[] {
  const whole = layOut(passage.segments);
  let opinion = passage.opinion ?? false;
  let heading: string | undefined;
  return paragraphsOf(whole.text).flatMap(({ start, end }, paragraph) => {
    const text = whole.text.slice(start, end);
    const fence = /^:::\s*(\w*)\s*$/.exec(text.trim());
    if (fence) {
      opinion = fence[1] === 'opinion';
      return [];
    }
    heading = /^\s*#+ (.*)/.exec(text)?.[1]?.trim() ?? heading;
    const about = { where: passage.where, paragraph, opinion, ...(heading !== undefined && { heading }) };
    return sentencesOf(whole, start, end).map((span) => cut(whole, span, about));
  });
}

/** The text of a sentence with its bound numbers blotted out, character for character. */
export function typedText({ text, shown }: Sentence): string {
  const chars = text.split('');
  for (const { start, end } of shown) chars.fill(boundMark, start, end);
  return chars.join('');
}

export function findingsOfCall(call: NumberCall): Finding[] {
  switch (call.name) {
    case 'value':
      return call.datum.kind === 'finding' ? [call.datum] : [];
    case 'range':
      return call.findings;
    case 'gap':
      return [call.from, call.to];
    case 'growth':
      return [];
  }
}

export function findingsOf({ shown }: Sentence): Finding[] {
  return shown.flatMap(({ call }) => findingsOfCall(call));
}

interface Laid {
  text: string;
  parts: { segment: PassageSegment; start: number }[];
}

interface Span {
  start: number;
  end: number;
}

function layOut(segments: PassageSegment[]): Laid {
  const laid: Laid = { text: '', parts: [] };
  for (const segment of segments) {
    laid.parts.push({ segment, start: laid.text.length });
    laid.text += segment.text;
  }
  return laid;
}

/** Fences, headings and list items are separate. */
function paragraphsOf(text: string): Span[] {
  const breaks = [
    ...text.matchAll(
      /\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+] |#|\d{1,2}[.)] |:::))|(?<=(?:^|\n) {0,3}(?:#|:::)[^\n]*)\n/g,
    ),
  ];
  const ends = [...breaks.map(({ index }) => index), text.length];
  const starts = [0, ...breaks.map(({ index, 0: found }) => index + found.length)];
  return starts.map((start, index) => ({ start, end: ends[index] ?? text.length })).filter(isFilled(text));
}

const isFilled = (text: string) => (span: Span) => text.slice(span.start, span.end).trim() !== '';

const sentenceEnd = /[.!?]+[”’"')\]*_]*(?=\s+[“‘"'(*_[]*[\p{Lu}\d])/gu;
const abbreviated =
  /^\s*\d{1,2}\.$|(?:^|[\s(])(?:vs|e\.g|i\.e|cf|figs?|refs?|nos?|dr|al|approx|ca|st|inc|corp|ltd|pp?|vol|v)\.$/i;

function sentencesOf({ text, parts }: Laid, start: number, end: number): Span[] {
  const paragraph = text.slice(start, end);
  const spans: Span[] = [];
  let from = start;
  for (const { index, 0: found } of paragraph.matchAll(sentenceEnd)) {
    const stop = start + index + found.length;
    if (abbreviated.test(text.slice(from, stop)) || isInsideBound(parts, stop - 1)) continue;
    spans.push({ start: from, end: stop });
    from = stop;
  }
  return [...spans, { start: from, end }].filter(isFilled(text));
}

function isInsideBound(parts: Laid['parts'], at: number): boolean {
  return parts.some(
    ({ segment, start }) => segment.kind === 'bound' && at > start && at < start + segment.text.length - 1,
  );
}

function cut(
  { text, parts }: Laid,
  span: Span,
  about: Pick<Sentence, 'where' | 'paragraph' | 'heading' | 'opinion'>,
): Sentence {
  const raw = text.slice(span.start, span.end);
  const start = span.start + (/^\s*(?:#+ |[-*+] |\d{1,2}[.)] )?/.exec(raw)?.[0].length ?? 0);
  const shown = parts.flatMap(({ segment, start: at }): Shown[] =>
    segment.kind === 'bound' && at >= start && at < span.end
      ? [
          {
            call: segment.call,
            start: at - start,
            end: at - start + segment.text.length,
            ...(segment.place && { place: segment.place }),
          },
        ]
      : [],
  );
  const placeAt = (offset: number) => placeIn(parts, start + offset);
  const isHeading = /^\s*#/.test(raw);
  return { ...about, isHeading, text: text.slice(start, span.end).trimEnd(), shown, placeAt };
}

function placeIn(parts: Laid['parts'], at: number): Place | undefined {
  const part = parts.findLast(({ start, segment }) => start <= at && segment.text !== '');
  if (part?.segment.kind === 'text') return part.segment.at?.(at - part.start);
  return part?.segment.place;
}
