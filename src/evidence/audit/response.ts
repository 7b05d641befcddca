import type { Trial } from '../../model/trial.ts';
import { below, type Estimate, gravest, orderFlaw, sharesOf } from './estimate.ts';
import type { Flaw } from './flaw.ts';
import { analysesOf, leastSure, type Sameness, samePatients, severityOf, withinTime } from './patients.ts';
import { addRanges, isBelow } from './range.ts';

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
