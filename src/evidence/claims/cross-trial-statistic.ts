import type { Finding, Trial } from '../../model/trial.ts';
import { assertionsOf } from './assertion.ts';
import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { namesTrial } from './passage.ts';
import { words } from './plain.ts';
import { findingsOf, findingsOfCall, type Sentence, typedText } from './sentences.ts';
import { isComparison } from './support.ts';

const typed =
  /(?<![\p{L}])(?:(?:HR|OR|RR|(?:hazard|odds|risk|rate) ratio)(?: (?:of|was|is))?[ =:]*[\d.]*\d|p ?[=<>≤] ?0?\.\d+)/giu;
const implied = words('(?<!-)(?:statistically )?(?<!clinically )significant(?:ly)?');

/**
 * C31. A ratio or p value can be bound only to a comparison within one trial; so it is the typed one that is
 * stated between trials, and the word `significantly` where no comparison within a trial is shown.
 */
export const crossTrialStatistic: SentenceRule = {
  rule: 'C31',
  title: 'P value or odds ratio across trials',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => {
    const said = findingsShown(sentence).some(isComparison) ? [] : assertionsOf(sentence, implied);
    const found = [...findAll(sentence), ...said.map(({ word, at }) => ({ found: word, at }))];
    const trials = found.length > 0 ? trialsIn(sentence, context) : [];
    return trials.length < 2 ? [] : found.map((one) => objection(one, trials));
  },
};

function findingsShown({ shown }: Sentence): Finding[] {
  return shown.filter(({ call }) => call.name === 'value').flatMap(({ call }) => findingsOfCall(call));
}

function findAll(sentence: Sentence): { found: string; at: number }[] {
  return [...typedText(sentence).matchAll(typed)].map(({ index, 0: found }) => ({ found, at: index }));
}

/** Trials named, or shown by a result. */
function trialsIn(sentence: Sentence, { library: { trials } }: ClaimContext): Trial[] {
  const shown = new Set(findingsOf(sentence).map(({ trial }) => trial.id));
  return [...trials.values()].filter((trial) => shown.has(trial.id) || namesTrial(sentence.text, trial));
}

function objection({ found, at }: { found: string; at: number }, trials: Trial[]): Objection {
  const names = trials.map(({ name }) => name).join(' and ');
  return {
    message: `‘${found.trim()}’ is stated between ${names}: patients were not randomised between them`,
    caveat: 'No inferential statistic is shown between arms of different trials.',
    at,
  };
}
