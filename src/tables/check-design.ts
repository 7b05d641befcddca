import type { FileCheck } from '../content/file-check.ts';
import type { Finding, Trial } from '../model/trial.ts';
import { countsOfArm, type DesignArm, type DesignCard } from './request-design.ts';
import type { ResolveTable } from './resolve.ts';

export const resolveDesign: ResolveTable<'design'> = ({ trials: names = [] }, keys, { check }) => {
  const found = names.flatMap((name, index) => check.find('trial', name, [...keys, 'trials', index]) ?? []);
  return { cards: [...new Set(found)].map((trial) => cardOf(trial, check)) };
};

function cardOf(trial: Trial, { library: { data } }: FileCheck): DesignCard {
  const findingAt = (address: string): Finding | undefined => {
    const datum = data.get(`${trial.id}.${address}`);
    return datum?.kind === 'finding' ? datum : undefined;
  };
  const arms = trial.arms.map((arm): DesignArm => {
    const counts = countsOfArm.map((kind) => [kind, findingAt(`${kind}.${arm.id}`)] as const);
    return { arm, patients: Object.fromEntries(counts.filter(([, finding]) => finding)) };
  });
  const sole = findingAt('follow-up');
  const followUps = sole ? [sole] : trial.cuts.flatMap(({ id }) => findingAt(`follow-up.${id}`) ?? []);
  const disposition = trial.disposition.flatMap(({ endpoint, rows, findings }) => {
    const cells = findings.filter(({ arm }) => arm);
    return rows.length === 0 && cells.length > 0 ? [{ title: endpoint.label, cells }] : [];
  });
  return { trial, arms, disposition, followUps };
}
