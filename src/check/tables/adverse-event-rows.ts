import type { Key } from '../../content/parse.ts';
import { type AdverseEvents, type AdverseEventTerm, totals } from '../../model/outcome.ts';
import type { SafetyRequest, SafetyRow } from '../../model/tables/safety.ts';
import { type Arm, type Finding, isArm, isRandomised, type Trial } from '../../model/trial.ts';
import { countsOf } from '../../shapes/shapes.ts';
import { suggest } from '../../suggest.ts';
import type { FileCheck } from '../file-check.ts';

/** Terms shown by default. */
const usualTerms = 8;

type Shown = Omit<SafetyRequest, 'kind' | 'id' | 'title' | 'note' | 'trial'>;

/**
 * The totals of a block of adverse events, and the terms that are named, or that matter: of at least 5% and
 * two patients in some arm, in randomised trials those that differ most first, else the most frequent.
 */
export function rowsOfEvents(
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
    : telling(trial, events, arms).slice(0, wanted ?? usualTerms);
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

function telling(trial: Trial, { terms }: AdverseEvents, arms: Arm[]): AdverseEventTerm[] {
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
