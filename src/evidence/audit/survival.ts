import type { Finding, Trial } from '../../model/trial.ts';
import { toMonths } from '../../notation/terms.ts';
import { writeQuantity } from '../../shapes/median.ts';
import { analysesOf, samePatients, severityOf } from './arms.ts';
import type { Flaw } from './estimate.ts';
import {
  type Estimate,
  estimate,
  exactly,
  gravest,
  isBelow,
  orderFlaw,
  rangeInMonths,
  rateOf,
} from './estimate.ts';

/** Times to the first of several events, each with those to fewer of these events, which come no sooner. */
const noLater: Record<string, string[]> = {
  pfs: ['pfs2', 'ttp', 'os'],
  pfs2: ['os'],
  efs: ['os'],
  dfs: ['os'],
};

/** Per cent by which a landmark may miss the 50% that a median promises. */
const tolerance = 2;

interface Landmark extends Estimate {
  /** In months. */
  at: number;
}

interface Median extends Estimate {
  reached: boolean;
}

/**
 * Survival curves of one arm at one data cut: PFS does not run above OS, none rises with time, and each is
 * near or above 50% before its median and near or below after. Kaplan and Meier, J Am Stat Assoc 1958;53:457.
 */
export function checkSurvival(trial: Trial): Flaw[] {
  const curves = trial.findings.filter(({ endpoint }) => isSurvival(endpoint));
  return analysesOf(curves, (finding) => finding).flatMap(checkCurves);
}

/** `curves` are findings of one arm at one data cut. */
function checkCurves(curves: Finding[]): Flaw[] {
  const landmarks = curves.flatMap(landmarkOf).sort((a, b) => a.at - b.at);
  const medians = curves.flatMap(medianOf);
  return [
    ...landmarks.flatMap((one) => aboveAnother(one, landmarks.filter(atTimeOf(one)))),
    ...medians.flatMap((one) => aboveAnother(one, medians)),
    ...landmarks.flatMap((later, index) => rising(later, landmarks.slice(0, index))),
    ...landmarks.flatMap((landmark) => gravest(medians.flatMap((median) => againstMedian(landmark, median)))),
  ];
}

function isSurvival({ family, higherIsBetter }: Finding['endpoint']): boolean {
  return family === 'time-to-event' && higherIsBetter === true;
}

function landmarkOf(finding: Finding): Landmark[] {
  const rate = rateOf(finding);
  return rate && finding.value.shape === 'rate' ? [{ ...rate, at: toMonths(finding.value.at) }] : [];
}

/** A median not reached lies beyond any that is. */
function medianOf(finding: Finding): Median[] {
  const median = finding.value.shape === 'median' ? finding.value.value : 'not reported';
  if (median === 'not reached') {
    const beyond = exactly(Number.POSITIVE_INFINITY);
    return [{ ...estimate(finding, 'median not reached', beyond, 'value'), reached: false }];
  }
  if (typeof median === 'string') return [];
  const printed = `median ${writeQuantity(median)}`;
  return [{ ...estimate(finding, printed, rangeInMonths(median), 'value'), reached: true }];
}

function atTimeOf(one: Landmark): (other: Landmark) => boolean {
  return ({ at }) => Math.abs(at - one.at) < 1e-9;
}

/** A median not reached may only mean that the curve was not followed as far. */
function aboveAnother(one: Estimate | Median, others: Estimate[]): Flaw[] {
  const later = noLater[one.finding.endpoint.id] ?? [];
  return later.flatMap((id) =>
    gravest(others.flatMap((other) => (other.finding.endpoint.id === id ? above(one, other) : []))),
  );
}

function above(one: Estimate | Median, other: Estimate): Flaw[] {
  const sure = samePatients(one.finding, other.finding);
  if (sure === 'different') return [];
  const severity = 'reached' in one && !one.reached ? 'warning' : severityOf(sure);
  return orderFlaw(one, other, severity, 'which counts fewer events');
}

/** Against the last landmark before it of the same curve. */
function rising(later: Landmark, before: Landmark[]): Flaw[] {
  const sameCurve = before.filter(
    (one) =>
      !atTimeOf(later)(one) &&
      one.finding.endpoint === later.finding.endpoint &&
      samePatients(one.finding, later.finding) !== 'different',
  );
  const earlier = sameCurve.at(-1);
  if (!earlier) return [];
  const sure = samePatients(earlier.finding, later.finding);
  return orderFlaw(later, earlier, severityOf(sure), 'though the curve cannot rise');
}

function againstMedian(landmark: Landmark, median: Median): Flaw[] {
  const { finding } = median;
  if (finding.endpoint !== landmark.finding.endpoint) return [];
  if (samePatients(finding, landmark.finding) === 'different') return [];
  const low = isBelow(exactly(landmark.at), median.range) && isBelow(landmark.range, exactly(50 - tolerance));
  const high =
    isBelow(median.range, exactly(landmark.at)) && isBelow(exactly(50 + tolerance), landmark.range);
  if (!low && !high) return [];
  const where = low ? 'below 50% before' : 'above 50% after';
  return [
    {
      severity: 'warning',
      message: `${landmark.said} is ${where} the ${median.said}`,
      spot: landmark.spot,
      related: [{ message: median.said, spot: median.spot }],
    },
  ];
}
