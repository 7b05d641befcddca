import type { FileCheck } from '../content/file-check.ts';
import type { Key } from '../content/parse.ts';
import {
  type AdverseEvents,
  type AdverseEventTerm,
  type Arm,
  type Finding,
  isArm,
  isOfAll,
  isRandomised,
  type Trial,
  totals,
} from '../model/trial.ts';
import { countsOf } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import type { SafetyRequest, SafetyRow } from './request-safety.ts';
import { CellResolver, endpointsAt, type NamedEndpoint, type ResolveTable } from './resolve.ts';

export const resolveSafety: ResolveTable<'safety'> = (fields, keys, { check }) => {
  const filler = new CellResolver(fields.use, keys, check);
  const named = endpointsAt(fields.endpoints, [...keys, 'endpoints'], check).filter((one) =>
    isSafety(one, check),
  );
  const at = [...keys, 'trial'];
  const trial = fields.trial === undefined ? undefined : check.find('trial', fields.trial, at);
  if (!trial) return undefined;
  if (trial.adverseEvents && !fields.endpoints)
    return {
      trial,
      ...rowsOfEvents(trial, trial.adverseEvents, fields.terms, { keys: [...keys, 'terms'], check }),
    };
  if (fields.terms !== undefined)
    check.complain(
      'wrong-kind',
      `terms: needs an adverseEvents block, which ${trial.name} does not have`,
      check.parsed.placeOfKey([...keys, 'terms']),
    );
  const reported = reportedIn(trial, at);
  if (!fields.endpoints && reported.length === 0 && trial.safety === 'extracted') {
    const message = `${trial.name} has no adverse events by arm to show`;
    return check.complain('empty-table', message, check.parsed.placeOf(at), {
      hints: ['enter its findings, or write `safety: not extracted` in the trial'],
    });
  }
  const rows = (fields.endpoints ? named : reported).map((one) => {
    const cells = filler.cellsOf(trial, one);
    if (cells.every((cell) => cell === undefined)) {
      filler.refuseEmpty(
        trial,
        { name: one.endpoint.id, keys: one.keys },
        reported.map(({ endpoint }) => endpoint.id),
      );
    }
    return { endpoint: one.endpoint, cells };
  });
  return { trial, columns: trial.arms, rows };
};

/** The adverse events that a trial reports of all patients of an arm, in its order. */
function reportedIn({ findings }: Trial, keys: Key[]): NamedEndpoint[] {
  const own = findings.filter(
    (finding) => finding.endpoint.family === 'safety' && finding.arm && isOfAll(finding),
  );
  return [...new Set(own.map(({ endpoint }) => endpoint))].map((endpoint) => ({ endpoint, keys }));
}

function isSafety(
  { endpoint: { id, family }, keys }: NamedEndpoint,
  { parsed, complain }: FileCheck,
): boolean {
  if (family === 'safety') return true;
  complain(
    'wrong-kind',
    `‘${id}’ belongs to the endpoint family ${family}; this table shows safety`,
    parsed.placeOf(keys),
  );
  return false;
}

/** Terms shown by default. */
const usualTerms = 8;

type Shown = Omit<SafetyRequest, 'kind' | 'id' | 'title' | 'note' | 'trial'>;

/**
 * The totals of a block of adverse events, and the terms that are named, or that matter: of at least 5% and
 * two patients in some arm, in randomised trials those that differ most first, else the most frequent.
 */
function rowsOfEvents(
  trial: Trial,
  events: AdverseEvents,
  wanted: number | string[] | undefined,
  { keys, check }: { keys: Key[]; check: FileCheck },
): Shown {
  const arms = events.columns.filter(isArm);
  const columns = arms.length > 0 ? arms : events.columns;
  const cellsOf = (cells: ReadonlyMap<string, Finding>) => columns.map(({ id }) => cells.get(id));
  const terms = Array.isArray(wanted)
    ? termsNamed(wanted, events, keys, check)
    : notableTerms(trial, events, arms).slice(0, wanted ?? usualTerms);
  const rest = events.terms.length - terms.length;
  return {
    columns,
    rows: [
      ...totals.flatMap((total): SafetyRow[] => {
        const cells = cellsOf(events.totals.get(total) ?? new Map());
        const found = cells.find((cell) => cell !== undefined);
        const endpoint =
          found?.endpoint ?? (total === 'deaths' ? check.library.endpoints.get('deaths') : undefined);
        return endpoint ? [{ endpoint, cells, isTotal: true }] : [];
      }),
      ...terms.map(({ endpoint, cells }): SafetyRow => ({ endpoint, cells: cellsOf(cells) })),
    ],
    ...(rest > 0 && {
      further: {
        id: `terms(${trial.id}.ae)`,
        meaning: `${trial.name}: terms of adverse events that the table does not show`,
        number: rest,
        references: events.references,
        threshold: events.threshold?.replace(/%$/, ''),
      },
    }),
  };
}

function termsNamed(
  wanted: string[],
  { terms }: AdverseEvents,
  keys: Key[],
  { parsed, complain }: FileCheck,
): AdverseEventTerm[] {
  return wanted.flatMap((name, index) => {
    const found = terms.find(({ id, endpoint }) => id === name || endpoint.label === name);
    if (found) return [found];
    const known = terms.map(({ id }) => id);
    return (
      complain('unknown-term', `the trial has no adverse event ‘${name}’`, parsed.placeOf([...keys, index]), {
        hints: suggest(name, known),
      }) ?? []
    );
  });
}

function notableTerms(trial: Trial, { terms }: AdverseEvents, arms: Arm[]): AdverseEventTerm[] {
  const rated = terms.map((term, index) => {
    const shares = arms.flatMap(({ id }) => {
      const counts = term.cells.get(id) && countsOf((term.cells.get(id) as Finding).value);
      return counts?.kind === 'patients'
        ? [{ share: counts.events / counts.of, patients: counts.events }]
        : [];
    });
    const all = shares.map(({ share }) => share);
    const highest = Math.max(0, ...all);
    return {
      term,
      index,
      matters: shares.some(({ share, patients }) => share >= 0.05 && patients >= 2),
      highest,
      weight: isRandomised(trial) && all.length > 1 ? highest - Math.min(...all) : highest,
    };
  });
  return rated
    .filter(({ matters }) => matters)
    .sort((a, b) => b.weight - a.weight || b.highest - a.highest || a.index - b.index)
    .map(({ term }) => term);
}
