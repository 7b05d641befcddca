import { z } from 'zod';
import { type Captioned, caveats, prose } from '../figures/request.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';

export const designEntry = z.strictObject({
  kind: z.literal('design'),
  title: prose,
  note: prose.optional(),
  caveats,
  /** Columns: trials, at most four. */
  trials: z.array(z.string()).min(1).max(4),
});

export const countsOfArm = ['enrolled', 'randomised', 'treated'] as const;

export interface DesignArm {
  arm: Arm;
  /** Numbers of patients, as far as the trial states them. */
  patients: Partial<Record<(typeof countsOfArm)[number], Finding>>;
}

/** What one trial says of itself; its arms as it lists them. */
export interface DesignCard {
  trial: Trial;
  arms: DesignArm[];
  /** What became of the patients, a row for each table of the trial without rows of its own. */
  disposition: { title: string; cells: Finding[] }[];
  /** Medians of the cuts that state one, in the trial's order. */
  followUps: Finding[];
}

export interface DesignRequest extends Captioned {
  kind: 'design';
  cards: DesignCard[];
}

/** Numbers of patients by kind, disposition, then follow-up: the order of the rows. */
export function findingsOfCard({ arms, disposition, followUps }: DesignCard): Finding[] {
  const counts = countsOfArm.flatMap((kind) => arms.flatMap(({ patients }) => patients[kind] ?? []));
  return [...counts, ...disposition.flatMap(({ cells }) => cells), ...followUps];
}
