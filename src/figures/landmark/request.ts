import { z } from 'zod';
import type { Finding } from '../../model/trial.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const landmarkEntry = z.strictObject({
  kind: z.literal('landmark'),
  ...figureTexts,
  /** Rates at set times, such as progression-free survival at 12 months. */
  findings: z.array(z.string()).min(1).max(40),
  /** Findings drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
});

export type RateFinding = Finding & { value: ValueOf<'rate'> };

export interface LandmarkRequest extends FigureTexts {
  kind: 'landmark';
  findings: RateFinding[];
  focus: ReadonlySet<string>;
}
