import { z } from 'zod';
import { betterDirection, type EventRatio, eventOf } from '../../model/endpoint.ts';
import { text } from '../../model/scalars.ts';
import type { Finding } from '../../model/trial.ts';
import { contrastOf, type RatioShape, type ValueOf } from '../../shapes/shapes.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const forestEntry = z.strictObject({
  kind: z.literal('forest'),
  ...figureTexts,
  /** Ratios of one kind, or differences in one unit: of one trial’s subgroups and endpoints, or of several trials. */
  findings: z.array(z.string()).min(1).max(40),
  /** Findings drawn in the accent colour. */
  focus: z.array(z.string()).optional(),
  /** What the sides of the line of no effect favour, where the names of the arms will not do. */
  favours: z.strictObject({ experimental: text, control: text }).optional(),
});

/** A ratio or difference of two arms. */
export type ContrastFinding = Finding & { value: ValueOf<RatioShape> | ValueOf<'difference'> };

export interface ForestRequest extends FigureTexts {
  kind: 'forest';
  findings: ContrastFinding[];
  focus: ReadonlySet<string>;
  favours?: { experimental: string; control: string } | undefined;
}

/** On which side of no effect the first arm is favoured; undefined where nothing says so. */
export function favouredSide({ value, endpoint }: ContrastFinding): 'below' | 'above' | undefined {
  if (contrastOf(value)?.compares === 'events') {
    const event = eventOf(endpoint, value.shape as EventRatio);
    return event && (event === 'harmful' ? 'below' : 'above');
  }
  const better = betterDirection(endpoint);
  return better && (better === 'lower' ? 'below' : 'above');
}
