import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { type Captioned, prose } from '../figures/texts.ts';
import type { Finding, Trial } from '../trial.ts';

export const summaryEntry = z.strictObject({
  kind: z.literal('summary'),
  title: prose,
  note: prose.optional(),
  trial: z.string(),
  /** Rows: endpoint keys, at most seven. */
  endpoints: z.array(z.string()).min(1).max(7),
  use: z.array(z.string()).optional(),
});

interface SummaryRow {
  endpoint: Endpoint;
  /** In the order of the trial's arms. */
  cells: (Finding | undefined)[];
  contrast?: Finding | undefined;
}

export interface SummaryRequest extends Captioned {
  kind: 'summary';
  trial: Trial;
  rows: SummaryRow[];
}
