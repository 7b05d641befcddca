import { z } from 'zod';
import { type Captioned, caveats, prose } from '../figures/request.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { wholeNumber } from '../model/scalars.ts';
import type { Reference } from '../model/source.ts';
import type { Arm, Finding, Group, Trial } from '../model/trial.ts';

/** A number that was counted in the data, with an entry of its own in the ledger. */
export interface Tally {
  id: string;
  meaning: string;
  number: number;
  references: Reference[];
}

export const safetyEntry = z.strictObject({
  kind: z.literal('safety'),
  title: prose,
  note: prose.optional(),
  caveats,
  trial: z.string(),
  /** Rows: keys of adverse events; all that the trial reports by default. */
  endpoints: z.array(z.string()).min(1).optional(),
  /** Rows of the block adverseEvents after its totals: how many terms at most (default 8), or which. */
  terms: z
    .union([wholeNumber, z.array(z.string()).min(1)], {
      error: 'expected a number of terms such as 8, or a list of terms',
    })
    .optional(),
  use: z.array(z.string()).optional(),
});

export interface SafetyRow {
  endpoint: Endpoint;
  /** In the order of the columns. */
  cells: (Finding | undefined)[];
  /** A total, for which a missing number is shown as not reported. */
  isTotal?: true;
}

/** What the block of adverse events contains beside the rows shown. */
export interface FurtherTerms extends Tally {
  /** Terms rarer than this (per cent) are not in the source. */
  threshold?: string | undefined;
}

export interface SafetyRequest extends Captioned {
  kind: 'safety';
  trial: Trial;
  columns: (Arm | Group)[];
  /** None for a trial whose safety was not extracted. */
  rows: SafetyRow[];
  further?: FurtherTerms | undefined;
}
