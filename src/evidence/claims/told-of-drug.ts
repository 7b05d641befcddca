import type { Finding, Trial } from '../../model/trial.ts';
import type { ClaimContext } from './claim.ts';
import { type Mention, mentionsOfControl, mentionsOfTested, namesTrial } from './mentions.ts';
import { findingsOf, type Sentence } from './sentences.ts';

/** Ends of a clause: a comma, a semicolon, a colon, a dash, `and`, `but`, `while`. */
const joints = /[,;:–—](?=\s)|\s(?:and|but|while|whereas)\s/g;

const contrasting =
  /(?:against|versus|vs\.?|over|than|compared (?:with|to)|relative to|unlike|on top of|added to)\s+(?:the\s+)?$/i;

/**
 * Whether a reader takes the number at an offset for that of the tested drug of a trial.
 * Naming the comparator clears a number, unless it is named only to set the drug against it.
 */
export function isToldOfDrug(
  sentence: Sentence,
  at: number,
  trial: Trial,
  { library: { products } }: ClaimContext,
): boolean {
  const { text } = sentence;
  const control = mentionsOfControl(text, trial, products);
  const tested = mentionsOfTested(text, trial, products);
  if (control.length === 0) return tested.length > 0 || namesTrial(text, trial);
  const clause = clauseAt(text, at);
  const named = (mentions: Mention[]) =>
    mentions.some(({ start }) => start >= clause.start && start < clause.end);
  return (
    named(tested) && !named(control) && control.every(({ start }) => contrasting.test(text.slice(0, start)))
  );
}

function clauseAt(text: string, at: number): Mention {
  const ends = [...text.matchAll(joints)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const start = ends.findLast(({ end }) => end <= at)?.end ?? 0;
  const end = ends.find((joint) => joint.start >= at)?.start ?? text.length;
  return { start, end };
}

/** The sentence shows the tested arm's result of the same kind too. */
export function showsBothArms(sentence: Sentence, { trial, endpoint }: Finding): boolean {
  return findingsOf(sentence).some(
    (other) =>
      other.trial.id === trial.id && other.endpoint.id === endpoint.id && other.arm?.role === 'experimental',
  );
}
