import type { Further } from '../evidence/assess.ts';
import type { EvidenceRow, Use } from '../evidence/ledger.ts';
import { formerAddressOf, type Library } from '../model/library.ts';
import type { Source } from '../model/source.ts';
import { writeDate } from '../notation/dates.ts';
import { type Change, type ChangeKind, lastOf } from './compare.ts';
import type { Predecessor } from './predecessor.ts';
import { type ChangeReport, changeTexts, formatChange, sentenceOf } from './report.ts';
import type { DataFact, Owner } from './snapshot.ts';

/** Changes as JSON: of evidence.json and of `changes --json`. */
export interface ChangesData {
  since: Omit<Predecessor, 'data'>;
  changes: ChangeData[];
  /** Trials and products that the other edition does not know. */
  joined: Owner[];
}

interface ChangeData {
  kind: ChangeKind;
  owner: Owner;
  subject: string;
  before?: StatedFact;
  after?: StatedFact;
  /** In a sentence. */
  text: string;
}

type StatedFact = Pick<DataFact, 'id' | 'value' | 'state' | 'grade' | 'sources'> &
  Partial<Pick<DataFact, 'cut'>>;

export function changesData({ since, groups, joined }: ChangeReport): ChangesData {
  const changes = groups.flatMap(({ id, name, lines }) =>
    lines.flatMap((line) => line.changes.map((change) => changeData(change, { id, name }))),
  );
  return { since, changes, joined };
}

function changeData(change: Change, owner: Owner): ChangeData {
  const { kind, before, after } = change;
  return {
    kind,
    owner,
    subject: lastOf(change).subject,
    ...(before && { before: stated(before) }),
    ...(after && { after: stated(after) }),
    text: sentenceOf(formatChange(change)),
  };
}

function stated({ id, value, state, grade, cut, sources }: DataFact): StatedFact {
  return { id, value, state, grade, ...(cut && { cut }), sources };
}

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
