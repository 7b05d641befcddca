import type { Endpoint } from '../endpoint.ts';

export type Catalogue = Record<string, Omit<Endpoint, 'id'>>;

/** What many endpoints have in common: their family, which way is better, and what a ratio of them counts. */
type Direction = Pick<Endpoint, 'family' | 'higherIsBetter' | 'event' | 'unit'>;

const goodShare = { higherIsBetter: true, event: 'beneficial', unit: '%' } as const;

export const response: Direction = { family: 'response', ...goodShare };
export const mrd: Direction = { family: 'mrd', ...goodShare };
export const responder: Direction = { family: 'responder', ...goodShare };
export const reportedResponder: Direction = { family: 'patient-reported', ...goodShare };
export const immuneResponse: Direction = { family: 'immunogenicity', ...goodShare };

/** Patients who reach the bad end of a measurement. */
export const failure: Direction = { family: 'responder', higherIsBetter: false, event: 'harmful', unit: '%' };
export const antidrugImmunity: Direction = {
  family: 'immunogenicity',
  higherIsBetter: false,
  event: 'harmful',
  unit: '%',
};
export const adverseEvent: Direction = {
  family: 'safety',
  higherIsBetter: false,
  event: 'harmful',
  unit: '%',
};

/** Named for the time without the event, which is better longer: PFS. */
export const freeOfHarm: Direction = { family: 'time-to-event', higherIsBetter: true, event: 'harmful' };
/** Named for the event; fewer patients with it are better: MACE. */
export const harmfulEvent: Direction = { family: 'time-to-event', higherIsBetter: false, event: 'harmful' };
/** Time to something good, which is better shorter: time to recovery. */
export const beneficialEvent: Direction = {
  family: 'time-to-event',
  higherIsBetter: false,
  event: 'beneficial',
};
export const harmfulRate: Direction = { family: 'event-rate', higherIsBetter: false, event: 'harmful' };

/** It came or it did not, whenever. */
export const harmfulOutcome: Direction = {
  family: 'other',
  higherIsBetter: false,
  event: 'harmful',
  unit: '%',
};
export const beneficialOutcome: Direction = { family: 'other', ...goodShare };

export const higherIsBetter: Direction = { family: 'continuous', higherIsBetter: true };
export const lowerIsBetter: Direction = { family: 'continuous', higherIsBetter: false };
export const reportedHigherIsBetter: Direction = { family: 'patient-reported', higherIsBetter: true };
export const reportedLowerIsBetter: Direction = { family: 'patient-reported', higherIsBetter: false };
export const immuneLevel: Direction = { family: 'immunogenicity', higherIsBetter: true };

export const pharmacokinetic: Direction = { family: 'pharmacokinetic' };
export const fact: Direction = { family: 'conduct' };
