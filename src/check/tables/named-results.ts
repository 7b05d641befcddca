import type { Key } from '../../content/parse.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Outcome, Row } from '../../model/outcome.ts';
import type { Arm, Finding, Trial } from '../../model/trial.ts';
import { contrastOf } from '../../shapes/shapes.ts';
import { suggest } from '../../suggest.ts';
import type { FileCheck } from '../file-check.ts';
import type { CellResolver } from './filler.ts';

/** What a row of a table names: an endpoint of the trial, or an outcome or one row of it. */
export interface NamedResult {
  name: string;
  keys: Key[];
  endpoint: Endpoint;
  outcome?: Outcome;
  row?: Row | undefined;
}

/** Outcomes of the trial come before endpoints of the same key; an outcome with rows stands for all of them. */
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
