import { z } from 'zod';
import { type ProportionsRequest, proportionsEntry } from '../proportions/request.ts';

/** A panel for each endpoint and sensitivity, in the order in which the findings first name them. */
export const proportionPanelsEntry = z.strictObject({
  ...proportionsEntry.shape,
  kind: z.literal('proportion-panels'),
});

export interface ProportionPanelsRequest extends Omit<ProportionsRequest, 'kind'> {
  kind: 'proportion-panels';
}

/** The content of one panel: findings of one endpoint at one sensitivity. */
export function panelOf({ endpoint, threshold }: ProportionsRequest['findings'][number]): string {
  return `${endpoint.id} ${threshold?.exponent ?? ''}`;
}

/** One row over all panels: findings of the same patients. */
export function subjectOf({ trial, arm, subgroup }: ProportionsRequest['findings'][number]): string {
  return JSON.stringify([trial.id, arm?.id, subgroup?.by, subgroup?.is]);
}
