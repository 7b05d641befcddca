import type { Change, ChangeKind } from './change.ts';
import { contradictions, isAboutOther } from './classify.ts';
import { isLater } from './cut-order.ts';
import { bareValue, isSameSource, type Pair } from './same-subject.ts';
import type { DataFact } from './snapshot.ts';
import { confirmation, formatCut, formatQualifiers, labelOf } from './tell-context.ts';
import { type ChangeText, type DataPart, inOneUnit, is, literal, now, sourcesOf, was } from './told-part.ts';

/** `PFS, D-Rd, now reached: 61.9 months (95% CI 54.8–NR)`, without the name of the trial. */
export function formatChange(change: Change): ChangeText[] {
  const { kind, before, after } = change;
  switch (kind) {
    case 'new':
      return [...labelOf(after, 'after'), literal(': '), ...now(after), ...sourcesOf(after, 'after')];
    case 'withdrawn':
      return formatWithdrawn(before, after);
    case 'confirmed':
      return [...labelOf(after, 'after'), literal(': '), ...now(after), ...confirmation({ before, after })];
    default:
      return formatPair(kind, { before, after });
  }
}

function formatWithdrawn(before: DataFact, after: DataFact | undefined): ChangeText[] {
  const why = after ? ', no longer reported' : '';
  const label = labelOf(before, 'before');
  return [...label, literal(': '), was(before, before.value), ...sourcesOf(before, 'before'), literal(why)];
}

function formatPair(kind: ChangeKind, pair: Pair): ChangeText[] {
  const { before, after } = pair;
  const isRestated = kind === 'updated' && after.about.shape === 'sale';
  const label = labelOf(after, 'after', contradictions(pair));
  if (isAboutOther(pair)) return formatReassigned(pair);
  const tail = [...formatCut(pair), ...formatQualifiers(pair), ...confirmation(pair)];
  if (bareValue(before.value) === bareValue(after.value)) {
    const unchanged = isLater(after.cut, before.cut) ? ', unchanged' : '';
    return [
      ...label,
      literal(': '),
      ...now(after),
      literal(unchanged),
      ...sourcesOf(after, 'after'),
      ...tail,
    ];
  }
  if (before.state.startsWith('not ') && after.state === 'value' && kind !== 'corrected') {
    const reached = before.state === 'not reported' ? ', now reported: ' : ', now reached: ';
    return [...label, literal(reached), ...now(after), ...sourcesOf(after, 'after'), ...tail];
  }
  return [...label, literal(isRestated ? ', restated: ' : ': '), ...formatValues(pair), ...tail];
}

/** An address that was given to something else: `ORR, Drug A: 60% → ORR, Drug B: 60%`. */
function formatReassigned({ before, after }: Pair): ChangeText[] {
  const [old, young] = [labelOf(before, 'before'), labelOf(after, 'after')];
  const last = [...young, literal(': '), ...to(is(after, after.value, true))];
  return [
    ...old,
    literal(': '),
    was(before, before.value),
    ...sourcesOf(before, 'before'),
    literal(' → '),
    ...last,
  ];
}

/** Old and new value; of a value that differs in its interval or p alone, these alone. */
function formatValues(pair: Pair): ChangeText[] {
  const { before, after } = pair;
  if (bareValue(before.estimate) === bareValue(after.estimate)) return formatDetails(pair);
  const [old, young] = inOneUnit(before.value, after.value);
  return [...from(pair, old), literal(' → '), ...to(is(after, young, true))];
}

function formatDetails(pair: Pair): ChangeText[] {
  const { before, after } = pair;
  const names = [...new Set([...Object.keys(before.details), ...Object.keys(after.details)])];
  const differing = names.filter((name) => before.details[name] !== after.details[name]);
  const [old, young] = [detailsText(before, differing), detailsText(after, differing)];
  const estimate = is(after, after.estimate, true);
  if (old === '') return [estimate, literal(', now with '), ...to(is(after, young))];
  if (young === '') return [...to(estimate), literal(', without '), ...from(pair, old)];
  return [estimate, literal('; '), ...from(pair, old), literal(' → '), ...to(is(after, young))];
}

/** Sources that are still the same are named once, behind the new value. */
function from({ before, after }: Pair, text: string): ChangeText[] {
  return [was(before, text), ...(isSameSource(before, after) ? [] : sourcesOf(before, 'before'))];
}

function to(part: DataPart): ChangeText[] {
  return [part, ...sourcesOf(part.fact, 'after')];
}

function detailsText({ details }: DataFact, names: string[]): string {
  return names.flatMap((name) => details[name] ?? []).join('; ');
}
