import { z } from 'zod';
import type { ValueOf } from '../shapes/shapes.ts';
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

type MilestoneFinding = Finding & { value: ValueOf<'occasion'> };

export type Milestone = Omit<MilestoneFile, 'source'> & {
  id: string;
  references: Reference[];
  /** Itself, readable like a finding: `<trial>.milestone.<key>`. */
  finding: MilestoneFinding;
};
