import type { AverageFinding } from '../model/figures/averages.ts';
import type { Bound } from '../model/scalars.ts';
import {
  type ComputedIntervals,
  hasComputedInterval,
  intervalHead,
  writeFinding,
  writeIntervalUnder,
} from '../notation/values.ts';
import type { Interval } from '../shapes/shape.ts';
import { estimateOf, limitsOf } from '../shapes/shapes.ts';

/** What the whiskers of a figure show, the same for all its marks. */
export interface Spread {
  kind: 'ci' | 'iqr' | 'se' | 'sd';
  /** Head of its column: `95% CI`, `IQR`. */
  head: string;
}

type Kind = Spread['kind'];

const order: readonly Kind[] = ['ci', 'iqr', 'se', 'sd'];
const heads = { iqr: 'IQR', se: 'SE', sd: 'SD' };

/** Intervals where some finding has one, else quartiles, standard errors or deviations; undefined for none of them. */
export function spreadOf(
  findings: readonly AverageFinding[],
  intervals: ComputedIntervals,
): Spread | undefined {
  const kind = order.find((one) => findings.some((finding) => hasSpread(finding, one, intervals)));
  if (!kind) return undefined;
  if (kind !== 'ci') return { kind, head: heads[kind] };
  return { kind, head: intervalHead(findings.filter((finding) => hasSpread(finding, 'ci', intervals))) };
}

function hasSpread({ value, id }: AverageFinding, kind: Kind, intervals: ComputedIntervals): boolean {
  if (kind === 'ci') return limitsOf(value)?.ci !== undefined || intervals.has(id);
  return kind in value && (value as { [K in Kind]?: unknown })[kind] !== undefined;
}

/** `6.9–7.3`, `6.9–7.3, 90%`, `0.4`; undefined where the finding has no such spread. */
export function writeSpread(
  finding: AverageFinding,
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): string | undefined {
  if (!spread || !hasSpread(finding, spread.kind, intervals)) return undefined;
  if (spread.kind !== 'ci') return writeFinding(finding, spread.kind, intervals).text;
  return writeIntervalUnder(spread.head, finding, intervals);
}

/** Ends of a whisker; undefined where one of them is no number. */
export function whiskerOf(
  finding: AverageFinding,
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): Interval | undefined {
  const { value, id } = finding;
  if (!spread) return undefined;
  if (spread.kind === 'ci') return numbersIn(limitsOf(value)?.ci) ?? intervals.get(id);
  if (value.shape !== 'measure') return undefined;
  if (spread.kind === 'iqr') return numbersIn(value.iqr);
  const [middle, width] = [estimateOf(value)?.decimal.value, value[spread.kind]?.value];
  return middle === undefined || width === undefined
    ? undefined
    : { low: middle - width, high: middle + width };
}

function numbersIn(bounds: readonly [Bound, Bound] | undefined): Interval | undefined {
  const [low, high] = bounds ?? [];
  if (!low || !high || typeof low === 'string' || typeof high === 'string') return undefined;
  return { low: low.value, high: high.value };
}

/** What the whiskers show, and where there are none. */
export function spreadCaveats(
  findings: readonly AverageFinding[],
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): string[] {
  const drawn = findings.filter((finding) => whiskerOf(finding, spread, intervals));
  const computed = findings.some((finding) => hasComputedInterval(finding, intervals));
  return [
    spread && drawn.length > 0 ? `Whiskers: ${inWords(spread)}.` : '',
    computed
      ? 'Intervals not given by a source: exact (Poisson), computed here from events and time at risk.'
      : '',
    drawn.length < findings.length ? 'No whisker: not reported.' : '',
  ].filter(Boolean);
}

/** `95% intervals`, `interquartile range`. */
export function inWords({ kind, head }: Spread): string {
  if (kind === 'iqr') return 'interquartile range';
  if (kind === 'se') return 'plus or minus the standard error';
  if (kind === 'sd') return 'plus or minus the standard deviation';
  return head === '95% CI' ? '95% intervals' : 'confidence intervals, each of the level printed beside it';
}
