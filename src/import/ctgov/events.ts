import { asSlug } from '../../model/slug.ts';
import { totals } from '../../model/trial.ts';
import type { Tree } from '../tree.ts';
import type { Column, Columns } from './columns.ts';
import type { Coverage } from './coverage.ts';
import type { EventsModule } from './study.ts';
import { numeral, oneLine, paragraphs, wholeNumeral } from './words.ts';

type Event = EventsModule['seriousEvents'][number];
type EventGroup = EventsModule['eventGroups'][number];

const at = '/resultsSection/adverseEventsModule';

/** Adverse events as written under `adverseEvents:`; undefined where the record has none. */
export function eventsOf(
  module: EventsModule,
  columns: Columns,
  source: string,
  coverage: Coverage,
): Tree | undefined {
  const sizes = new Map(
    module.eventGroups.flatMap(({ id, seriousNumAtRisk }) =>
      id !== undefined && seriousNumAtRisk !== undefined ? [[id, seriousNumAtRisk] as const] : [],
    ),
  );
  const joined = columns.join(module.eventGroups, sizes);
  const order = [...new Set([...joined.values()].filter((column) => column !== undefined))];
  const columnOf = (id: string | undefined) => joined.get(id ?? '');
  const groups: { [key: string]: { [key: string]: Tree } } = Object.fromEntries(
    order.map(({ key }) => [key, {}]),
  );
  for (const [index, group] of module.eventGroups.entries()) {
    const column = columnOf(group.id);
    for (const [total, cell] of totalsIn(group, `${at}/eventGroups/${index}`, column, coverage))
      (groups[column?.key ?? ''] ?? {})[total] = cell;
  }
  const terms = [
    ...module.seriousEvents.map((event, index) => ({
      event,
      serious: true,
      pointer: `${at}/seriousEvents/${index}`,
    })),
    ...module.otherEvents.map((event, index) => ({
      event,
      serious: false,
      pointer: `${at}/otherEvents/${index}`,
    })),
  ].flatMap(
    ({ event, serious, pointer }) => termOf(event, { serious, pointer, order, columnOf }, coverage) ?? [],
  );
  if (order.length === 0) return undefined;
  const threshold = numeral(module.frequencyThreshold);
  const description = paragraphs(module.description);
  return {
    ...(threshold !== undefined &&
      /^(?:\d{1,2}(?:\.\d+)?|100)$/.test(threshold) && { threshold: `${threshold}%` }),
    timeFrame: oneLine(module.timeFrame) ?? 'not stated',
    ...(description !== undefined && { description }),
    source: { id: source, locator: 'adverse events' },
    groups,
    ...(terms.length > 0 && { terms: withKeys(terms) }),
  };
}

function totalsIn(
  group: EventGroup,
  pointer: string,
  column: Column | undefined,
  coverage: Coverage,
): [string, string][] {
  const pairs = {
    serious: [group.seriousNumAffected, group.seriousNumAtRisk],
    other: [group.otherNumAffected, group.otherNumAtRisk],
    deaths: [group.deathsNumAffected, group.deathsNumAtRisk],
  } as const;
  return totals.flatMap((total): [string, string][] => {
    const [affected, atRisk] = pairs[total];
    if (affected === undefined) return [];
    const cell = column ? countCell(affected, atRisk) : ({ reason: 'group unknown' } as const);
    if (typeof cell === 'string') {
      coverage.map('adverse-event totals');
      return [[total, cell]];
    }
    coverage.list(
      'adverse-event totals',
      cell.reason,
      `${pointer}/${total}NumAffected`,
      `${group.title}, ${total}: ${affected} of ${atRisk}`,
    );
    return [];
  });
}

/** Nobody was at risk, so nothing can be reported. */
const notReported = 'not reported';

function countCell(affected: string | undefined, atRisk: string | undefined) {
  const [events, of] = [wholeNumeral(affected), wholeNumeral(atRisk)];
  if (events === undefined || of === undefined) return { reason: 'not a number' as const };
  if (of === '0') return notReported;
  if (Number(events) > Number(of)) return { reason: 'more than all' as const };
  return `${events}/${of}`;
}

interface TermSetting {
  serious: boolean;
  pointer: string;
  order: readonly Column[];
  columnOf: (id: string | undefined) => Column | undefined;
}

interface Term {
  term: string;
  system?: string;
  vocabulary?: string;
  serious?: 'true';
  cells: string[];
  events?: Tree;
}

function termOf(
  { term, organSystem, sourceVocabulary, stats }: Event,
  { serious, pointer, order, columnOf }: TermSetting,
  coverage: Coverage,
): Term | undefined {
  const name = oneLine(term) ?? 'Term not stated';
  const cells = new Map<Column, string>();
  const events = new Map<Column, string>();
  for (const [index, { groupId, numAffected, numAtRisk, numEvents }] of stats.entries()) {
    const column = columnOf(groupId);
    const cell = column
      ? cells.has(column)
        ? ({ reason: 'contradicts itself' } as const)
        : countCell(numAffected, numAtRisk)
      : ({ reason: 'group unknown' } as const);
    if (column && typeof cell === 'string') {
      cells.set(column, cell);
      const counted = wholeNumeral(numEvents);
      if (counted !== undefined) events.set(column, counted);
      coverage.map('adverse events');
    } else if (typeof cell !== 'string')
      coverage.list(
        'adverse events',
        cell.reason,
        `${pointer}/stats/${index}`,
        `${name}: ${numAffected} of ${numAtRisk}`,
      );
  }
  if (cells.size === 0) return undefined;
  const counts = order.flatMap((column) => events.get(column) ?? []);
  const system = oneLine(organSystem);
  const vocabulary = oneLine(sourceVocabulary);
  return {
    term: name,
    ...(system !== undefined && { system }),
    ...(vocabulary !== undefined && { vocabulary }),
    ...(serious && { serious: 'true' }),
    cells: order.map((column) => cells.get(column) ?? notReported),
    ...(counts.length > 0 && {
      events:
        counts.length === order.length
          ? counts
          : Object.fromEntries([...events].map(([column, value]) => [column.key, value])),
    }),
  };
}

/** A term that occurs twice has its organ system, vocabulary or a number in its address. */
function withKeys(terms: readonly Term[]): Tree[] {
  const bare = ({ term, serious }: Term) => `${asSlug(term)}${serious ? '-serious' : ''}`;
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(bare(term), (counts.get(bare(term)) ?? 0) + 1);
  const taken = new Set<string>(totals);
  for (const term of terms) if (counts.get(bare(term)) === 1 && isUsable(bare(term))) taken.add(bare(term));
  return terms.map((term): Tree => {
    const own = bare(term);
    const { term: name, ...rest } = term;
    if (counts.get(own) === 1 && isUsable(own)) return { term: name, ...rest } as Tree;
    const first = asSlug(
      `${term.serious ? 'serious ' : ''}${asSlug(name).slice(0, 30) || 'term'} ${term.system ?? ''}`,
    );
    let key = first;
    for (let number = 2; taken.has(key) || !isUsable(key); number += 1)
      key = `${first.slice(0, 58)}-${number}`;
    taken.add(key);
    return { term: name, key, ...rest } as Tree;
  });
}

/** An address of its own: neither empty, nor that of a total, nor a name that Windows reserves. */
function isUsable(key: string): boolean {
  return (
    key !== '' &&
    !totals.includes(key as (typeof totals)[number]) &&
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(key)
  );
}
