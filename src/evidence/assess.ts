import { type Datum, gradeOf } from '../model/datum.ts';
import type { Briefing, Library } from '../model/library.ts';
import type { Call } from '../model/prose.ts';
import type { Source } from '../model/source.ts';
import { type Computed, growthKey } from '../notation/calls.ts';
import type { Interval } from '../notation/values.ts';
import { hasComputedInterval } from '../notation/values.ts';
import { growthOf } from './growth.ts';
import { computeInterval } from './interval.ts';
import { type EvidenceRow, evidenceRows } from './ledger.ts';
import { sourcesInOrder, type Use, uniqueData, usesOf } from './reading-order.ts';

/** What stands behind the numbers of one briefing. */
export interface Assessment extends Computed {
  /** Reference number by source id, from 1 in reading order. */
  referenceNumbers: ReadonlyMap<string, number>;
  sources: Source[];
  evidence: EvidenceRow[];
  marks: Mark[];
}

/** † computed here, ‡ not confirmed, § from a secondary report. */
export type Mark = '†' | '‡' | '§';

export function assessBriefing(library: Library, briefing: Briefing): Assessment {
  const uses = usesOf(briefing, library);
  const data = uniqueData(uses);
  const computed: Computed = { intervals: intervalsOf(data), growths: growthsOf(data, uses) };
  const sources = sourcesInOrder(uses);
  return {
    ...computed,
    sources,
    referenceNumbers: new Map(sources.map((source, index) => [source.id, index + 1])),
    evidence: evidenceRows(uses, computed),
    marks: marksOf(data, computed),
  };
}

function intervalsOf(data: Datum[]): Map<string, Interval> {
  const intervals = new Map<string, Interval>();
  for (const datum of data) {
    const interval = datum.kind === 'finding' ? computeInterval(datum.finding) : undefined;
    if (datum.kind === 'finding' && interval) intervals.set(datum.finding.id, interval);
  }
  return intervals;
}

function growthsOf(data: Datum[], uses: Use[]): Computed['growths'] {
  const calls = uses.flatMap((use) => (use.kind === 'call' && use.call.name === 'growth' ? [use.call] : []));
  const yearly = data.flatMap((datum): Extract<Call, { name: 'growth' }>[] =>
    datum.kind === 'sale' ? [{ name: 'growth', sale: datum.sale, over: 'year' }] : [],
  );
  return new Map(
    [...calls, ...yearly].map(({ sale, over }) => [growthKey(sale, over), growthOf(sale, over)]),
  );
}

function marksOf(data: Datum[], { intervals }: Computed): Mark[] {
  const grades = new Set(data.map(gradeOf));
  const computed = data.some(
    (datum) => datum.kind === 'finding' && hasComputedInterval(datum.finding, intervals),
  );
  const marks: [Mark, boolean][] = [
    ['†', computed],
    ['‡', grades.has('unconfirmed')],
    ['§', grades.has('secondary')],
  ];
  return marks.flatMap(([mark, used]) => (used ? [mark] : []));
}
