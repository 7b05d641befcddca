import type { Change, ChangeKind } from './change.ts';
import { contradictions, isAboutOther } from './classify.ts';
import { isLater } from './cut-order.ts';
import { bareValue, isSameSource, type Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';
import { confirmation, labelOf, tellCut, tellQualifiers } from './tell-context.ts';
import { type DataPart, inOneUnit, is, now, sourcesOf, type ToldPart, was, words } from './told-part.ts';

/** `PFS, D-Rd, now reached: 61.9 months (95% CI 54.8–NR)`, without the name of the trial. */
export function tellChange(change: Change): ToldPart[] {
  const { kind, before, after } = change;
  switch (kind) {
    case 'new':
      return [...labelOf(after, 'after'), words(': '), ...now(after), ...sourcesOf(after, 'after')];
    case 'withdrawn':
      return tellWithdrawn(before, after);
    case 'confirmed':
      return [...labelOf(after, 'after'), words(': '), ...now(after), ...confirmation({ before, after })];
    default:
      return tellPair(kind, { before, after });
  }
}

function tellWithdrawn(before: DataFact, after: DataFact | undefined): ToldPart[] {
  const why = after ? ', no longer reported' : '';
  const label = labelOf(before, 'before');
  return [...label, words(': '), was(before, before.value), ...sourcesOf(before, 'before'), words(why)];
}

function tellPair(kind: ChangeKind, pair: Pair): ToldPart[] {
  const { before, after } = pair;
  const isRestated = kind === 'updated' && after.about.shape === 'sale';
  const label = labelOf(after, 'after', contradictions(pair));
  if (isAboutOther(pair)) return tellOther(pair);
  const tail = [...tellCut(pair), ...tellQualifiers(pair), ...confirmation(pair)];
  if (bareValue(before.value) === bareValue(after.value)) {
    const unchanged = isLater(after.cut, before.cut) ? ', unchanged' : '';
    return [...label, words(': '), ...now(after), words(unchanged), ...sourcesOf(after, 'after'), ...tail];
  }
  if (before.state.startsWith('not ') && after.state === 'value' && kind !== 'corrected') {
    const reached = before.state === 'not reported' ? ', now reported: ' : ', now reached: ';
    return [...label, words(reached), ...now(after), ...sourcesOf(after, 'after'), ...tail];
  }
  return [...label, words(isRestated ? ', restated: ' : ': '), ...tellValues(pair), ...tail];
}

/** An address that was given to something else: `ORR, Drug A: 60% → ORR, Drug B: 60%`. */
function tellOther({ before, after }: Pair): ToldPart[] {
  const [old, young] = [labelOf(before, 'before'), labelOf(after, 'after')];
  const last = [...young, words(': '), ...to(is(after, after.value, true))];
  return [
    ...old,
    words(': '),
    was(before, before.value),
    ...sourcesOf(before, 'before'),
    words(' → '),
    ...last,
  ];
}

/** Old and new value; of a value that differs in its interval or p alone, these alone. */
function tellValues(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  if (bareValue(before.estimate) === bareValue(after.estimate)) return tellDetails(pair);
  const [old, young] = inOneUnit(before.value, after.value);
  return [...from(pair, old), words(' → '), ...to(is(after, young, true))];
}

function tellDetails(pair: Pair): ToldPart[] {
  const { before, after } = pair;
  const names = [...new Set([...Object.keys(before.details), ...Object.keys(after.details)])];
  const differing = names.filter((name) => before.details[name] !== after.details[name]);
  const [old, young] = [said(before, differing), said(after, differing)];
  const estimate = is(after, after.estimate, true);
  if (old === '') return [estimate, words(', now with '), ...to(is(after, young))];
  if (young === '') return [...to(estimate), words(', without '), ...from(pair, old)];
  return [estimate, words('; '), ...from(pair, old), words(' → '), ...to(is(after, young))];
}

/** Sources that are still the same are named once, behind the new value. */
function from({ before, after }: Pair, text: string): ToldPart[] {
  return [was(before, text), ...(isSameSource(before, after) ? [] : sourcesOf(before, 'before'))];
}

function to(part: DataPart): ToldPart[] {
  return [part, ...sourcesOf(part.fact, 'after')];
}

function said({ details }: DataFact, names: string[]): string {
  return names.flatMap((name) => details[name] ?? []).join('; ');
}
