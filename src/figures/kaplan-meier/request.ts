import { z } from 'zod';
import type { Curve, Finding, Trial } from '../../model/trial.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const kaplanMeierEntry = z.strictObject({
  kind: z.literal('kaplan-meier'),
  ...figureTexts,
  /** `<trial>.<curve>`: the curves of one trial for one endpoint. */
  curve: z.string(),
  /** Reported medians of the arms, shown before computed ones, and a hazard ratio. */
  findings: z.array(z.string()).max(8).optional(),
});

export interface KaplanMeierRequest extends FigureTexts {
  kind: 'kaplan-meier';
  trial: Trial;
  curve: Curve;
  /** Reported medians by arm. */
  medians: ReadonlyMap<string, Finding>;
  ratio?: Finding;
}

/** The median of an arm: as reported, else as computed from event data. */
export function medianOfArm({ curve, medians }: KaplanMeierRequest, arm: string): Finding | undefined {
  return medians.get(arm) ?? curve.arms.find((one) => one.arm.id === arm)?.median;
}
