import { writeDate } from '../notation/dates.ts';
import { nbsp } from '../notation/written.ts';
import {
  type Change,
  type ChangeGroup,
  type ChangeKind,
  changeLabels,
  type DataComparison,
  lastOf,
} from './change.ts';
import type { Predecessor } from './predecessor.ts';
import type { DataFact, Owner } from './snapshot.ts';
import { formatChange } from './tell.ts';
import type { ChangeText } from './told-part.ts';

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
