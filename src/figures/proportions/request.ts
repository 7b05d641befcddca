import { z } from 'zod';
import type { Finding } from '../../model/trial.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const proportionsEntry = z.strictObject({
  kind: z.literal('proportions'),
  ...figureTexts,
  findings: z.array(z.string()).min(1).max(40),
  /** Findings drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
});

export interface ProportionsRequest extends FigureTexts {
  kind: 'proportions';
  findings: Finding[];
  /** Ids of the findings in the accent colour. */
  focus: ReadonlySet<string>;
}
