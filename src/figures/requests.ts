import { z } from 'zod';
import type { Reference } from '../model/source.ts';
import type { Finding, Trial } from '../model/trial.ts';
import { type AveragesRequest, averagesEntry } from './averages/request.ts';
import { type ChangeRequest, changeEntry } from './change/request.ts';
import { type ForestRequest, forestEntry } from './forest/request.ts';
import { type KaplanMeierRequest, kaplanMeierEntry, medianOfArm } from './kaplan-meier/request.ts';
import { type LandmarkRequest, landmarkEntry } from './landmark/request.ts';
import { type ProportionPanelsRequest, proportionPanelsEntry } from './proportion-panels/request.ts';
import { type ProportionsRequest, proportionsEntry } from './proportions/request.ts';
import { type SalesRequest, salesEntry } from './sales/request.ts';
import { type StackedResponseRequest, stackedResponseEntry } from './stacked-response/request.ts';
import { type SwimmerRequest, swimmerEntry } from './swimmer/request.ts';
import { type TimelineRequest, timelineEntry } from './timeline/request.ts';
import { type WaterfallRequest, waterfallEntry } from './waterfall/request.ts';

/** A figure of the front matter as its author wrote it. */
export const figureEntry = z.discriminatedUnion('kind', [
  proportionsEntry,
  proportionPanelsEntry,
  stackedResponseEntry,
  forestEntry,
  kaplanMeierEntry,
  landmarkEntry,
  salesEntry,
  timelineEntry,
  swimmerEntry,
  waterfallEntry,
  averagesEntry,
  changeEntry,
]);

export type FigureEntry = z.infer<typeof figureEntry>;

/** A figure with every name resolved. */
export type FigureRequest =
  | ProportionsRequest
  | ProportionPanelsRequest
  | StackedResponseRequest
  | ForestRequest
  | KaplanMeierRequest
  | LandmarkRequest
  | SalesRequest
  | TimelineRequest
  | SwimmerRequest
  | WaterfallRequest
  | AveragesRequest
  | ChangeRequest;

export type FigureKind = FigureEntry['kind'];
export type FigureRequestOf<K extends FigureKind> = Extract<FigureRequest, { kind: K }>;

type FindingsOf = { [K in FigureKind]: (request: FigureRequestOf<K>) => Finding[] };

const findings: FindingsOf = {
  proportions: (request) => request.findings,
  'proportion-panels': (request) => request.findings,
  'stacked-response': ({ bars }) => bars.flatMap((bar) => Object.values(bar)),
  forest: (request) => request.findings,
  'kaplan-meier': (request) => [
    ...request.curve.arms.flatMap(({ arm }) => medianOfArm(request, arm.id) ?? []),
    ...(request.ratio ? [request.ratio] : []),
  ],
  landmark: (request) => request.findings,
  sales: () => [],
  timeline: () => [],
  swimmer: () => [],
  waterfall: () => [],
  averages: (request) => request.findings,
  change: ({ arms }) => arms.flatMap(({ visits }) => visits.map(({ finding }) => finding)),
};

/** What a figure draws beside its findings: numbers that nothing is compared by. */
const furtherFindings: Partial<FindingsOf> = {
  'kaplan-meier': ({ curve }) =>
    curve.arms.flatMap(({ atRisk, rates }) => [...atRisk, ...rates].map(({ finding }) => finding)),
  timeline: ({ lanes }) => lanes.flatMap(({ milestones }) => milestones.map(({ finding }) => finding)),
  swimmer: ({ rows }) => rows.map(({ time }) => time),
  waterfall: ({ bars }) => bars.map(({ change }) => change),
};

/** Everything that a figure draws and its table shows, in reading order. */
export function drawnFindings<K extends FigureKind>(request: FigureRequestOf<K>): Finding[] {
  const further = furtherFindings[request.kind as K] as FindingsOf[K] | undefined;
  return [...findingsOfFigure(request), ...(further?.(request) ?? [])];
}

/** Findings that a figure shows to be compared, in reading order. */
export function findingsOfFigure<K extends FigureKind>(request: FigureRequestOf<K>): Finding[] {
  const find = findings[request.kind as K] as FindingsOf[K];
  return find(request);
}

/** Trials that a figure draws more of than findings: their curves and lanes. */
export function trialsOfFigure(request: FigureRequest): Trial[] {
  if (request.kind === 'kaplan-meier') return [request.trial];
  return request.kind === 'timeline' ? request.lanes.map(({ trial }) => trial) : [];
}

/** Addresses of what is drawn but is not a finding. */
export function furtherReferences(request: FigureRequest): Reference[] {
  return request.kind === 'kaplan-meier' ? request.curve.references : [];
}
