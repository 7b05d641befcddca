import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import type { Milestone, Trial } from '../../model/trial.ts';
import { suggest } from '../../suggest.ts';
import type { Resolve } from '../resolve.ts';
import type { Lane } from './request.ts';

export const resolveTimeline: Resolve<'timeline'> = (fields, keys, check) => {
  const trials = trialsAt(fields.trials, [...keys, 'trials'], check);
  const focus = trialsAt(fields.focus, [...keys, 'focus'], check);
  const isKnown = trials.length === new Set(fields.trials).size;
  const chosen = isKnown ? chosenAt(fields.milestones, trials, [...keys, 'milestones'], check) : undefined;
  const lanes = trials.map((trial): Lane => {
    const milestones = trial.milestones.filter((one) => !chosen || chosen.includes(one));
    return { trial, milestones: milestones.toSorted(inTime), focus: focus.includes(trial) };
  });
  if (isKnown && !chosen && lanes.every(({ milestones }) => milestones.length === 0)) {
    const place = check.parsed.placeOf([...keys, 'trials']);
    return check.complain('empty-figure', 'none of these trials has milestones to show', place);
  }
  return { lanes };
};

function inTime(a: Milestone, b: Milestone): number {
  return a.date < b.date ? -1 : Number(a.date > b.date);
}

function trialsAt(names: readonly string[] | undefined, keys: Key[], check: FileCheck): Trial[] {
  const found = (names ?? []).flatMap((name, index) => check.find('trial', name, [...keys, index]) ?? []);
  return [...new Set(found)];
}

/** The milestones that are named; undefined when all are shown. */
function chosenAt(
  addresses: readonly string[] | undefined,
  trials: Trial[],
  keys: Key[],
  check: FileCheck,
): Milestone[] | undefined {
  const known = trials.flatMap((trial) =>
    trial.milestones.map((milestone) => ({ address: `${trial.id}.${milestone.id}`, milestone })),
  );
  return addresses?.flatMap((address, index) => {
    const found = known.find((one) => one.address === address);
    if (found) return [found.milestone];
    const hints = suggest(
      address,
      known.map((one) => one.address),
    );
    const message = `these trials have no milestone ‘${address}’`;
    check.complain('unknown-milestone', message, check.parsed.placeOf([...keys, index]), { hints });
    return [];
  });
}
