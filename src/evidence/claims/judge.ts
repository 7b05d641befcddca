import type { Place } from '../../diagnostics.ts';
import type { Trial } from '../../model/trial.ts';
import type { RuleSeverity } from '../comparability/rule.ts';
import { benchmarkOfExhibit, benchmarkOfRange, benchmarkResult } from './benchmark.ts';
import { certainty } from './certainty.ts';
import type { ClaimContext, ClaimRule, Exhibit, ExhibitRule, SentenceRule } from './claim.ts';
import { controlArm } from './control-arm.ts';
import { crossTrialStatistic } from './cross-trial-statistic.ts';
import { subgroupAlone, unsupportedEffect } from './effect-rules.ts';
import { nonInferiority } from './non-inferiority.ts';
import type { Passage } from './passage.ts';
import { pooledRange } from './pooled-range.ts';
import { relativeEffect } from './relative-effect.ts';
import { toSentences } from './sentences.ts';
import { surrogate } from './surrogate.ts';
import { tolerability } from './tolerability.ts';
import { trend } from './trend.ts';
import { typedValues } from './typed-values.ts';
import { loadedWords } from './words.ts';

/** By the code of their diagnostics, which is permanent. */
const claimRules = {
  'claim-control-arm': controlArm,
  'claim-pooled-range': pooledRange,
  'claim-benchmark': benchmarkOfExhibit,
  'claim-benchmark-range': benchmarkOfRange,
  'claim-benchmark-result': benchmarkResult,
  'claim-surrogate': surrogate,
  'claim-cross-trial-statistic': crossTrialStatistic,
  'claim-word': loadedWords,
  'claim-effect': unsupportedEffect,
  'claim-subgroup': subgroupAlone,
  'claim-non-inferiority': nonInferiority,
  'claim-tolerability': tolerability,
  'claim-trend': trend,
  'claim-certainty': certainty,
  'claim-relative': relativeEffect,
} as const satisfies Record<string, ClaimRule>;

type ClaimCode = keyof typeof claimRules;

/** What is to be judged: everything that a reader reads, and everything that sets trials side by side. */
export interface ClaimInput {
  library: ClaimContext['library'];
  subjects: Trial[];
  passages: Passage[];
  exhibits: Exhibit[];
}

/** A claim that goes beyond its evidence. */
export interface ClaimFinding {
  rule: ClaimRule['rule'];
  code: ClaimCode;
  severity: RuleSeverity;
  message: string;
  /** What prints beside the claim, when it stays. */
  caveat: string;
  where: string;
  place?: Place;
}

/** Every claim that goes too far: first of the sentences in their order, then of the exhibits. */
export function judgeClaims({ library, subjects, passages, exhibits }: ClaimInput): ClaimFinding[] {
  const sentences = passages.flatMap(toSentences);
  const typed = new Map(sentences.map((sentence) => [sentence, typedValues(sentence)]));
  const context: ClaimContext = { library, subjects, sentences, typed, exhibits };
  const codes = Object.entries(claimRules) as [ClaimCode, ClaimRule][];
  const ofLevel = <R extends ClaimRule>(level: R['level']) =>
    codes.filter((entry): entry is [ClaimCode, R] => entry[1].level === level);
  return [
    ...sentences.flatMap((sentence) =>
      ofLevel<SentenceRule>('sentence').flatMap(([code, rule]) =>
        rule
          .judge(sentence, context)
          .map(({ at, ...rest }) => toFinding(code, rule, rest, sentence.where, sentence.placeAt(at ?? 0))),
      ),
    ),
    ...exhibits.flatMap((exhibit) =>
      ofLevel<ExhibitRule>('exhibit').flatMap(([code, rule]) =>
        rule
          .judge(exhibit, context)
          .map((found) => toFinding(code, rule, found, exhibit.where, exhibit.place)),
      ),
    ),
  ];
}

function toFinding(
  code: ClaimCode,
  { rule, severity }: ClaimRule,
  found: { message: string; caveat: string; severity?: RuleSeverity },
  where: string,
  place: Place | undefined,
): ClaimFinding {
  return {
    rule,
    code,
    severity: found.severity ?? severity,
    message: found.message,
    caveat: found.caveat,
    where,
    ...(place && { place }),
  };
}
