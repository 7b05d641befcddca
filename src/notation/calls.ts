import type { Call, Prose, Span } from '../model/briefing.ts';
import type { Sale } from '../model/product.ts';
import type { Finding } from '../model/trial.ts';
import { writeAdjusted } from '../shapes/adjusted.ts';
import { writeRange as writeLimits } from '../shapes/interval.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsOf, estimateOf } from '../shapes/shapes.ts';
import { createMarkdown, placeholder, placeholderPattern, type Token } from './markdown.ts';
import {
  add,
  decimalsOf,
  minus,
  multiply,
  type Rational,
  ratio,
  roundHalfUp,
  toRational,
  writeSignedPercent,
} from './rounding.ts';
import { type ComputedIntervals, writeDatum } from './values.ts';
import { nbsp, type Written, written } from './written.ts';

/** Results of arithmetic that writing needs. */
export interface Computed {
  intervals: ComputedIntervals;
  /** By `growthKey`; undefined when the base is missing. */
  growths: ReadonlyMap<
    string,
    { percent: Rational; now: Rational; before: Rational; base: Sale[]; values?: string } | undefined
  >;
  /** 95% limits, in percentage points, of gaps between arms of one trial, by `gapKey`. */
  gaps: ReadonlyMap<string, Interval>;
}

export function growthKey(sale: Sale, over: Span): string {
  return `${sale.id} over ${over}`;
}

export function gapKey(from: Finding, to: Finding): string {
  return `gap(${from.id}, ${to.id})`;
}

/** An expression that prints a number. */
export type NumberCall = Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>;

/** Its id in the evidence ledger: `maia.mrd.d-rd`, `gap(a.b, c.d)`. */
export function evidenceIdOf(call: NumberCall): string {
  switch (call.name) {
    case 'value':
      return call.datum.id;
    case 'range':
      return `range(${call.findings.map(({ id }) => id).join(', ')})`;
    case 'gap':
      return gapKey(call.from, call.to);
    case 'growth':
      return `growth(${call.sale.id}, ${call.over})`;
  }
}

/** Text of an expression that prints a number. */
export function writeNumber(call: NumberCall, computed: Computed): Written {
  switch (call.name) {
    case 'value':
      return call.as && call.datum.kind === 'finding'
        ? written(writeAdjusted(call.datum.value, call.as))
        : writeDatum(call.datum, call.show, computed.intervals);
    case 'range':
      return written(writeRange(call.findings));
    case 'gap':
      return written(
        `${writeGap(call.from, call.to)}${call.show === 'full' ? limitsOfGap(call, computed) : ''}`,
      );
    case 'growth':
      return written(writeSignedPercent(computed.growths.get(growthKey(call.sale, call.over))?.percent));
  }
}

function writeRange(findings: Finding[]): string {
  const sorted = findings.toSorted((a, b) => numeral(a).value - numeral(b).value);
  const [low, high] = [sorted[0], sorted.at(-1)].map((finding) =>
    finding ? numeral(finding).text.replace(/^-/, minus) : '',
  );
  const dash = [low, high].some((limit) => limit?.startsWith(minus)) ? ' to ' : '–';
  return `${low}${dash}${high}${unitOf(sorted[0] as Finding)}`;
}

/**
 * Difference `from` − `to` with the decimals of the coarser value, exact where n and N are known; percentage
 * points for per cents.
 */
function writeGap(from: Finding, to: Finding): string {
  const decimals = Math.min(...[from, to].map((one) => decimalsOf(numeral(one).text)));
  const unit = unitOf(from) === '%' ? `${nbsp}percentage points` : unitOf(from);
  return `${roundHalfUp(gapOf(from, to), decimals)}${unit}`;
}

/** Exact difference of two numbers of one unit. */
export function gapOf(from: Finding, to: Finding): Rational {
  return add(exactOf(from), multiply(exactOf(to), -1n));
}

function exactOf(finding: Finding): Rational {
  const counts = countsOf(finding.value);
  if (counts?.kind === 'patients') return ratio(100 * counts.events, counts.of);
  return toRational(numeral(finding).value);
}

/** ` (95% CI 4 to 25)`, where the arms belong to one trial. */
function limitsOfGap({ from, to }: Extract<Call, { name: 'gap' }>, { gaps }: Computed): string {
  const limits = gaps.get(gapKey(from, to));
  if (!limits) return '';
  const decimals = Math.min(...[from, to].map((one) => decimalsOf(numeral(one).text)));
  return ` (95%${nbsp}CI${nbsp}${writeLimits({}, limits, { decimals })})`;
}

/** As printed; the shape has an estimate, as the check of the expression saw to. */
function numeral({ value }: Finding): { text: string; value: number } {
  return estimateOf(value)?.decimal ?? { text: '', value: Number.NaN };
}

function unitOf({ value }: Finding): string {
  const unit = estimateOf(value)?.unit ?? '';
  return unit === '%' || unit === '' ? unit : `${nbsp}${unit}`;
}

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
