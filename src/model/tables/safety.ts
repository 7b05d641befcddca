import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { type Captioned, prose } from '../figures/texts.ts';
import type { Finding, Trial } from '../trial.ts';

export const safetyEntry = z.strictObject({
  kind: z.literal('safety'),
  title: prose,
  note: prose.optional(),
  trial: z.string(),
  /** Rows: keys of adverse events; all that the trial reports unless told. */
  endpoints: z.array(z.string()).min(1).optional(),
  use: z.array(z.string()).optional(),
});

export interface SafetyRow {
  endpoint: Endpoint;
  /** In the order of the trial's arms. */
  cells: (Finding | undefined)[];
}

export interface SafetyRequest extends Captioned {
  kind: 'safety';
  trial: Trial;
  /** None for a trial whose safety was not extracted. */
  rows: SafetyRow[];
}
