import type { Key } from '../../content/parse.ts';
import { isOfAll, type Trial } from '../../model/trial.ts';
import type { FileCheck } from '../file-check.ts';
import { rowsOfEvents } from './adverse-event-rows.ts';
import { CellResolver, endpointsAt, type NamedEndpoint } from './filler.ts';
import type { ResolveTable } from './resolve.ts';

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
