import { type Arm, isRandomised, type Trial } from '../../model/trial.ts';
import type { ClaimContext, Exhibit, ExhibitRule, Objection, SentenceRule } from './claim.ts';
import { isNamedIn, poolsOf } from './pooled-range.ts';

const about = { rule: 'C28', title: 'Benchmark selection', severity: 'major' } as const;

/**
 * C28 for tables and figures: a randomised trial in the disease of the subject, of a drug class that the
 * exhibit shows, with a result for one of its endpoints, is left out.
 */
export const benchmarkOfExhibit: ExhibitRule = {
  ...about,
  level: 'exhibit',
  judge: ({ trials, endpoints, where }, context) =>
    trials.length < 2
      ? []
      : objections(
          omitted(trials, context).filter(({ findings }) =>
            findings.some(({ endpoint }) => endpoints.some(({ id }) => id === endpoint.id)),
          ),
          `the ${where}`,
        ),
};

/** C28 for a pooled range: the trial in the subject's own disease is nowhere in the text. */
export const benchmarkOfRange: SentenceRule = {
  ...about,
  level: 'sentence',
  judge: (sentence, context) =>
    poolsOf(sentence, context).flatMap(({ text, at, findings }) => {
      const trials = findings.map(({ trial }) => trial);
      const left = omitted(trials, context).filter(
        (trial) => !isNamedIn(context.sentences, trial) && !isShown(trial, context.exhibits),
      );
      return objections(left, `the benchmark ${text}`).map((objection) => ({ ...objection, at }));
    }),
};

/** Randomised trials in the disease of a subject that is shown, of a class of drug that is shown. */
function omitted(shown: Trial[], context: ClaimContext): Trial[] {
  const classes = new Set(shown.flatMap((trial) => classesOf(trial, context)));
  const diseases = new Set(context.subjects.map(({ disease }) => disease));
  const known = new Set([...shown, ...context.subjects].map(({ id }) => id));
  return [...context.library.trials.values()].filter(
    (trial) =>
      isRandomised(trial) &&
      diseases.has(trial.disease) &&
      !known.has(trial.id) &&
      classesOf(trial, context).some((drugClass) => classes.has(drugClass)),
  );
}

function classesOf({ arms }: Trial, { library: { products } }: ClaimContext): string[] {
  return arms.flatMap(({ role, product }: Arm) => {
    const found = role === 'experimental' && product ? products.get(product) : undefined;
    return found ? [found.class] : [];
  });
}

function isShown({ id }: Trial, exhibits: Exhibit[]): boolean {
  return exhibits.some(({ trials }) => trials.some((trial) => trial.id === id));
}

/** One for each disease, however many trials of it are left out. */
function objections(trials: Trial[], what: string): Objection[] {
  return [...Map.groupBy(trials, ({ disease }) => disease)].map(([disease, own]) => {
    const names = namesOf(own);
    const many = own.length > 1;
    return {
      message: `${what} leaves out ${names}, ${many ? 'randomised trials' : 'a randomised trial'} in the same disease (${disease}) that is in your content`,
      caveat: many
        ? `Randomised trials in the same disease state (${names}) are not included in the comparison.`
        : `A randomised trial in the same disease state (${names}) is not included in the comparison.`,
    };
  });
}

/** The first three by name. */
function namesOf(trials: Trial[]): string {
  const named = trials.slice(0, 3).map(({ name }) => name);
  return trials.length > 3 ? `${named.join(', ')} and others` : named.join(', ');
}
