import { resolveAverages } from '../figures/averages/check.ts';
import { resolveChange } from '../figures/change/check.ts';
import { resolveForest } from '../figures/forest/check.ts';
import { resolveKaplanMeier } from '../figures/kaplan-meier/check.ts';
import { resolveLandmark } from '../figures/landmark/check.ts';
import { resolveProportionPanels } from '../figures/proportion-panels/check.ts';
import { resolveProportions } from '../figures/proportions/check.ts';
import type { FigureEntry, FigureKind, FigureRequest } from '../figures/requests.ts';
import type { Resolve } from '../figures/resolve.ts';
import { resolveSales } from '../figures/sales/check.ts';
import { resolveStackedResponse } from '../figures/stacked-response/check.ts';
import { resolveSwimmer } from '../figures/swimmer/check.ts';
import { resolveTimeline } from '../figures/timeline/check.ts';
import { resolveWaterfall } from '../figures/waterfall/check.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { type Draft, linesOf } from './request.ts';
import type { Entry, Fields } from './schema.ts';

const resolvers: { [K in FigureKind]: Resolve<K> } = {
  proportions: resolveProportions,
  'proportion-panels': resolveProportionPanels,
  'stacked-response': resolveStackedResponse,
  forest: resolveForest,
  'kaplan-meier': resolveKaplanMeier,
  landmark: resolveLandmark,
  sales: resolveSales,
  timeline: resolveTimeline,
  swimmer: resolveSwimmer,
  waterfall: resolveWaterfall,
  averages: resolveAverages,
  change: resolveChange,
};

/** Resolves what a figure of the front matter shows; undefined when it is invalid. */
export function checkFigure(entry: Entry<FigureEntry>, draft: Draft): FigureRequest | undefined {
  const { id, keys, whole, fields } = entry;
  const texts = {
    id,
    title: draft.line([...keys, 'title']),
    ...linesOf(['subtitle', 'alt', 'note'], fields, keys, draft),
    ...(fields.caveats !== undefined && { caveats: fields.caveats }),
  };
  const shown = fields.kind && resolve(fields.kind, fields, keys, draft.check);
  if (!whole || !shown) return undefined;
  return { kind: whole.kind, ...texts, ...shown } as FigureRequest;
}

function resolve<K extends FigureKind>(
  kind: K,
  fields: Fields<FigureEntry>,
  keys: Key[],
  check: FileCheck,
): ReturnType<Resolve<K>> {
  const resolver: Resolve<K> = resolvers[kind];
  return resolver(fields as Parameters<Resolve<K>>[0], keys, check) as ReturnType<Resolve<K>>;
}
