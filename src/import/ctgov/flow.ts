import { shortSlug, takeKey } from '../../model/slug.ts';
import type { Tree } from '../tree.ts';
import type { Columns, Joined } from './columns.ts';
import type { Coverage } from './coverage.ts';
import type { Study } from './study.ts';
import { oneLine, wholeNumeral } from './words.ts';

const at = '/resultsSection/participantFlowModule';

type Period = Study['resultsSection']['participantFlowModule']['periods'][number];

/** The participant flow as written under `disposition:`, a table for each period. */
export function flowOf(
  { resultsSection }: Study,
  columns: Columns,
  source: string,
  coverage: Coverage,
): { [key: string]: Tree } {
  const { groups, periods } = resultsSection.participantFlowModule;
  const joined = columns.join(groups);
  const taken = new Set<string>();
  return Object.fromEntries(
    periods.flatMap((period, index): [string, Tree][] => {
      const title = oneLine(period.title) ?? 'Participant flow';
      const table = tableOf(period, joined, `${at}/periods/${index}`, coverage);
      if (!table) return [];
      const key = takeKey(shortSlug(title, 48) || 'period', taken);
      return [[key, { title, ...table, source: { id: source, locator: 'participant flow' } }]];
    }),
  );
}

interface FlowRow {
  type: string;
  kind: string;
  cells: { groupId?: string | undefined; numSubjects?: string | undefined }[];
  pointer: string;
}

function tableOf(
  period: Period,
  joined: Joined,
  pointer: string,
  coverage: Coverage,
): { [field: string]: Tree } | undefined {
  const started = new Map(
    period.milestones
      .find(({ type }) => type === 'STARTED')
      ?.achievements.map(({ groupId, numSubjects }) => [groupId, wholeNumeral(numSubjects)] as const),
  );
  const all: FlowRow[] = [
    ...period.milestones.map(({ type, achievements }, index) => ({
      type: sentenceCase(oneLine(type) ?? 'Milestone'),
      kind: 'achievements',
      cells: achievements,
      pointer: `${pointer}/milestones/${index}/achievements`,
    })),
    ...period.dropWithdraws.map(({ type, reasons }, index) => ({
      type: `Not completed: ${oneLine(type) ?? 'reason not stated'}`,
      kind: 'reasons',
      cells: reasons,
      pointer: `${pointer}/dropWithdraws/${index}/reasons`,
    })),
  ];
  const rows: { [key: string]: Tree } = {};
  const results: { [key: string]: { [key: string]: Tree } } = {};
  const keys = new Set<string>();
  let isPlain = false;
  for (const { type, cells, pointer: place } of all) {
    const key = takeKey(shortSlug(type, 48) || 'row', keys);
    const row: { [key: string]: Tree } = {};
    for (const [index, { groupId, numSubjects }] of cells.entries()) {
      const column = joined.get(groupId ?? '');
      const count = wholeNumeral(numSubjects);
      const about = `${type}: ${numSubjects ?? ''}`;
      if (!column) coverage.list('participant flow', 'group unknown', `${place}/${index}`, about);
      else if (count === undefined)
        coverage.list('participant flow', 'not a number', `${place}/${index}`, about);
      else if (row[column.key] !== undefined)
        coverage.list('participant flow', 'contradicts itself', `${place}/${index}`, about);
      else {
        const of = started.get(groupId);
        const isShare = of !== undefined && of !== '0' && Number(count) <= Number(of);
        isPlain ||= !isShare;
        row[column.key] = isShare ? `${count}/${of}` : count;
        coverage.map('participant flow');
      }
    }
    if (Object.keys(row).length === 0) continue;
    rows[key] = { label: type };
    results[key] = row;
  }
  return Object.keys(rows).length === 0
    ? undefined
    : { ...(isPlain && { unit: 'participants' }), rows, results };
}

/** `Not completed` of `NOT COMPLETED`. */
function sentenceCase(type: string): string {
  return type === type.toUpperCase() ? type.charAt(0) + type.slice(1).toLowerCase() : type;
}
