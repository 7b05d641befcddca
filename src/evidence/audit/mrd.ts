import type { Finding, Trial } from '../../model/trial.ts';
import { below, type Estimate, gravest, orderFlaw, sharesOf } from './estimate.ts';
import type { Flaw } from './flaw.ts';
import {
  analysesOf,
  disagree,
  leastSure,
  type Sameness,
  samePatients,
  severityOf,
  withinTime,
} from './patients.ts';

/** For how many months a negative result must have lasted, by endpoint. */
const lasting: Record<string, number> = {
  'mrd-negativity': 0,
  'sustained-mrd-12': 12,
  'sustained-mrd-24': 24,
};

/**
 * MRD negativity that asks for more (a finer threshold, duration, an earlier time, a complete response) is
 * a part of that which asks for less, in the same patients; with a complete response, also a part of CR.
 */
export function checkMrdOrder(trial: Trial): Flaw[] {
  return analysesOf(sharesOf(trial), ({ finding }) => finding).flatMap((shares) =>
    shares
      .filter(({ finding }) => monthsOf(finding) !== undefined)
      .flatMap((part) => gravest(below(part, shares).flatMap((whole) => exceeding(part, whole)))),
  );
}

function exceeding(part: Estimate, whole: Estimate): Flaw[] {
  const sure = leastSure(samePatients(part.finding, whole.finding), containment(part.finding, whole.finding));
  return sure === 'different' ? [] : orderFlaw(part, whole, severityOf(sure), 'which contains it');
}

function containment(part: Finding, whole: Finding): Sameness {
  if (whole.endpoint.id === 'cr') return part.requiresCr ? withinTime(part, whole) : 'different';
  const [months, wholeMonths] = [monthsOf(part) ?? 0, monthsOf(whole)];
  if (wholeMonths === undefined || months < wholeMonths || !asksForMore(part, whole)) return 'different';
  return months > wholeMonths ? lastingWithin(whole) : withinTime(part, whole);
}

function monthsOf({ endpoint }: Finding): number | undefined {
  return lasting[endpoint.id];
}

/** Whether what is negative by the one is negative by the other too, and the two are not of one meaning. */
function asksForMore(part: Finding, whole: Finding): boolean {
  if (!part.threshold || !whole.threshold || disagree(part.assay, whole.assay)) return false;
  const finer = part.threshold.exponent < whole.threshold.exponent;
  if (!finer && part.threshold.exponent !== whole.threshold.exponent) return false;
  const differs = part.endpoint !== whole.endpoint || part.timing !== whole.timing;
  return (finer || differs || part.requiresCr !== whole.requiresCr) && crAllows(part, whole);
}

/** A rate with CR is within one without; where one of them does not say, only what says the same compares. */
export function crAllows(part: Finding, whole: Finding): boolean {
  return whole.requiresCr === false || part.requiresCr === true || part.requiresCr === whole.requiresCr;
}

/** Lasting negativity is within negativity at any time, but not within that by a month or on a day. */
function lastingWithin(whole: Finding): Sameness {
  if (monthsOf(whole) || whole.timing === 'any time') return 'same';
  return whole.timing === undefined ? 'perhaps' : 'different';
}
