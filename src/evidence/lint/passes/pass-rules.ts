import type { LintRule } from '../rule.ts';
import { doseRules } from './doses.ts';
import { idiomRules } from './idioms.ts';
import { labelRules } from './labels.ts';
import { nameRules } from './names.ts';
import { postalRules } from './postal.ts';
import { standardRules } from './standards.ts';
import { timeRules } from './times.ts';

/** Everything that is known to be no evidence. A new kind is one entry in one of these tables. */
export const passRules: LintRule[] = [
  ...nameRules,
  ...timeRules,
  ...doseRules,
  ...labelRules,
  ...idiomRules,
  ...standardRules,
  ...postalRules,
];
