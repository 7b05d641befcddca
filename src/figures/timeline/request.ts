import { z } from 'zod';
import type { Milestone, Trial } from '../../model/trial.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const timelineEntry = z.strictObject({
  kind: z.literal('timeline'),
  ...figureTexts,
  /** One lane each, with all their milestones. */
  trials: z.array(z.string()).min(1).max(12),
  /** `<trial>.<milestone>`: those to show where not all are. */
  milestones: z.array(z.string()).min(1).max(40).optional(),
  /** Trials drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
});

/** A trial and those of its milestones that are shown, in order of time. */
export interface Lane {
  trial: Trial;
  milestones: Milestone[];
  focus: boolean;
}

export interface TimelineRequest extends FigureTexts {
  kind: 'timeline';
  lanes: Lane[];
}
