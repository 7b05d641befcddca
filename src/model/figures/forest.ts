import { z } from 'zod';
import type { ValueOf } from '../../shapes/shapes.ts';
import { text } from '../scalars.ts';
import type { Finding } from '../trial.ts';
import { type FigureTexts, figureTexts } from './texts.ts';

export const forestEntry = z.strictObject({
  kind: z.literal('forest'),
  ...figureTexts,
  /** Hazard ratios, or odds ratios: of one trial’s subgroups and endpoints, or of several trials. */
  findings: z.array(z.string()).min(1).max(40),
  /** Findings drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
  /** What the sides of the line at 1 favour, where the names of the arms will not do. */
  favours: z.strictObject({ experimental: text, control: text }).optional(),
});

/** A hazard or odds ratio. */
export type RatioFinding = Finding & { value: ValueOf<'hazardRatio'> | ValueOf<'oddsRatio'> };

export interface ForestRequest extends FigureTexts {
  kind: 'forest';
  findings: RatioFinding[];
  focus: ReadonlySet<string>;
  favours?: { experimental: string; control: string } | undefined;
}
