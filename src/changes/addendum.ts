import type { Further } from '../evidence/assess.ts';
import type { EvidenceRow } from '../evidence/ledger.ts';
import type { Use } from '../evidence/reading-order.ts';
import { formerAddressOf } from '../model/datum.ts';
import type { Library } from '../model/library.ts';
import type { Source } from '../model/source.ts';
import { writeDate } from '../notation/dates.ts';
import type { DataFact } from './snapshot.ts';
import { type ChangeReport, changeTexts } from './told-changes.ts';

const where = 'what changed';

/**
 * What the section on changes puts into the ledger and among the sources: data as they are, and as they were.
 */
export function addendumOf(
  told: ChangeReport,
  { data, sources }: Pick<Library, 'data' | 'sources'>,
): Further {
  const parts = changeTexts(told);
  const uses = parts.flatMap((part): Use[] => {
    if (part.by === 'after') {
      const datum = data.get(part.fact.id);
      return datum ? [{ kind: 'datum', datum, where }] : [];
    }
    if (part.by !== 'sources') return [];
    return [{ kind: 'call', call: { name: 'cite', sources: known(part.fact, sources) }, where }];
  });
  const former = new Map(parts.flatMap((part) => (part.by === 'before' ? [[part.fact.id, part.fact]] : [])));
  return { uses, rows: [...former.values()].map((fact) => formerRow(fact, told.since, sources)) };
}

function known({ sources }: DataFact, library: ReadonlyMap<string, Source>): Source[] {
  return sources.flatMap(({ id }) => library.get(id) ?? []);
}

/** A source that the bibliography has no more is named in words. */
function formerRow(
  fact: DataFact,
  since: ChangeReport['since'],
  library: ReadonlyMap<string, Source>,
): EvidenceRow {
  const { subject, value, population, threshold, timing, cut, grade, sources } = fact;
  const lost = sources.filter(({ id }) => !library.has(id)).map(({ title }) => title);
  return {
    id: formerAddressOf(fact.id),
    meaning: subject,
    value,
    ...(population !== undefined && { population }),
    ...(threshold !== undefined && { threshold }),
    ...(timing !== undefined && { timing }),
    ...(cut && { cut: cut.label }),
    grade,
    note: [
      `formerly: so in the edition of ${writeDate(since.date)}, r${since.revision}`,
      ...(lost.length > 0 ? [`from ${lost.join('; ')}`] : []),
    ].join(', '),
    sources: sources
      .filter(({ id }) => library.has(id))
      .map(({ id, locator }) => ({ id, ...(locator !== undefined && { locator }) })),
    where: [where],
  };
}
