import { resolveProportions } from '../proportions/check.ts';
import type { Resolve } from '../resolve.ts';
import { panelOf, subjectOf } from './request.ts';

export const resolveProportionPanels: Resolve<'proportion-panels'> = (fields, keys, check) => {
  const resolved = resolveProportions({ ...fields, kind: 'proportions' }, keys, check);
  const taken = new Map<string, string>();
  for (const finding of resolved?.findings ?? []) {
    const cell = `${panelOf(finding)} ${subjectOf(finding)}`;
    const other = taken.get(cell);
    taken.set(cell, finding.id);
    if (other === undefined) continue;
    const index = (fields.findings ?? []).lastIndexOf(finding.id);
    const message = `‘${finding.id}’ would take the same position as ‘${other}’: same patients and endpoint`;
    check.complain('ambiguous-cell', message, check.parsed.placeOf([...keys, 'findings', index]));
  }
  return resolved;
};
