import { writeDate } from '../notation/dates.ts';
import { capitalised } from '../notation/values.ts';
import { nbsp } from '../notation/written.ts';
import {
  bareValue,
  type Change,
  type ChangeGroup,
  type ChangeKind,
  changeLabels,
  contradictions,
  type DataComparison,
  isAboutOther,
  isLater,
  isSameCut,
  isSameSource,
  lastOf,
  type Pair,
  timeBetween,
} from './compare.ts';
import type { Predecessor } from './predecessor.ts';
import type { DataFact, Owner } from './snapshot.ts';

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

/** `MRD negativity at 10⁻⁵, D-Rd`: a label with digits comes from the data. Omits what is reported `elsewhere`. */
export function labelOf(
  fact: DataFact,
  by: 'before' | 'after',
  elsewhere: readonly string[] = [],
): ChangeText[] {
  const { endpoint, arms = [] } = fact;
  const [landmark, threshold, subgroup, item] = (['landmark', 'threshold', 'subgroup', 'item'] as const).map(
    (name) => (elsewhere.includes(name) ? undefined : fact[name]),
  );
  const of = (text: string): ChangeText => (/\d/.test(text) ? { by, fact, text } : literal(text));
  const name = fact.about.shape === 'sale' ? literal(endpoint) : of(capitalised(endpoint));
  return [
    name,
    ...(item === undefined ? [] : [literal(', '), of(item)]),
    ...(landmark === undefined ? [] : [literal(' at '), of(landmark)]),
    ...(threshold === undefined ? [] : [literal(' at '), of(threshold)]),
    ...(arms.length === 0 ? [] : [literal(', '), of(arms.join(' against '))]),
    ...(subgroup === undefined ? [] : [literal(', '), of(subgroup)]),
  ];
}

/** `, at 28.0 → 64.5 months of follow-up`, or by how much the later cut is later. */
function formatCut({ before, after }: Pair): ChangeText[] {
  const [old, young] = [before.cut, after.cut];
  if (!young || after.about.endpoint === 'follow-up' || isSameCut(before, after)) return [];
  if (old?.followUp !== undefined && young.followUp !== undefined && old.followUp !== young.followUp) {
    const [from, to] = inOneUnit(old.followUp, young.followUp);
    return [literal(', at '), was(before, from), literal(' → '), is(after, to), literal(' of follow-up')];
  }
  const between =
    old?.date !== undefined && young.date !== undefined ? timeBetween(old.date, young.date) : undefined;
  if (between !== undefined) return [literal(', data cut '), is(after, between), literal(' later')];
  return [literal(', '), is(after, young.label)];
}

const names = {
  landmark: 'at',
  subgroup: 'in',
  item: 'row',
  population: 'population',
  threshold: 'at',
  assay: 'assay',
  assessor: 'assessor',
  timing: 'timing',
} as const;

/** `, population treated (formerly randomised)`. */
function formatQualifiers(pair: Pair): ChangeText[] {
  const { before, after } = pair;
  return contradictions(pair).flatMap((name) => [
    literal(`, ${names[name]} `),
    is(after, after[name] ?? ''),
    literal(' (formerly '),
    was(before, before[name] ?? ''),
    literal(')'),
  ]);
}

function confirmation({ before, after }: Pair): ChangeText[] {
  if (before.grade === after.grade) return [];
  if (after.grade === 'unconfirmed') return [literal(', no longer confirmed')];
  const how = after.grade === 'primary' ? ', now confirmed' : ', now from a secondary report';
  return [literal(how), { by: 'sources', of: 'after', fact: after, named: true }];
}

/** Something of the data as it was or is. */
interface DataPart {
  by: 'before' | 'after';
  fact: DataFact;
  text: string;
  isValue?: true;
}

/** A part of a reported change: fixed words, or data. */
export type ChangeText =
  | { by: 'words'; text: string }
  | DataPart
  /** Where the value before it was read; `named`: the sentence is about them. */
  | { by: 'sources'; of: 'before' | 'after'; fact: DataFact; named?: true };

export function literal(text: string): ChangeText {
  return { by: 'words', text };
}

function was(fact: DataFact, text: string): DataPart {
  return { by: 'before', fact, text };
}

function is(fact: DataFact, text: string, isValue = false): DataPart {
  return { by: 'after', fact, text, ...(isValue && { isValue }) };
}

function now(fact: DataFact): ChangeText[] {
  return [is(fact, fact.value, true)];
}

function sourcesOf(fact: DataFact, of: 'before' | 'after'): ChangeText[] {
  return [{ by: 'sources', of, fact }];
}

