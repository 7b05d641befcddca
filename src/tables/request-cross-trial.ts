import { z } from 'zod';
import { type Captioned, caveats, prose } from '../figures/request.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';

export const crossTrialEntry = z.strictObject({
  kind: z.literal('cross-trial'),
  title: prose,
  note: prose.optional(),
  caveats,
  /** Arms in the order of the rows, as `<trial>.<arm>`. */
  arms: z.array(z.string()).min(1),
  /** Columns: endpoint keys. */
  endpoints: z.array(z.string()).min(1),
  /** Findings to show where an arm has several of one endpoint. */
  use: z.array(z.string()).optional(),
});

/** One arm of one trial; cells in the order of the table's endpoints. */
export interface CrossTrialRow {
  trial: Trial;
  arm: Arm;
  cells: (Finding | undefined)[];
}

export interface CrossTrialRequest extends Captioned {
  kind: 'cross-trial';
  endpoints: Endpoint[];
  rows: CrossTrialRow[];
}
