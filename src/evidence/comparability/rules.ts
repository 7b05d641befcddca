import type { DisclosureRule, DocumentRule, FinanceRule, PairRule, Rule, ValueRule } from './rule.ts';
import { attrition, bridging } from './rules/cell-therapy.ts';
import { enrolment, phase, singleArm, singleArmSurvival, unanchored } from './rules/design.ts';
import { followUp, mixedCuts, shortFollowUp } from './rules/follow-up.ts';
import {
  analysisPopulation,
  assessmentTime,
  landmark,
  pfsDefinition,
  responseCriteria,
} from './rules/measurement.ts';
import { mrdAssay, mrdRequiresCr, mrdThreshold, sustainedMrd } from './rules/mrd.ts';
import { disease, lineOfTherapy, riskDefinition, setting } from './rules/population.ts';
import { efficacyWithoutSafety } from './rules/safety.ts';
import {
  fiscalCalendar,
  growthArithmetic,
  growthBasis,
  lateDisclosure,
  missingDisclosures,
  partnerSales,
} from './rules/sales.ts';
import { bareProportion, boundaryProportion, smallSample } from './rules/sample.ts';
import { sourceGrade, sourceType } from './rules/sources.ts';

/** By code, in the order of the catalogue. Rules on claims (C26 to C28, C30, C31) are not among them. */
export const rules = {
  C01: disease,
  C02: lineOfTherapy,
  C03: setting,
  C04: riskDefinition,
  C05: unanchored,
  C06: singleArm,
  C07: phase,
  C08: singleArmSurvival,
  C09: mrdThreshold,
  C10: mrdAssay,
  C11: mrdRequiresCr,
  C12: assessmentTime,
  C13: sustainedMrd,
  C14: analysisPopulation,
  C15: attrition,
  C16: bridging,
  C17: followUp,
  C18: shortFollowUp,
  C19: mixedCuts,
  C20: responseCriteria,
  C21: pfsDefinition,
  C22: enrolment,
  C23: smallSample,
  C24: bareProportion,
  C25: boundaryProportion,
  C29: efficacyWithoutSafety,
  C32: landmark,
  C33: sourceGrade,
  C34: sourceType,
  F01: growthBasis,
  F02: growthArithmetic,
  F03: lateDisclosure,
  F04: partnerSales,
  F05: missingDisclosures,
  F06: fiscalCalendar,
} as const satisfies Record<RuleCode, Rule>;

/** Forgetting one is an error of types. */
export type RuleCode =
  | `C0${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `C1${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `C2${0 | 1 | 2 | 3 | 4 | 5 | 9}`
  | `C3${2 | 3 | 4}`
  | `F0${1 | 2 | 3 | 4 | 5 | 6}`;

const all: readonly Rule[] = Object.values(rules);

export const pairRules = all.filter((rule): rule is PairRule => rule.level === 'pair');
export const valueRules = all.filter((rule): rule is ValueRule => rule.level === 'value');
export const documentRules = all.filter((rule): rule is DocumentRule => rule.level === 'document');
export const financeRules = all.filter((rule): rule is FinanceRule => rule.level === 'finance');
export const disclosureRules = all.filter((rule): rule is DisclosureRule => rule.level === 'disclosure');

/** Names that authors may write under `acknowledge:`. */
export const ruleIds: readonly string[] = all.map(({ id }) => id);
