import type { Finding, Trial } from '../../model/trial.ts';
import { writePower } from '../../notation/written.ts';
import { isAssertedAt } from './assertion.ts';
import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { findNames, namesTrial } from './mentions.ts';
import { has, plainOf, words } from './plain.ts';
import { findingsOf, findingsOfCall, type Sentence } from './sentences.ts';
import { percentOf, percentTextOf } from './support.ts';
import { endpointsNamed } from './typed-values.ts';
import { paragraphOf } from './weigh.ts';

/** What speaks of a drug as such, and not of one of its trials. */
const general = words(
  'benchmarks?|yardsticks?|bar|ceiling|best|at most|class|typical(?:ly)?|usual(?:ly)?|standards?|in general|generally|regimens|therapies|combinations?|limits?|state of the art|achiev(?:es|able)|[\\p{L}]+-based|expected',
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

/** C28: the library holds a result of the same endpoint and class of drug that is far better than what is stated. */
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
