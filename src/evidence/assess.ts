import type { Call } from '../model/briefing.ts';
import type { Briefing, Datum, Library } from '../model/library.ts';
import type { Source } from '../model/source.ts';
import { type Computed, gapKey, growthKey } from '../notation/calls.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsOf } from '../shapes/shapes.ts';
import { type Appraisal, type AppraisedPart, appraise } from './appraisal/appraise.ts';
import { growthOf } from './growth.ts';
import { computeInterval, newcombe } from './intervals.ts';
import { type EvidenceRow, evidenceRows, sourcesInOrder, type Use, uniqueData, usesOf } from './ledger.ts';

/** The evidence of one briefing: computed values, references, ledger and appraisal. */
export interface Assessment extends Computed {
  /** Reference number by source id, from 1 in reading order. */
  referenceNumbers: ReadonlyMap<string, number>;
  sources: Source[];
  evidence: EvidenceRow[];
  /** Number in the ledger by evidence id, from 1. */
  entries: ReadonlyMap<string, number>;
  appraisal: Appraisal;
}

/** The uses of data in a briefing and their appraisal, before ledger numbers are assigned. */
export interface BriefingUses {
  appraisal: Appraisal;
  /** Every use of data on its page, in reading order. */
  uses: Use[];
}

/** What a page prints after the briefing's own text. */
export interface Further {
  uses: Use[];
  /** Ledger entries for numbers that the library no longer contains. */
  rows: EvidenceRow[];
}

export function assessBriefing(library: Library, briefing: Briefing): Assessment {
  return assess(readBriefing(library, briefing));
}

export function readBriefing(library: Library, briefing: Briefing): BriefingUses {
  const written = usesOf(briefing, library);
  const shown = uniqueData(written);
  const appraisal = appraise(
    briefing,
    library,
    { intervals: intervalsOf(shown), growths: growthsOf(shown, written), gaps: gapsOf(written) },
    shown.flatMap((datum) => (datum.kind === 'finding' ? [datum] : [])),
  );
  return { appraisal, uses: [...written, ...usesOfCaveats(appraisal.parts, shown)] };
}

export function assess(
  { appraisal, uses: own }: BriefingUses,
  further: Further = { uses: [], rows: [] },
): Assessment {
  const uses = [...own, ...further.uses];
  const data = uniqueData(uses);
  const computed: Computed = {
    intervals: intervalsOf(data),
    growths: growthsOf(data, uses),
    gaps: gapsOf(uses),
  };
  const sources = sourcesInOrder(uses);
  const evidence = [...evidenceRows(uses, computed), ...further.rows];
  return {
    ...computed,
    sources,
    referenceNumbers: new Map(sources.map((source, index) => [source.id, index + 1])),
    evidence,
    entries: new Map(evidence.map(({ id }, index) => [id, index + 1])),
    appraisal,
  };
}

/** Data that only caveats state, such as the survival that a disease leads one to expect. */
function usesOfCaveats(parts: AppraisedPart[], shown: Datum[]): Use[] {
  const known = new Set(shown.map(({ id }) => id));
  return parts.flatMap(({ where, verdict, sales }) =>
    [...verdict.caveats, ...sales].flatMap(({ pieces }) =>
      pieces.flatMap(({ datum }): Use[] =>
        datum && !known.has(datum.id) ? [{ kind: 'datum', datum, where: `${where}, caveats` }] : [],
      ),
    ),
  );
}

function intervalsOf(data: Datum[]): Map<string, Interval> {
  const intervals = new Map<string, Interval>();
  for (const datum of data) {
    const interval = datum.kind === 'finding' ? computeInterval(datum) : undefined;
    if (datum.kind === 'finding' && interval) intervals.set(datum.id, interval);
  }
  return intervals;
}

function growthsOf(data: Datum[], uses: Use[]): Computed['growths'] {
  const calls = uses.flatMap((use) => (use.kind === 'call' && use.call.name === 'growth' ? [use.call] : []));
  const yearly = data.flatMap((datum): Extract<Call, { name: 'growth' }>[] =>
    datum.kind === 'sale' ? [{ name: 'growth', sale: datum, over: 'year' }] : [],
  );
  return new Map(
    [...calls, ...yearly].map(({ sale, over }) => [growthKey(sale, over), growthOf(sale, over)]),
  );
}

/** Newcombe's limits of gaps between different arms of one trial whose counts are known. */
function gapsOf(uses: Use[]): Computed['gaps'] {
  const calls = uses.flatMap((use) => (use.kind === 'call' && use.call.name === 'gap' ? [use.call] : []));
  return new Map(
    calls.flatMap(({ from, to }): [string, Interval][] => {
      const [a, b] = [countsOf(from.value), countsOf(to.value)];
      const areArms = from.trial === to.trial && from.arm && to.arm && from.arm !== to.arm;
      if (!areArms || a?.kind !== 'patients' || b?.kind !== 'patients') return [];
      return [[gapKey(from, to), newcombe(a, b)]];
    }),
  );
}
