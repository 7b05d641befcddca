import type { Key } from '../../content/parse.ts';
import type { Severity } from '../../diagnostics.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { writePower } from '../../notation/written.ts';
import { writeQuantity } from '../../shapes/median.ts';
import { percentText } from '../../shapes/proportion.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import { type Flaw, type Spot, valueSpot } from './flaw.ts';
import { exactly, isBelow, printedRange, type Range } from './range.ts';

/** A number of a finding as it is compared with another: its meaning, print, place, and rounding. */
export interface Estimate {
  finding: Finding;
  /** Such as `ORR 92.9%`. */
  said: string;
  range: Range;
  spot: Spot;
}

/** The shares of patients that a trial prints, in the order of its file. */
export function sharesOf(trial: Trial): Estimate[] {
  return trial.findings.flatMap((finding) => shareOf(finding) ?? []);
}

/**
 * The share of patients with the outcome, in per cent: exact from n and N, else as rounded in print.
 * Undefined for other values and for those said to be approximate.
 */
export function shareOf(finding: Finding): Estimate | undefined {
  const { value } = finding;
  if (value.shape === 'proportion') return value.approximate ? undefined : shareOfProportion(finding, value);
  if (value.shape !== 'count' || !value.of) return undefined;
  return estimate(finding, `${value.value}/${value.of}`, exactly((100 * value.value) / value.of), 'value');
}

function shareOfProportion(finding: Finding, value: ValueOf<'proportion'>): Estimate | undefined {
  const { events, of, percent } = value;
  const range = events !== undefined && of ? exactly((100 * events) / of) : percent && printedRange(percent);
  return range && estimate(finding, `${percentText(value)}%`, range, percent ? 'percent' : 'events');
}

/** The share of patients without the event at a landmark, in per cent. */
export function rateOf(finding: Finding): Estimate | undefined {
  const { value } = finding;
  if (value.shape !== 'rate') return undefined;
  const said = `${value.percent.text}% at ${writeQuantity(value.at)}`;
  return estimate(finding, said, printedRange(value.percent), 'percent');
}

export function estimate(finding: Finding, printed: string, range: Range, field: Key): Estimate {
  return { finding, said: `${nameOf(finding)} ${printed}`, range, spot: valueSpot(finding, field) };
}

/** `MRD− 10⁻⁵, by 12 months,`: what is measured, with what tells it from its like. */
function nameOf({ endpoint, threshold, timing }: Finding): string {
  const name = endpoint.abbreviation ?? endpoint.label;
  const sensitivity = threshold ? ` ${writePower(threshold.exponent).text}` : '';
  return `${name}${sensitivity}${timing ? `, ${timing},` : ''}`;
}

/** A flaw when what must not be greater is, beyond rounding; `why` ends the sentence. */
export function orderFlaw(lesser: Estimate, greater: Estimate, severity: Severity, why: string): Flaw[] {
  if (!isBelow(greater.range, lesser.range)) return [];
  return [
    {
      severity,
      message: `${lesser.said} exceeds ${greater.said}, ${why}`,
      spot: lesser.spot,
      related: [{ message: greater.said, spot: greater.spot }],
    },
  ];
}

/** Those that lie below another, whatever rounding took away. */
export function below(one: Estimate, all: Estimate[]): Estimate[] {
  return all.filter(({ range }) => isBelow(range, one.range));
}

/** The gravest of several flaws of one number: the first error, else the first. */
export function gravest(flaws: Flaw[]): Flaw[] {
  const one = flaws.find(({ severity }) => severity === 'error') ?? flaws[0];
  return one ? [one] : [];
}
