import { candidatesFor } from '../content/cells.ts';
import type { FileCheck } from '../content/file-check.ts';
import type { Key } from '../content/parse.ts';
import { type Draft, findingsAt } from '../content/request.ts';
import type { Fields } from '../content/schema.ts';
import type { Captioned } from '../figures/request.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Arm, Finding, Outcome, Row, Trial } from '../model/trial.ts';
import { contrastOf } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import type { TableEntry, TableKind, TableRequestOf } from './requests.ts';

/** An endpoint that a table names, and where. */
export interface NamedEndpoint {
  endpoint: Endpoint;
  keys: Key[];
}

export function endpointsAt(
  names: readonly string[] | undefined,
  keys: Key[],
  check: FileCheck,
): NamedEndpoint[] {
  return (names ?? []).flatMap((name, index) => {
    const at = [...keys, index];
    const endpoint = check.find('endpoint', name, at);
    return endpoint ? [{ endpoint, keys: at }] : [];
  });
}

/** Finds the contents of the cells; `use` names the findings to take where there are several. */
export class CellResolver {
  private readonly chosen: ReadonlySet<string>;
  private readonly check: FileCheck;

  constructor(use: readonly string[] | undefined, keys: Key[], check: FileCheck) {
    this.chosen = new Set(findingsAt(use, [...keys, 'use'], check).map(({ id }) => id));
    this.check = check;
  }

  /** A finding for each arm of a trial. */
  cellsOf(trial: Trial, { endpoint, keys }: NamedEndpoint): (Finding | undefined)[] {
    return trial.arms.map((arm) => this.cell(trial, endpoint, (one) => one.arm?.id === arm.id, keys));
  }

  cell(
    trial: Trial,
    endpoint: Endpoint,
    isWanted: (finding: Finding) => boolean,
    keys: Key[],
  ): Finding | undefined {
    return this.only(candidatesFor(trial, endpoint.id, isWanted, this.chosen), keys);
  }

  /** The one of `findings` that is chosen, or that there is. */
  choose(findings: Finding[], keys: Key[]): Finding | undefined {
    const picked = findings.filter(({ id }) => this.chosen.has(id));
    return this.only(picked.length > 0 ? picked : findings, keys);
  }

  private only(candidates: Finding[], keys: Key[]): Finding | undefined {
    const [first, second] = candidates;
    if (!second) return first;
    const ids = candidates.map((finding) => finding.id).join(', ');
    const { parsed, complain } = this.check;
    return complain('ambiguous-cell', `several findings fit here: ${ids}`, parsed.placeOf(keys), {
      hints: [`choose with use: [${first?.id}]`],
    });
  }

  /** Complains of an empty row; `known` are the endpoints that could. */
  refuseEmpty(trial: Trial, { name, keys }: { name: string; keys: Key[] }, known: string[]): void {
    const { parsed, complain } = this.check;
    complain('empty-row', `${trial.name} has no finding for ‘${name}’`, parsed.placeOf(keys), {
      hints: suggest(name, [...new Set(known)]),
    });
  }
}

/**
 * Looks up what a table of one kind names: its request without its texts; undefined, having complained, when
 * it cannot be made. Some fields may be missing, which is reported elsewhere.
 */
export type ResolveTable<K extends TableKind> = (
  fields: Fields<Extract<TableEntry, { kind: K }>>,
  keys: Key[],
  draft: Draft,
) => Omit<TableRequestOf<K>, keyof Captioned | 'kind'> | undefined;

/** What a row of a table names: an endpoint of the trial, or an outcome or one row of it. */
export interface NamedResult {
  name: string;
  keys: Key[];
  endpoint: Endpoint;
  outcome?: Outcome;
  row?: Row | undefined;
}

/** Outcomes of the trial come before endpoints of the same key; an outcome with rows means all of them. */
export function resultsAt(
  names: readonly string[],
  keys: Key[],
  trial: Trial | undefined,
  check: FileCheck,
): NamedResult[] {
  return names.flatMap((name, index): NamedResult[] => {
    const at = [...keys, index];
    const [key = '', rowKey] = name.split('.');
    const outcome = trial?.outcomes.find(({ id }) => id === key);
    if (outcome)
      return rowsOf(outcome, rowKey, { name, keys: at, endpoint: outcome.endpoint, outcome }, check);
    // Without its trial, a key may be that of an outcome.
    if (!trial && !check.library.endpoints.has(name)) return [];
    const endpoint = check.find('endpoint', name, at);
    return endpoint ? [{ name, keys: at, endpoint }] : [];
  });
}

function rowsOf(
  outcome: Outcome,
  rowKey: string | undefined,
  named: NamedResult,
  check: FileCheck,
): NamedResult[] {
  const { rows } = outcome;
  if (rowKey === undefined) return rows.length > 0 ? rows.map((row) => ({ ...named, row })) : [named];
  const row = rows.find(({ id }) => id === rowKey);
  if (row) return [{ ...named, row }];
  check.complain('unknown-row', `‘${outcome.id}’ has no row ‘${rowKey}’`, check.parsed.placeOf(named.keys), {
    hints: suggest(
      rowKey,
      rows.map(({ id }) => id),
    ),
  });
  return [];
}

/** Finds the results of one named row. */
export class Results {
  private readonly trial: Trial;
  private readonly named: NamedResult;
  private readonly filler: CellResolver;

  constructor(trial: Trial, named: NamedResult, filler: CellResolver) {
    this.trial = trial;
    this.named = named;
    this.filler = filler;
  }

  /** Of an arm, or of the one group of its patients that the outcome was measured in. */
  ofArm(arm: Arm): Finding | undefined {
    const own = this.find((one) => one.arm === arm);
    if (own || !this.named.outcome) return own;
    const parts = this.inOutcome().filter(
      ({ group }) => group && group.kind !== 'pooled' && group.of.length === 1 && group.of[0] === arm,
    );
    return parts.length === 1 ? parts[0] : undefined;
  }

  /** The reported difference, or the reported ratio or test, of two arms in either order. */
  compared([first, second]: readonly [Arm, Arm], what: 'relative' | 'absolute'): Finding | undefined {
    return this.find(
      ({ compare, value }) =>
        compare?.includes(first) === true &&
        compare.includes(second) &&
        (contrastOf(value)?.none === 0) === (what === 'absolute'),
    );
  }

  /** Pairs of arms that the source compares, in its order. */
  pairs(): [Arm, Arm][] {
    const { endpoint, outcome } = this.named;
    const all = outcome
      ? this.inOutcome()
      : this.trial.findings.filter((one) => one.endpoint.id === endpoint.id);
    return all.flatMap(({ compare }) => (compare ? [compare] : []));
  }

  private find(isWanted: (finding: Finding) => boolean): Finding | undefined {
    const { outcome, endpoint, keys } = this.named;
    if (!outcome) return this.filler.cell(this.trial, endpoint, isWanted, keys);
    return this.filler.choose(this.inOutcome().filter(isWanted), keys);
  }

  private inOutcome(): Finding[] {
    const { outcome, row } = this.named;
    return (outcome?.findings ?? []).filter((one) => one.row?.id === row?.id);
  }
}
