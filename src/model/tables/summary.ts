import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { type Captioned, prose } from '../figures/texts.ts';
import type { Prose } from '../prose.ts';
import { slug } from '../scalars.ts';
import type { Finding, Trial } from '../trial.ts';

/** How sure one can be of an effect, as GRADE words it. */
const certaintyLevels = ['high', 'moderate', 'low', 'very low'] as const;

const rated = z.strictObject({
  level: z.enum(certaintyLevels),
  /** A reason for each step below high. */
  because: z.array(prose).min(1).max(5),
});

export const summaryEntry = z.strictObject({
  kind: z.literal('summary'),
  title: prose,
  note: prose.optional(),
  trial: z.string(),
  /** Rows: endpoint keys, at most seven. */
  endpoints: z.array(z.string()).min(1).max(7),
  use: z.array(z.string()).optional(),
  /** The author's judgement by endpoint key. */
  certainty: z.record(slug, rated).optional(),
});

export interface Certainty {
  level: (typeof certaintyLevels)[number];
  because: Prose[];
}

interface SummaryRow {
  endpoint: Endpoint;
  /** In the order of the trial's arms. */
  cells: (Finding | undefined)[];
  contrast?: Finding | undefined;
  certainty?: Certainty | undefined;
}

export interface SummaryRequest extends Captioned {
  kind: 'summary';
  trial: Trial;
  rows: SummaryRow[];
}
