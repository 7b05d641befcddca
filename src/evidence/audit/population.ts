import type { Arm, Finding, Trial } from '../../model/trial.ts';
import { isRatio } from '../../shapes/shapes.ts';
import { type Flaw, type Spot, valueSpot } from './flaw.ts';
import { armOf } from './patients.ts';

const stages = ['enrolled', 'randomised', 'treated'] as const;
type Stage = (typeof stages)[number];

/** The numbers of an arm that bound a population, the closest first; otherwise its largest number does. */
const bounds: Record<string, readonly Stage[]> = {
  enrolled: ['enrolled'],
  randomised: ['randomised', 'enrolled'],
  itt: ['randomised', 'enrolled'],
  mitt: ['randomised', 'enrolled'],
  'full analysis': ['randomised', 'enrolled'],
  'per protocol': ['randomised', 'enrolled'],
  treated: ['treated', 'randomised', 'enrolled'],
  safety: ['treated', 'randomised', 'enrolled'],
};

interface Bound {
  stage: Stage;
  number: number;
  spot: Spot;
}

/**
 * No more patients are treated than were randomised, nor randomised than enrolled; and no finding of an arm
 * counts more patients, or events in patients, than its arm has in that population.
 */
export function checkPopulations(trial: Trial): Flaw[] {
  return [
    ...trial.arms.flatMap((arm) => armFlaws(trial, arm)),
    ...[...trial.findings, ...cellsOfTerms(trial)].flatMap((finding) => {
      const arm = armOf(finding);
      return arm ? findingFlaws(finding, boundsOf(trial, arm)) : comparedFlaws(finding, trial);
    }),
  ];
}

function cellsOfTerms({ adverseEvents }: Trial): Finding[] {
  return adverseEvents?.terms.flatMap(({ cells }) => [...cells.values()]) ?? [];
}

function boundsOf(trial: Trial, arm: Arm): Bound[] {
  return stages.flatMap((stage) => {
    const number = arm[stage];
    return number === undefined
      ? []
      : [{ stage, number, spot: { owner: trial.id, keys: ['arms', arm.id, stage] } }];
  });
}

/** The stages of an arm as far as it gives them, each against the one before. */
function armFlaws(trial: Trial, arm: Arm): Flaw[] {
  const given = boundsOf(trial, arm);
  return given.slice(1).flatMap((later, index) => {
    const earlier = given[index];
    if (!earlier || later.number <= earlier.number) return [];
    return [
      flaw(
        `${later.number} patients ${later.stage} of ${earlier.number} ${earlier.stage}`,
        later.spot,
        earlier,
      ),
    ];
  });
}

function findingFlaws(finding: Finding, given: Bound[]): Flaw[] {
  const bound = boundFor(finding, given);
  const counted = countIn(finding);
  if (!bound || !counted || counted.number <= bound.number) return [];
  const message = `${counted.number} ${counted.what}, but the arm has ${bound.number} ${bound.stage}`;
  return [flaw(message, valueSpot(finding, counted.field), bound)];
}

/** The patients of both arms that a ratio gives with its events. */
function comparedFlaws({ compare, ...finding }: Finding, trial: Trial): Flaw[] {
  const { value } = finding;
  if (!compare || !isRatio(value) || !value.events) return [];
  return value.events.flatMap(({ of }, index) => {
    const arm = compare[index] as Arm;
    const bound = boundFor(finding, boundsOf(trial, arm));
    if (!bound || of <= bound.number) return [];
    const message = `${of} patients, but ${arm.label} has ${bound.number} ${bound.stage}`;
    return [flaw(message, valueSpot(finding, 'events', index), bound)];
  });
}

function boundFor({ population }: Pick<Finding, 'population'>, given: Bound[]): Bound | undefined {
  const closest = population && bounds[population];
  if (closest) return closest.flatMap((stage) => given.find((bound) => bound.stage === stage) ?? [])[0];
  return given.toSorted((a, b) => b.number - a.number)[0];
}

/** The patients a finding counts, or its events where it does not say of how many. */
function countIn({ value }: Finding): { what: string; number: number; field: string } | undefined {
  if ('of' in value && value.of !== undefined) return { what: 'patients', number: value.of, field: 'of' };
  if (value.shape !== 'proportion' || value.events === undefined) return undefined;
  return { what: 'patients with the outcome', number: value.events, field: 'events' };
}

function flaw(message: string, spot: Spot, bound: Bound): Flaw {
  return {
    severity: 'error',
    message,
    spot,
    related: [{ message: `patients ${bound.stage}`, spot: bound.spot }],
  };
}
