import { type Arm, type Finding, isRandomised, type Trial } from '../../model/trial.ts';
import { writePower } from '../../notation/written.ts';
import { isAssertedAt } from './assertion.ts';
import type { ClaimContext, Exhibit, ExhibitRule, Objection, SentenceRule } from './claim.ts';
import { findNames, namesTrial } from './passage.ts';
import { has, plainOf, words } from './plain.ts';
import { isNamedIn, poolsOf } from './pooled-range.ts';
import { findingsOf, findingsOfCall, type Sentence } from './sentences.ts';
import { percentOf, percentTextOf } from './support.ts';
import { endpointsNamed } from './typed-values.ts';
import { paragraphOf } from './weigh.ts';

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

/** What speaks of a drug as such, and not of one of its trials. */
const general = words(
  'benchmarks?|yardsticks?|bar|ceiling|best|at most|class|typical(?:ly)?|usual(?:ly)?|standards?(?! care)|in general|generally|regimens|therapies|combinations?|limits?|state of the art|achiev(?:es|able)|[\\p{L}]+-based|expected',
);

/** Points by which a result must lie outside to be left out. */
const apart = 5;

const printsPercent = new Set<string>(['percent', 'full', 'n/N', 'n of N']);

/** A number or range that a sentence gives for a drug. Per cent, the lower first. */
interface GivenValues {
  text: string;
  at: number;
  low: number;
  high: number;
  endpoints: ReadonlySet<string>;
  classes: ReadonlySet<string>;
}

/** C28: the library has a result of the same endpoint and class of drug that is far better than what is stated. */
export const benchmarkResult: SentenceRule = {
  rule: 'C28',
  title: 'Benchmark that leaves out a better result',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) =>
    valuesGiven(sentence, context).flatMap((told) => {
      const left = leftOut(told, sentence, context);
      return left.length > 0 ? [objection(told, left)] : [];
    }),
};

function valuesGiven(sentence: Sentence, context: ClaimContext): GivenValues[] {
  const told = [...boundIn(sentence, context), ...typedIn(sentence, context)];
  if (told.length === 0) return [];
  const isGeneral = has(plainOf(sentence).text, general);
  if (!isGeneral && isOfOneTrial(sentence, context)) return [];
  return told
    .filter(({ low, high }) => isGeneral || low < high)
    .filter(({ at, text }) => isAssertedAt(sentence, at, at + text.length));
}

/** It names a trial, or the arm of one. */
function isOfOneTrial({ text }: Sentence, { library }: ClaimContext): boolean {
  const drugs = new Set(
    [...library.products.values()].flatMap(({ name, generic }) =>
      [...name.split(' / '), generic].map((one) => one.toLowerCase()),
    ),
  );
  return [...library.trials.values()].some(
    (trial) =>
      namesTrial(text, trial) ||
      findNames(
        text,
        trial.arms.map(({ label }) => label).filter((label) => !drugs.has(label.toLowerCase())),
      ).length > 0,
  );
}

function boundIn(sentence: Sentence, context: ClaimContext): GivenValues[] {
  return sentence.shown
    .filter(({ call }) => call.name === 'range' || (call.name === 'value' && printsPercent.has(call.show)))
    .flatMap(({ call, start, end }) => {
      const findings = findingsOfCall(call).filter(({ arm }) => arm?.role === 'experimental');
      const values = findings.flatMap((one) => percentOf(one) ?? []);
      if (values.length === 0) return [];
      return [
        {
          ...{ text: sentence.text.slice(start, end), at: start },
          ...{ low: Math.min(...values), high: Math.max(...values) },
          endpoints: new Set(findings.map(({ endpoint }) => endpoint.id)),
          classes: new Set(findings.flatMap((one) => classOf(one, context) ?? [])),
        },
      ];
    });
}

function typedIn(sentence: Sentence, context: ClaimContext): GivenValues[] {
  const typed = (context.typed.get(sentence) ?? []).filter(({ unit }) => unit === '%');
  if (typed.length === 0) return [];
  const { products, endpoints } = context.library;
  const classes = [...products.values()]
    .filter((product) => {
      const names = [...product.name.split(' / '), product.generic, product.class];
      return (
        findNames(
          sentence.text.toLowerCase(),
          names.map((name) => name.toLowerCase()),
        ).length > 0
      );
    })
    .map((product) => product.class);
  const named = endpointsNamed(sentence.text, endpoints);
  return typed.map(({ text, start, values }) => ({
    ...{ text, at: start, low: Math.min(...values), high: Math.max(...values) },
    endpoints: named,
    classes: new Set(classes),
  }));
}

function classOf({ arm }: Finding, { library: { products } }: ClaimContext): string | undefined {
  return arm?.product === undefined ? undefined : products.get(arm.product)?.class;
}

/** The best result of each trial that lies beyond what is stated, and that the paragraph does not show. */
function leftOut(
  { low, high, endpoints, classes }: GivenValues,
  sentence: Sentence,
  context: ClaimContext,
): Finding[] {
  const nearby = paragraphOf(sentence, context);
  const shown = new Set(nearby.flatMap(findingsOf).map(({ id }) => id));
  const isMentioned = (trial: Trial) =>
    nearby.some(
      (one) => namesTrial(one.text, trial) || findingsOf(one).some((each) => each.trial.id === trial.id),
    );
  const better = [...context.library.trials.values()]
    .filter((trial) => !isMentioned(trial))
    .flatMap(({ findings }) => findings)
    .filter((one) => !shown.has(one.id) && one.arm?.role === 'experimental' && !one.subgroup)
    .filter((one) => endpoints.has(one.endpoint.id) && classes.has(classOf(one, context) ?? ''))
    .filter((one) => {
      const value = percentOf(one);
      const { higherIsBetter } = one.endpoint;
      return value !== undefined && (higherIsBetter ? value > high + apart : value < low - apart);
    });
  const fromBest = better.toSorted((a, b) => distance(b) - distance(a));
  return [...Map.groupBy(fromBest, ({ trial }) => trial.id).values()].flatMap((own) => own.slice(0, 1));

  function distance(finding: Finding): number {
    return Math.abs((percentOf(finding) ?? 0) - low);
  }
}

function objection({ text, at }: GivenValues, left: Finding[]): Objection {
  const results = left.slice(0, 3).map((one) => {
    const threshold = one.threshold ? ` at ${writePower(one.threshold.exponent).text}` : '';
    return `${one.trial.name} (${one.arm?.label}: ${percentTextOf(one)}%${threshold})`;
  });
  return {
    message: `${text} is given for the drug in general, but leaves out ${results.join(', ')}`,
    caveat: `Better results of the same class of drug (${left.map(({ trial }) => trial.name).join(', ')}) are not in ${text}.`,
    at,
  };
}
