import type { Place } from '../../diagnostics.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Library } from '../../model/library.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import type { RuleSeverity } from '../comparability/rule.ts';
import type { Sentence } from './sentences.ts';
import type { TypedValue } from './typed-values.ts';

/** A table or figure that sets several trials beside one another. */
export interface Exhibit {
  /** `table context`. */
  where: string;
  trials: Trial[];
  endpoints: Endpoint[];
  findings?: Finding[];
  place?: Place;
}

/** What claim rules look up. */
export interface ClaimContext {
  library: Pick<Library, 'trials' | 'products' | 'endpoints' | 'data'>;
  /** The trials that the briefing is about; benchmarks are set against them. */
  subjects: Trial[];
  sentences: Sentence[];
  /** Percentages and months that an author typed in each sentence. */
  typed: ReadonlyMap<Sentence, TypedValue[]>;
  exhibits: Exhibit[];
}

/** What is wrong with one sentence or exhibit. `at` is the offset in the sentence. */
export interface Objection {
  message: string;
  caveat: string;
  at?: number;
  /** When it is less grave than the rule. */
  severity?: RuleSeverity;
}

interface About {
  /** Number in the catalogue of rules; `style` for words, and `effect` for effects, that need evidence shown. */
  rule: 'C26' | 'C27' | 'C28' | 'C30' | 'C31' | 'style' | 'effect';
  title: string;
  severity: RuleSeverity;
}

export interface SentenceRule extends About {
  level: 'sentence';
  judge(sentence: Sentence, context: ClaimContext): Objection[];
}

export interface ExhibitRule extends About {
  level: 'exhibit';
  judge(exhibit: Exhibit, context: ClaimContext): Objection[];
}

export type ClaimRule = SentenceRule | ExhibitRule;
