import type { DisclosureRule, DocumentRule, FinanceRule, PairRule, Rule, ValueRule } from './rule.ts';
import {
  comparator,
  dose,
  enrolment,
  masking,
  phase,
  singleArm,
  singleArmSurvival,
  treatmentCrossover,
  trialDesign,
  unanchored,
} from './rules/design.ts';
import {
  confidenceLevel,
  effectAcrossTrials,
  effectMeasure,
  endpoint,
  estimand,
  nonInferiority,
  unit,
} from './rules/effect.ts';
import { followUp, immature, mixedCuts, shortFollowUp } from './rules/follow-up.ts';
import {
  analysisPopulation,
  assay,
  assessmentTime,
  endpointDefinition,
  landmark,
  measurementTime,
  pfsDefinition,
  responseCriteria,
} from './rules/measurement.ts';
import { attrition, bridging, mrdAssay, mrdRequiresCr, mrdThreshold, sustainedMrd } from './rules/myeloma.ts';
import { notStatedOf } from './rules/not-stated.ts';
import {
  background,
  baseline,
  biomarker,
  disease,
  lineOfTherapy,
  riskDefinition,
  setting,
} from './rules/population.ts';
import {
  fiscalCalendar,
  growthArithmetic,
  growthBasis,
  lateDisclosure,
  missingDisclosures,
  partnerSales,
} from './rules/sales.ts';
import { bareProportion, boundaryProportion, smallSample } from './rules/sample.ts';
import { efficacyWithoutSafety, sourceGrade, sourceType } from './rules/sources.ts';

/** Whose statements the line of rule C35 names, in the order in which it does. */
const comparing: readonly PairRule[] = [
  analysisPopulation,
  assessmentTime,
  measurementTime,
  followUp,
  mrdAssay,
  mrdRequiresCr,
  assay,
  pfsDefinition,
  endpointDefinition,
  responseCriteria,
  masking,
  nonInferiority,
  estimand,
  lineOfTherapy,
  riskDefinition,
  biomarker,
  background,
  baseline,
  treatmentCrossover,
  bridging,
  enrolment,
];

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
  C35: notStatedOf(comparing),
  C36: endpoint,
  C37: effectMeasure,
  C38: unit,
  C39: measurementTime,
  C40: masking,
  C41: trialDesign,
  C42: nonInferiority,
  C43: confidenceLevel,
  C44: endpointDefinition,
  C45: treatmentCrossover,
  C46: estimand,
  C47: biomarker,
  C48: background,
  C49: immature,
  C50: dose,
  C51: comparator,
  C52: baseline,
  C53: assay,
  C54: effectAcrossTrials,
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
  | `C3${2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `C4${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `C5${0 | 1 | 2 | 3 | 4}`
  | `F0${1 | 2 | 3 | 4 | 5 | 6}`;

const all: readonly Rule[] = Object.values(rules);

export const pairRules = all.filter((rule): rule is PairRule => rule.level === 'pair');
export const valueRules = all.filter((rule): rule is ValueRule => rule.level === 'value');
export const documentRules = all.filter((rule): rule is DocumentRule => rule.level === 'document');
export const financeRules = all.filter((rule): rule is FinanceRule => rule.level === 'finance');
export const disclosureRules = all.filter((rule): rule is DisclosureRule => rule.level === 'disclosure');

/** Names that authors may write under `acknowledge:`. */
export const ruleIds: readonly string[] = all.map(({ id }) => id);
