import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { type Overclaimed, overclaimedEffects } from './effects.ts';
import type { Sentence } from './sentences.ts';
import type { Lack } from './weigh.ts';

/** An effect needs a randomised comparison that rules out no difference, in favour of what is said to work. */
export const unsupportedEffect: SentenceRule = {
  rule: 'effect',
  title: 'Effect without a comparison that supports it',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) =>
    objections(sentence, context, ({ kind, lack }) => kind !== 'word' && !isOfItsOwn(lack)),
};

/** `superior` and `significant` need a confirmatory one, in the sentence or its paragraph. */
export function unsupportedSuperiority(sentence: Sentence, context: ClaimContext): Objection[] {
  return objections(sentence, context, ({ kind, lack }) => kind === 'word' && !isOfItsOwn(lack));
}

/** A part of the patients alone carries no effect, and no greater effect than in the rest. */
export const subgroupAlone: SentenceRule = {
  rule: 'effect',
  title: 'Subgroup result shown alone',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => objections(sentence, context, ({ lack }) => lack === 'subgroup'),
};

/** An outcome is claimed, and another one was measured. */
export function anotherOutcome(sentence: Sentence, context: ClaimContext): Objection[] {
  return objections(sentence, context, ({ lack }) => lack === 'other outcome');
}

function isOfItsOwn(lack: Lack): boolean {
  return lack === 'subgroup' || lack === 'other outcome';
}

function objections(
  sentence: Sentence,
  context: ClaimContext,
  isOwn: (one: Overclaimed) => boolean,
): Objection[] {
  return overclaimedEffects(sentence, context)
    .filter(isOwn)
    .map((one) => ({
      message: `‘${one.assertion.word}’: ${why(one)}`,
      caveat: caveatOf(one),
      at: one.assertion.at,
      ...(sentence.opinion && { severity: 'minor' as const }),
    }));
}

function why({ lack, rests }: Overclaimed): string {
  const trials = [...new Set(rests.map(({ trial }) => trial.name))].join(' and ');
  const endpoints = [...new Set(rests.map(({ endpoint }) => endpoint.abbreviation ?? endpoint.label))].join(
    ', ',
  );
  switch (lack) {
    case 'nothing shown':
      return 'neither the sentence nor its paragraph shows a randomised comparison';
    case 'single arm':
      return trials === '' ? 'the trial has no control arm' : `${trials} has no control arm`;
    case 'one arm':
      return 'the result of one arm shows no effect; show the comparison with the other arm';
    case 'across trials':
      return 'patients were not randomised between the trials';
    case 'not randomised':
      return `${trials} is not randomised`;
    case 'no direction':
      return `no direction is stated for ${endpoints}`;
    case 'other outcome':
      return `the result shown is for ${endpoints}, a different outcome`;
    case 'subgroup':
      return 'it rests on a subgroup, and the result for all patients is not shown beside it';
    case 'against':
      return 'the comparison shown points the other way';
    case 'not confirmatory':
      return 'the comparison shown is nominal or exploratory';
    case 'not excluded':
      return 'the comparison shown does not rule out no difference';
  }
}

function caveatOf({ assertion, lack }: Overclaimed): string {
  return lack === 'other outcome'
    ? `‘${assertion.word}’ is not what was measured in the results shown here.`
    : `‘${assertion.word}’ is not supported by a randomised comparison shown here.`;
}
