import type { FileCheck } from '../content/file-check.ts';
import type { Key } from '../content/parse.ts';
import type { Arm, Trial } from '../model/trial.ts';
import { suggest } from '../suggest.ts';
import type { ResolveTable } from './resolve.ts';
import { CellResolver, endpointsAt } from './resolve.ts';

export const resolveCrossTrial: ResolveTable<'cross-trial'> = (fields, keys, { check }) => {
  const filler = new CellResolver(fields.use, keys, check);
  const endpoints = endpointsAt(fields.endpoints, [...keys, 'endpoints'], check).map((one) => one.endpoint);
  const rows = (fields.arms ?? []).flatMap((address, index) => {
    const at = [...keys, 'arms', index];
    const found = armAt(address, at, check);
    if (!found) return [];
    const { trial, arm } = found;
    const cells = endpoints.map((endpoint) =>
      filler.cell(trial, endpoint, (one) => one.arm?.id === arm.id, at),
    );
    return [{ trial, arm, cells }];
  });
  return { endpoints, rows };
};

function armAt(address: string, keys: Key[], check: FileCheck): { trial: Trial; arm: Arm } | undefined {
  const [trialId = '', armId = ''] = address.split('.');
  const trial = check.find('trial', trialId, keys);
  if (!trial) return undefined;
  const arm = trial.arms.find(({ id }) => id === armId);
  if (arm) return { trial, arm };
  const known = trial.arms.map(({ id }) => `${trialId}.${id}`);
  return check.complain('unknown-arm', `there is no arm ‘${address}’`, check.parsed.placeOf(keys), {
    hints: suggest(address, known),
  });
}
