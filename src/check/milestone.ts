import type { Endpoint } from '../model/endpoint.ts';
import { type Milestone, milestoneSchema } from '../model/milestone.ts';
import type { Trial } from '../model/trial.ts';
import type { FileCheck } from './file-check.ts';
import { entriesAt } from './schema.ts';

type Sound = Omit<Milestone, 'finding'>;

/** The milestones of a trial, each with the finding that it makes readable. */
export function checkMilestones(trial: Trial, check: FileCheck): Milestone[] {
  return entriesAt(milestoneSchema, check.parsed, ['milestones']).flatMap((entry) => {
    const milestone = check.resolve(entry);
    if (!milestone) check.names.fault('address', `${trial.id}.milestone.${entry.id}`);
    return milestone ? { ...milestone, finding: findingOf(milestone, trial, check) } : [];
  });
}

function findingOf(milestone: Sound, trial: Trial, { library }: FileCheck): Milestone['finding'] {
  const { id, date, kind, label, estimated = false, references, grade = 'primary' } = milestone;
  return {
    kind: 'finding',
    id: `${trial.id}.milestone.${id}`,
    trial,
    endpoint: library.endpoints.get('milestone') as Endpoint,
    timing: kind,
    value: { shape: 'occasion', date, estimated, told: label },
    references,
    grade,
  };
}
