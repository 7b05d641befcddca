import { z } from 'zod';
import { date, flag, month, text } from './scalars.ts';
import { grade, type Reference, sourceReferences } from './source.ts';
import type { Finding } from './trial.ts';

export const milestoneSchema = z.strictObject({
  date: z.union([date, month]),
  kind: z.enum(['readout', 'publication', 'advisory committee', 'approval', 'submission']),
  label: text,
  /** Expected, and not yet past. */
  estimated: flag.optional(),
  source: sourceReferences,
  grade: grade.optional(),
});

type MilestoneFile = z.infer<typeof milestoneSchema>;

/** When something happened or is expected, and what, in words that may hold numbers of their own. */
export interface Occasion {
  shape: 'occasion';
  /** A day or a month: 2025-11-06, 2025-11. */
  date: string;
  estimated: boolean;
  told: string;
}

type MilestoneFinding = Finding & { value: Occasion };

export type Milestone = Omit<MilestoneFile, 'source'> & {
  id: string;
  references: Reference[];
  /** Itself, readable like a finding: `<trial>.milestone.<key>`. */
  finding: MilestoneFinding;
};
