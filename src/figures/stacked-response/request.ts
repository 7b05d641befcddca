import { z } from 'zod';
import type { Finding } from '../../model/trial.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const stackedResponseEntry = z.strictObject({
  kind: z.literal('stacked-response'),
  ...figureTexts,
  /** Of each arm the overall response (orr) and what of scr, cr, vgpr and pr is known, from one analysis. */
  findings: z.array(z.string()).min(2).max(60),
});

export type ProportionFinding = Finding & { value: ValueOf<'proportion'> };

/** Endpoints of a stacked bar: each response counts those before it, but pr is of partial responses only. */
export const responseEndpoints = ['scr', 'cr', 'vgpr', 'pr', 'orr'] as const;
export type ResponseEndpoint = (typeof responseEndpoints)[number];

/** The responses of one arm. */
export type ResponseBar = { [K in ResponseEndpoint]?: ProportionFinding } & { orr: ProportionFinding };

export interface StackedResponseRequest extends FigureTexts {
  kind: 'stacked-response';
  bars: ResponseBar[];
}
