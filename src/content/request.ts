import type { Prose } from '../model/briefing.ts';
import type { Finding } from '../model/trial.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';

/** What the parts of one briefing are checked with. */
export interface Draft {
  check: FileCheck;
  /** The line of prose under `keys`, compiled and checked. */
  line(keys: Key[]): Prose;
}

/** Those of the texts under `keys` that were written. */
export function linesOf<Name extends string>(
  names: readonly Name[],
  written: { [K in Name]?: unknown },
  keys: Key[],
  { line }: Draft,
): { [K in Name]?: Prose } {
  const given = names.filter((name) => written[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, line([...keys, name])])) as { [K in Name]?: Prose };
}

/** The findings that a list under `keys` names. */
export function findingsAt(
  addresses: readonly string[] | undefined,
  keys: Key[],
  check: FileCheck,
): Finding[] {
  return (addresses ?? []).flatMap((address, index) => {
    const datum = check.find('address', address, [...keys, index]);
    if (!datum) return [];
    if (datum.kind === 'finding') return [datum];
    const place = check.parsed.placeOf([...keys, index]);
    check.complain('wrong-kind', `‘${address}’ is a sale, not a finding`, place);
    return [];
  });
}
