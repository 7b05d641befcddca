import { writeDate } from '../notation/dates.ts';
import type { Change, ChangeGroup, ChangeKind, Comparison } from './change.ts';
import type { Predecessor } from './predecessor.ts';
import type { DataFact, Owner } from './snapshot.ts';
import { type ToldPart, tellChange } from './tell.ts';

/** One line of what changed; several new quarters of a product share one. */
export interface ToldLine {
  kind: ChangeKind;
  parts: ToldPart[];
  changes: Change[];
}

/** What an edition tells of the changes since another. */
export interface ToldChanges {
  since: Omit<Predecessor, 'data'>;
  groups: (Owner & { lines: ToldLine[] })[];
  /** Trials and products that the other edition does not know. */
  joined: Owner[];
}

export function tellChanges(since: Omit<Predecessor, 'data'>, { groups, joined }: Comparison): ToldChanges {
  return {
    since,
    groups: groups.map(({ id, name, changes }) => ({ id, name, lines: linesOf(changes) })),
    joined,
  };
}

function linesOf(changes: ChangeGroup['changes']): ToldLine[] {
  return [...Map.groupBy(changes, crowdOf).values()].flatMap((own): ToldLine[] => {
    const [first] = own;
    if (first?.kind === 'new' && first.after.about.shape === 'sale' && own.length > 1)
      return [{ kind: 'new', parts: newQuarters(own), changes: own }];
    if (first && own.length > fewNumbers) return [{ kind: first.kind, parts: inShort(first), changes: own }];
    return own.map((change) => ({ kind: change.kind, parts: tellChange(change), changes: [change] }));
  });
}

/** Of so many numbers at risk or patients each is still told by itself. */
const fewNumbers = 3;

/** What may be told together, under a name of its own; everything else stands alone. */
function crowdOf(change: Change): string {
  const { kind, before, after } = change;
  const fact = (after ?? before) as DataFact;
  if (fact.about.shape === 'sale') return kind === 'new' ? 'new quarters' : fact.id;
  const isOneOfMany = fact.about.shape === 'observation' || fact.id.includes('.curve.');
  return isOneOfMany ? JSON.stringify([kind, fact.about]) : fact.id;
}

function newQuarters(changes: Change[]): ToldPart[] {
  return changes.flatMap(({ after }, index): ToldPart[] => {
    if (!after) return [];
    const quarter = after.endpoint.replace('Sales, ', '');
    return [
      { by: 'words', text: `${index === 0 ? 'Sales: ' : ', '}${quarter} ` },
      { by: 'after', fact: after, text: after.estimate, isValue: true },
      { by: 'sources', of: 'after', fact: after },
    ];
  });
}

function inShort({ before, after }: Change): ToldPart[] {
  const { endpoint, arms = [] } = (after ?? before) as DataFact;
  return [
    { by: 'words', text: `${[endpoint, ...(arms.length > 0 ? [arms.join(' against ')] : [])].join(', ')}: ` },
    { by: 'words', text: 'several numbers' },
  ];
}

/** Of the told lines what is said by the data as they were, and as they are. */
export function partsOf({ groups }: ToldChanges): ToldPart[] {
  return groups.flatMap(({ lines }) => lines.flatMap(({ parts }) => parts));
}

/** `PFS, D-Rd: 60.1 → 61.9 months`, with the keys of the sources behind it. */
export function lineText({ parts, changes }: ToldLine): string {
  const said = parts.map((part) => {
    if (part.by !== 'sources') return part.text;
    return part.named ? ` by ${part.fact.sources.map(({ title }) => title).join('; ')}` : '';
  });
  return `${said.join('')}${changes.length === 1 ? sourcesText(changes[0]) : ''}`;
}

function sourcesText(change: Change | undefined): string {
  const keysOf = (fact: DataFact | undefined) => fact?.sources.map(({ id }) => id).join(', ') ?? '';
  const [old, young] = [keysOf(change?.before), keysOf(change?.after)];
  return `  [${[...new Set([old, young].filter(Boolean))].join(' → ')}]`;
}

/** `AQUILA delays myeloma, 14 April 2026, r1`. */
export function editionText({ title, date, revision }: ToldChanges['since']): string {
  return `${title}, ${writeDate(date)}, r${revision}`;
}
