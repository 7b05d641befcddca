import type { Key } from '../../content/parse.ts';
import { type Diagnostic, inReadingOrder, type Place } from '../../diagnostics.ts';
import type { Library } from '../../model/library.ts';
import type { Product } from '../../model/product.ts';
import type { Trial } from '../../model/trial.ts';
import { checkAgainstArms, checkArmSums, checkPopulations } from './arms.ts';
import { checkCutDates, checkFollowUp, checkMedians } from './calendar.ts';
import { checkLevels, checkPrintedIntervals, checkPValues, checkSymmetry } from './effect.ts';
import type { Flaw, Spot } from './estimate.ts';
import { checkNested, checkSubgroupSums, checkSubsets } from './nested.ts';
import { checkMrdOrder, checkResponseOrder, checkResponseSum } from './response.ts';
import {
  checkGrowthBasis,
  checkReportedGrowth,
  checkSalesParts,
  checkSalesScale,
  checkSalesYears,
} from './sales.ts';
import { checkSurvival } from './survival.ts';

/** What numbers must agree on. The code is permanent and has a section in docs/errors.md. */
interface Audit<T> {
  code: string;
  find: (subject: T) => Flaw[];
}

const trialAudits: readonly Audit<Trial>[] = [
  { code: 'interval-mismatch', find: checkPrintedIntervals },
  { code: 'ratio-asymmetric', find: checkSymmetry },
  { code: 'p-inconsistent', find: checkPValues },
  { code: 'interval-level', find: checkLevels },
  { code: 'arms-disagree', find: checkAgainstArms },
  { code: 'response-order', find: checkResponseOrder },
  { code: 'response-sum', find: checkResponseSum },
  { code: 'mrd-order', find: checkMrdOrder },
  { code: 'subset-order', find: checkSubsets },
  { code: 'nested-order', find: checkNested },
  { code: 'subgroup-sum', find: checkSubgroupSums },
  { code: 'survival-order', find: checkSurvival },
  { code: 'population-exceeds-arm', find: checkPopulations },
  { code: 'arm-sum', find: checkArmSums },
  { code: 'cut-before-enrolment', find: checkCutDates },
  { code: 'follow-up-too-long', find: checkFollowUp },
  { code: 'median-too-long', find: checkMedians },
];

const productAudits: readonly Audit<Product>[] = [
  { code: 'sales-parts', find: checkSalesParts },
  { code: 'sales-year', find: checkSalesYears },
  { code: 'sales-scale', find: checkSalesScale },
  { code: 'growth-mismatch', find: checkReportedGrowth },
  { code: 'growth-basis', find: checkGrowthBasis },
];

/** Codes of all audits, in the order of the tables. */
export const auditCodes: readonly string[] = [...trialAudits, ...productAudits].map(({ code }) => code);

/** The place in an author's file of a part of a trial or product, by its id and the keys of its YAML. */
export type PlaceOf = (owner: string, keys: Key[]) => Place;

/**
 * Compares the numbers of each trial and each product with each other. Expects a library that was checked:
 * what cannot be true of one value alone was refused there. In reading order.
 */
export function auditLibrary(library: Library, placeOf: PlaceOf): Diagnostic[] {
  return inReadingOrder([
    ...[...library.trials.values()].flatMap((trial) => run(trialAudits, trial, placeOf)),
    ...[...library.products.values()].flatMap((product) => run(productAudits, product, placeOf)),
  ]);
}

function run<T>(audits: readonly Audit<T>[], subject: T, placeOf: PlaceOf): Diagnostic[] {
  return audits.flatMap(({ code, find }) => find(subject).map((flaw) => diagnose(code, flaw, placeOf)));
}

function diagnose(code: string, flaw: Flaw, placeOf: PlaceOf): Diagnostic {
  const at = ({ owner, keys }: Spot) => placeOf(owner, keys);
  const { severity, message, hints = [], related } = flaw;
  return {
    code,
    severity,
    message,
    place: at(flaw.spot),
    hints,
    related: related.map((other) => ({ message: other.message, place: at(other.spot) })),
  };
}
