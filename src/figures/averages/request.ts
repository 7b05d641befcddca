import { z } from 'zod';
import type { Finding } from '../../model/trial.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const averagesEntry = z.strictObject({
  kind: z.literal('averages'),
  ...figureTexts,
  /** Means, medians, event rates or other numbers, all in one unit. */
  findings: z.array(z.string()).min(1).max(40),
  /** Findings drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
});

/** Shapes of one arm whose estimate is a number in a unit. */
export const averageShapes = ['measure', 'eventRate', 'number'] as const;

export type AverageFinding = Finding & { value: ValueOf<(typeof averageShapes)[number]> };

export interface AveragesRequest extends FigureTexts {
  kind: 'averages';
  findings: AverageFinding[];
  focus: ReadonlySet<string>;
}
