import type { Finding, Trial } from '../../model/trial.ts';
import {
  analysesOf,
  disagree,
  leastSure,
  type Sameness,
  samePatients,
  severityOf,
  withinTime,
} from './arms.ts';
import {
  addRanges,
  below,
  type Estimate,
  type Flaw,
  gravest,
  isBelow,
  orderFlaw,
  sharesOf,
} from './estimate.ts';

const wider = ['clinical-benefit', 'disease-control'];

/** Responses by endpoint, each with those that contain it, the narrowest first (IMWG 2016, RECIST 1.1). */
const containing: Record<string, string[]> = {
  scr: ['cr', 'vgpr', 'orr', ...wider],
  cr: ['vgpr', 'orr', ...wider],
  vgpr: ['orr', ...wider],
  pr: ['orr', ...wider],
  orr: wider,
};

/** sCR ≤ CR ≤ VGPR ≤ ORR ≤ clinical benefit or disease control, and PR ≤ ORR, in the same patients. */
export function checkResponseOrder(trial: Trial): Flaw[] {
  return sharesByAnalysis(trial).flatMap((shares) =>
    shares.flatMap((part) => {
      const lower = below(part, shares);
      const wholes = containing[part.finding.endpoint.id] ?? [];
      const flaws = wholes.flatMap((id) => sharesFor(id, lower).flatMap((whole) => exceeding(part, whole)));
      return gravest(flaws);
    }),
  );
}

function sharesByAnalysis(trial: Trial): Estimate[][] {
  return analysesOf(sharesOf(trial), ({ finding }) => finding);
}

function sharesFor(endpoint: string, shares: Estimate[]): Estimate[] {
  return shares.filter(({ finding }) => finding.endpoint.id === endpoint);
}

function exceeding(part: Estimate, whole: Estimate): Flaw[] {
  const sure = leastSure(samePatients(part.finding, whole.finding), withinTime(part.finding, whole.finding));
  if (sure === 'different') return [];
  return orderFlaw(part, whole, severityOf(sure), 'which contains it');
}

/** Criteria whose responses are CR, VGPR and PR, or CR and PR, and nothing else. */
const withVgpr = /\bIMWG\b/;
const withoutVgpr = /\b(?:RECIST|Lugano|Cheson)\b/i;

/**
 * VGPR or better and PR, or CR and PR where the criteria know no VGPR, add up to ORR in the same patients at
 * the same time. More than ORR is wrong by any criteria; less only by those that have no other response.
 */
export function checkResponseSum(trial: Trial): Flaw[] {
  return sharesByAnalysis(trial).flatMap((shares) =>
    sharesFor('orr', shares).flatMap((whole) => {
      const pr = likeIn(whole, 'pr', shares);
      const vgpr = likeIn(whole, 'vgpr', shares);
      const deeper = vgpr ?? likeIn(whole, 'cr', shares);
      if (!pr || !deeper) return [];
      return sumFlaw(whole, [deeper, pr], expects(trial.criteria ?? '', vgpr !== undefined));
    }),
  );
}

function likeIn(whole: Estimate, endpoint: string, shares: Estimate[]): Estimate | undefined {
  return shares.find(
    (part) => part.finding.endpoint.id === endpoint && surenessOf(whole, part) !== 'different',
  );
}

function surenessOf(whole: Estimate, part: Estimate): Sameness {
  if (whole.finding.timing !== part.finding.timing) return 'different';
  return samePatients(whole.finding, part.finding);
}

/** Whether parts that fall short of the whole are wrong. */
function expects(criteria: string, vgpr: boolean): Sameness {
  if (vgpr) return withVgpr.test(criteria) ? 'same' : 'perhaps';
  return withoutVgpr.test(criteria) ? 'same' : 'different';
}

function sumFlaw(whole: Estimate, parts: Estimate[], complete: Sameness): Flaw[] {
  const sum = addRanges(parts.map(({ range }) => range));
  const sure = leastSure(...parts.map((part) => surenessOf(whole, part)));
  const short = isBelow(sum, whole.range);
  const said = parts.map((part) => part.said).join(' and ');
  if (!short && !isBelow(whole.range, sum)) return [];
  if (short && complete === 'different') return [];
  return [
    {
      severity: severityOf(short ? leastSure(sure, complete) : sure),
      message: `${said} add up to ${short ? 'less' : 'more'} than ${whole.said}`,
      spot: whole.spot,
      related: parts.map((part) => ({ message: part.said, spot: part.spot })),
    },
  ];
}

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
      .flatMap((part) => gravest(below(part, shares).flatMap((whole) => finerAboveCoarser(part, whole)))),
  );
}

function finerAboveCoarser(part: Estimate, whole: Estimate): Flaw[] {
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
