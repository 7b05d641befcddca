import { z } from 'zod';
import { type Decimal, decimal } from '../../model/scalars.ts';
import type { Cohort, ObservedFinding, Patient } from '../../model/trial.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const waterfallEntry = z.strictObject({
  kind: z.literal('waterfall'),
  ...figureTexts,
  /** `<trial>.<cohort>`: patients with changes, 100 at most. */
  cohort: z.string(),
  /** Changes in per cent that get a line; -30 and 20 unless given. */
  cutoffs: z.array(decimal).max(4).optional(),
  /** The greatest increase in per cent that is drawn in full; 100 unless given. */
  limit: decimal
    .refine(({ value }) => value > 0, {
      error: 'expected a per cent greater than 0',
      params: { code: 'out-of-range' },
    })
    .optional(),
});

export interface WaterfallRequest extends FigureTexts {
  kind: 'waterfall';
  cohort: Cohort;
  /** Those with a change, the greatest increase first. */
  bars: (Patient & { change: ObservedFinding })[];
  cutoffs: Decimal[];
  limit: Decimal;
}
