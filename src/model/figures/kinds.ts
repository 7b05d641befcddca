import { z } from 'zod';
import type { Finding } from '../trial.ts';
import { type ForestRequest, forestEntry } from './forest.ts';
import { type ProportionsRequest, proportionsEntry } from './proportions.ts';
import { type SalesRequest, salesEntry } from './sales.ts';
import { type StackedResponseRequest, stackedResponseEntry } from './stacked-response.ts';

/** A figure of the front matter as its author wrote it. */
export const figureEntry = z.discriminatedUnion('kind', [
  proportionsEntry,
  stackedResponseEntry,
  forestEntry,
  salesEntry,
]);

export type FigureEntry = z.infer<typeof figureEntry>;

/** A figure with every name resolved. */
export type FigureRequest = ProportionsRequest | StackedResponseRequest | ForestRequest | SalesRequest;

type FindingsOf = {
  [K in FigureEntry['kind']]: (request: Extract<FigureRequest, { kind: K }>) => Finding[];
};

const findings: FindingsOf = {
  proportions: (request) => request.findings,
  'stacked-response': ({ bars }) => bars.flatMap((bar) => Object.values(bar)),
  forest: (request) => request.findings,
  sales: () => [],
};

/** Findings that a figure shows, in reading order. */
export function findingsOfFigure<K extends FigureEntry['kind']>(
  request: Extract<FigureRequest, { kind: K }>,
): Finding[] {
  const find = findings[request.kind as K] as FindingsOf[K];
  return find(request);
}
