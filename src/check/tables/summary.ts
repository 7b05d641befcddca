import { endpointsAt, Filler } from './filler.ts';
import type { ResolveTable } from './resolve.ts';

export const resolveSummary: ResolveTable<'summary'> = (fields, keys, check) => {
  const filler = new Filler(fields.use, keys, check);
  const endpoints = endpointsAt(fields.endpoints, [...keys, 'endpoints'], check);
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
    return { endpoint: named.endpoint, cells, contrast };
  });
  return { trial, rows };
};