const quantity = /^([\d.,]+)\s([a-z]+)$/;

/** `28.0` and `64.5 months`: a unit that both have is said once. */
export function inOneUnit(before: string, after: string): [string, string] {
  const [old, young] = [quantity.exec(before), quantity.exec(after)];
  return old?.[1] && old[2] === young?.[2] ? [old[1], after] : [before, after];
}

/** One line of what changed; several new quarters of a product share one. */
export interface ChangeLine {
  kind: ChangeKind;
  /** `Matured`, for readers. */
  label: string;
  parts: ChangeText[];
  /** The parts as one plain sentence, for mail and files. */
  text: string;
  changes: Change[];
}

/** The changes of an edition since another, as reported. */
export interface ChangeReport {
  since: Omit<Predecessor, 'data'>;
  groups: (Owner & { lines: ChangeLine[] })[];
  /** Trials and products that the other edition does not know. */
  joined: Owner[];
}

export function changeReport(
  since: Omit<Predecessor, 'data'>,
  { groups, joined }: DataComparison,
): ChangeReport {
  return {
    since,
    groups: groups.map(({ id, name, changes }) => ({ id, name, lines: linesOf(changes) })),
    joined,
  };
}

function linesOf(changes: ChangeGroup['changes']): ChangeLine[] {
  return [...Map.groupBy(changes, crowdOf).values()].flatMap((own): ChangeLine[] => {
    const [first] = own;
    if (first?.kind === 'new' && first.after.about.shape === 'sale' && own.length > 1)
      return [toLine(newQuarters(own), own)];
    if (first && own.length > fewNumbers) return [toLine(inShort(first), own)];
    return own.map((change) => toLine(formatChange(change), [change]));
  });
}

/** Above this count, numbers at risk and patients are reported as one group. */
const fewNumbers = 3;

/** Key of the changes that may share a line; unique for all others. */
function crowdOf(change: Change): string {
  const { kind } = change;
  const fact = lastOf(change);
  if (fact.about.shape === 'sale') return kind === 'new' ? 'new quarters' : fact.id;
  const isOneOfMany = fact.about.shape === 'observation' || fact.id.includes('.curve.');
  return isOneOfMany ? JSON.stringify([kind, fact.about]) : fact.id;
}

function newQuarters(changes: Change[]): ChangeText[] {
  return changes.flatMap(({ after }, index): ChangeText[] => {
    if (!after) return [];
    const quarter = after.endpoint.replace('Sales, ', '').replace(' ', nbsp);
    return [
      { by: 'words', text: `${index === 0 ? 'Sales: ' : ', '}${quarter} ` },
      { by: 'after', fact: after, text: after.estimate, isValue: true },
      { by: 'sources', of: 'after', fact: after },
    ];
  });
}

function inShort(change: Change): ChangeText[] {
  const { endpoint, arms = [] } = lastOf(change);
  return [
    { by: 'words', text: `${[endpoint, ...(arms.length > 0 ? [arms.join(' against ')] : [])].join(', ')}: ` },
    { by: 'words', text: 'several numbers' },
  ];
}

/** Every part of every line, in order. */
export function changeTexts({ groups }: ChangeReport): ChangeText[] {
  return groups.flatMap(({ lines }) => lines.flatMap(({ parts }) => parts));
}

function toLine(parts: ChangeText[], changes: Change[]): ChangeLine {
  const kind = changes[0]?.kind ?? 'updated';
  return { kind, label: changeLabels[kind], parts, text: sentenceOf(parts), changes };
}

/** `PFS, D-Rd: 60.1 → 61.9 months`. */
export function sentenceOf(parts: readonly ChangeText[]): string {
  const said = parts.map((part) => {
    if (part.by !== 'sources') return part.text;
    return part.named ? ` by ${part.fact.sources.map(({ title }) => title).join('; ')}` : '';
  });
  return said.join('');
}

/** `maia-label → maia-jnj-2025`: keys of the sources behind a line. */
export function sourceKeys({ changes }: ChangeLine): string {
  const keysOf = (facts: (DataFact | undefined)[]) =>
    [...new Set(facts.flatMap((fact) => fact?.sources.map(({ id }) => id) ?? []))].join(', ');
  const [old, young] = [
    keysOf(changes.map(({ before }) => before)),
    keysOf(changes.map(({ after }) => after)),
  ];
  return [...new Set([old, young].filter(Boolean))].join(' → ');
}

/** `AQUILA delays myeloma, 14 April 2026, r1`. */
export function editionText({ title, date, revision }: ChangeReport['since']): string {
  return `${title}, ${writeDate(date)}, r${revision}`;
}
