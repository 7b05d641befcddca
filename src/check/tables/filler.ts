import type { Key } from '../../content/parse.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { suggest } from '../../suggest.ts';
import { candidatesFor } from '../cells.ts';
import type { FileCheck } from '../file-check.ts';
import { findingsAt } from '../request.ts';

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
