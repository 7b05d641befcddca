import { z } from 'zod';
import { type Captioned, caveats, prose } from '../figures/request.ts';
import type { Prose } from '../model/briefing.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';

/** How sure one can be of an effect, as GRADE words it. */
const certaintyLevels = ['high', 'moderate', 'low', 'very low'] as const;

const rated = z.strictObject({
  level: z.enum(certaintyLevels),
  /** A reason for each step below high. */
  because: z.array(prose).min(1).max(5),
});

/** An endpoint or outcome, or a row of an outcome. */
const keyPattern = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)?$/;

export const summaryEntry = z.strictObject({
  kind: z.literal('summary'),
  title: prose,
  note: prose.optional(),
  caveats,
  trial: z.string(),
  /** Rows: keys of endpoints, or of outcomes of the trial (`components`, `components.stroke`), at most seven. */
  endpoints: z.array(z.string()).min(1).max(7),
  use: z.array(z.string()).optional(),
  /** The author's judgement by endpoint key. */
  certainty: z.record(z.string().regex(keyPattern), rated).optional(),
});

export interface Certainty {
  level: (typeof certaintyLevels)[number];
  because: Prose[];
}

export interface SummaryRow {
  endpoint: Endpoint;
  /** Row of the outcome. */
  part?: string | undefined;
  /** The arms that the row compares; absent where its cells are all arms of the trial. */
  pair?: [Arm, Arm] | undefined;
  /** Of the arms of the pair, or else in the order of the trial's arms. */
  cells: (Finding | undefined)[];
  /** A reported ratio, efficacy or test. */
  relative?: Finding | undefined;
  /** A reported difference. */
  absolute?: Finding | undefined;
  /** Two cells whose difference of risks is computed here. */
  risks?: [Finding, Finding] | undefined;
  certainty?: Certainty | undefined;
}

export interface SummaryRequest extends Captioned {
  kind: 'summary';
  trial: Trial;
  rows: SummaryRow[];
}

export function findingsOfRow({ cells, relative, absolute }: SummaryRow): (Finding | undefined)[] {
  return [...cells, relative, absolute];
}
