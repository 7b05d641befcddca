import type { Key } from '../../content/parse.ts';
import type { Certainty } from '../../model/tables/summary.ts';
import { suggest } from '../../suggest.ts';
import type { Draft } from '../request.ts';
import { endpointsAt, Filler } from './filler.ts';
import type { ResolveTable } from './resolve.ts';

type Rated = { level?: Certainty['level']; because?: string[] };

export const resolveSummary: ResolveTable<'summary'> = (fields, keys, draft) => {
  const { check } = draft;
  const filler = new Filler(fields.use, keys, check);
  const endpoints = endpointsAt(fields.endpoints, [...keys, 'endpoints'], check);
  const certainty = certaintyIn(fields.certainty, [...keys, 'certainty'], draft);
  refuseUnshown(Object.keys(fields.certainty ?? {}), fields.endpoints ?? [], keys, draft);
  const trial =
    fields.trial === undefined ? undefined : check.find('trial', fields.trial, [...keys, 'trial']);
  if (!trial) return undefined;
  const rows = endpoints.map((named) => {
    const cells = filler.cellsOf(trial, named);
    const contrast = filler.cell(trial, named.endpoint, ({ compare }) => compare !== undefined, named.keys);
    if (!contrast && cells.every((cell) => cell === undefined)) {
      filler.refuseEmpty(
        trial,
        named,
        trial.findings.map(({ endpoint }) => endpoint.id),
      );
    }
    return { endpoint: named.endpoint, cells, contrast, certainty: certainty.get(named.endpoint.id) };
  });
  return { trial, rows };
};

function certaintyIn(
  rated: Partial<Record<string, Rated>> = {},
  keys: Key[],
  { line }: Draft,
): Map<string, Certainty> {
  const all = Object.entries(rated).flatMap(([endpoint, { level, because = [] } = {}]) => {
    const reasons = because.map((_, index) => line([...keys, endpoint, 'because', index]));
    return level ? [[endpoint, { level, because: reasons }] as const] : [];
  });
  return new Map(all);
}

function refuseUnshown(rated: string[], shown: string[], keys: Key[], { check }: Draft): void {
  for (const endpoint of rated.filter((one) => !shown.includes(one))) {
    const place = check.parsed.placeOfKey([...keys, 'certainty', endpoint]);
    check.complain('certainty-without-row', `the table has no row of ‘${endpoint}’`, place, {
      hints: suggest(endpoint, shown),
    });
  }
}
