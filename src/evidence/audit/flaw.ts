import type { Key } from '../../content/parse.ts';
import type { Severity } from '../../diagnostics.ts';
import type { Finding } from '../../model/trial.ts';

/** A part of the YAML of a trial or product, by the keys that its author wrote. */
export interface Spot {
  /** Id of the trial or product. */
  owner: string;
  keys: Key[];
}

/** Something that cannot be right, or is not likely to be; the table of audits adds the code. */
export interface Flaw {
  severity: Severity;
  message: string;
  spot: Spot;
  /** What it disagrees with; at least one. */
  related: { message: string; spot: Spot }[];
  hints?: string[];
}

/** A part of a finding's own value, such as `percent` or `ci`. */
export function valueSpot(finding: Pick<Finding, 'id' | 'trial' | 'value' | 'keys'>, ...keys: Key[]): Spot {
  const { id, trial, value } = finding;
  // A cell of a table has its parts in one scalar.
  if (finding.keys) return { owner: trial.id, keys: [...finding.keys, ...keys] };
  return { owner: trial.id, keys: ['findings', id.slice(trial.id.length + 1), value.shape, ...keys] };
}
