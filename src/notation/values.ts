import { type Datum, type Show, settingOf } from '../model/library.ts';
import type { Finding } from '../model/trial.ts';
import { writeLevel } from '../shapes/interval.ts';
import type { Interval } from '../shapes/shape.ts';
import { type Form, limitsOf, writeValue } from '../shapes/shapes.ts';
import { writeSale } from './money.ts';
import { nbsp, type Written, writePower } from './written.ts';

/** Two-sided 95% intervals that were computed here, by finding id; printed ones stay with the finding. */
export type ComputedIntervals = ReadonlyMap<string, Interval>;

export function writeDatum(datum: Datum, show: Show, intervals: ComputedIntervals): Written {
  return datum.kind === 'sale' ? writeSale(datum, show) : writeFinding(datum, show, intervals);
}

export function writeFinding(finding: Finding, show: Show, intervals: ComputedIntervals): Written {
  if (show === 'threshold' && finding.threshold) return writePower(finding.threshold.exponent);
  return writeValue(finding.value, show as Form, settingOf(finding, intervals.get(finding.id)));
}

/** Whether a value's interval was computed here, and not printed by its source. */
export function hasComputedInterval(finding: Finding, intervals: ComputedIntervals): boolean {
  return intervals.has(finding.id) && limitsOf(finding.value)?.ci === undefined;
}

/** `27.3–37.1`: the printed interval without a unit; a dash where there is none. */
export function writeInterval({ value, id }: Finding, intervals: ComputedIntervals): string {
  const form = writeValue(value, 'ci', { endpoint: '', computed: intervals.get(id) }).text;
  return form.replace(/%$/, '');
}

/** `95% CI`: the head of a column of intervals. `CI` where their levels differ, and each prints its own. */
export function intervalHead(findings: readonly Finding[]): string {
  const heads = new Set(findings.map(levelLabel));
  return heads.size === 1 ? ([...heads][0] as string) : 'CI';
}

function levelLabel({ value }: Finding): string {
  return writeLevel(limitsOf(value) ?? {}).replaceAll(nbsp, ' ');
}

/** The interval under a head: `0.47–0.997`, or `0.47–0.997, 99.73%` where the head does not say the level. */
export function writeIntervalUnder(head: string, finding: Finding, intervals: ComputedIntervals): string {
  const range = writeInterval(finding, intervals);
  return head === 'CI' ? `${range}, ${levelLabel(finding).replace(/ CI$/, '')}` : range;
}

/** With a capital first letter, at the start of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
