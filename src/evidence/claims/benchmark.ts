import type { Arm, Trial } from '../../model/trial.ts';
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
      : omitted(trials, context)
          .filter(({ findings }) =>
            findings.some(({ endpoint }) => endpoints.some(({ id }) => id === endpoint.id)),
          )
          .map((trial) => objection(trial, `the ${where}`)),
};

/** C28 for a pooled range: the trial in the subject's own disease is nowhere in the text. */
export const benchmarkOfRange: SentenceRule = {
  ...about,
  level: 'sentence',
  judge: (sentence, context) =>
    poolsOf(sentence, context).flatMap(({ text, at, findings }) =>
      omitted(
        findings.map(({ trial }) => trial),
        context,
      )
        .filter((trial) => !isNamedIn(context.sentences, trial) && !isShown(trial, context.exhibits))
        .map((trial) => ({ ...objection(trial, `the benchmark ${text}`), at })),
    ),
};

/** Randomised trials in the disease of a subject that is shown, of a class of drug that is shown. */
function omitted(shown: Trial[], context: ClaimContext): Trial[] {
  const classes = new Set(shown.flatMap((trial) => classesOf(trial, context)));
  const diseases = new Set(context.subjects.map(({ disease }) => disease));
  const known = new Set([...shown, ...context.subjects].map(({ id }) => id));
  return [...context.library.trials.values()].filter(
    (trial) =>
      trial.design === 'randomised' &&
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

function objection({ name, disease }: Trial, what: string): Objection {
  return {
    message: `${what} leaves out ${name}, a randomised trial in the same disease (${disease}) that the library holds`,
    caveat: `A randomised trial in the same disease state (${name}) is not included in the comparison.`,
  };
}
