import { layOutAverages } from './averages/layout.ts';
import { planAverages } from './averages/plan.ts';
import { layOutChange } from './change/layout.ts';
import { planChange } from './change/plan.ts';
import { layOutForest } from './forest/layout.ts';
import { planForest } from './forest/plan.ts';
import { layOutKaplanMeier } from './kaplan-meier/layout.ts';
import { planKaplanMeier } from './kaplan-meier/plan.ts';
import { layOutLandmark } from './landmark/layout.ts';
import { planLandmark } from './landmark/plan.ts';
import type { Layout, Sheet } from './layout.ts';
import type { ChartPlan, FigurePlanning } from './plan.ts';
import { layOutProportionPanels } from './proportion-panels/layout.ts';
import { planProportionPanels } from './proportion-panels/plan.ts';
import { layOutProportions } from './proportions/layout.ts';
import { planProportions } from './proportions/plan.ts';
import type { FigureRequest, FigureRequestOf } from './requests.ts';
import { layOutSales } from './sales/layout.ts';
import { planSales } from './sales/plan.ts';
import type { Chart } from './spec.ts';
import { layOutStackedResponse } from './stacked-response/layout.ts';
import { planStackedResponse } from './stacked-response/plan.ts';
import { layOutSwimmer } from './swimmer/layout.ts';
import { planSwimmer } from './swimmer/plan.ts';
import { layOutTimeline } from './timeline/layout.ts';
import { planTimeline } from './timeline/plan.ts';
import { layOutWaterfall } from './waterfall/layout.ts';
import { planWaterfall } from './waterfall/plan.ts';

export type Kind = FigureRequest['kind'] & Chart['kind'];

type ChartOf<K extends Kind> = Extract<Chart, { kind: K }>;

interface FigureKind<K extends Kind> {
  /** What the drawing shows and says. */
  plan: (request: FigureRequestOf<K>, planning: FigurePlanning) => ChartPlan<ChartOf<K>>;
  /** Position of everything on a sheet. */
  layOut: (chart: ChartOf<K>, sheet: Sheet) => Layout;
}

/** Every kind of figure. Its request and schema are in model/figures/, its check in check/figures/. */
const kinds: { [K in Kind]: FigureKind<K> } = {
  proportions: { plan: planProportions, layOut: layOutProportions },
  'proportion-panels': { plan: planProportionPanels, layOut: layOutProportionPanels },
  'stacked-response': { plan: planStackedResponse, layOut: layOutStackedResponse },
  forest: { plan: planForest, layOut: layOutForest },
  'kaplan-meier': { plan: planKaplanMeier, layOut: layOutKaplanMeier },
  landmark: { plan: planLandmark, layOut: layOutLandmark },
  sales: { plan: planSales, layOut: layOutSales },
  timeline: { plan: planTimeline, layOut: layOutTimeline },
  swimmer: { plan: planSwimmer, layOut: layOutSwimmer },
  waterfall: { plan: planWaterfall, layOut: layOutWaterfall },
  averages: { plan: planAverages, layOut: layOutAverages },
  change: { plan: planChange, layOut: layOutChange },
};

export function planChart<K extends Kind>(request: FigureRequestOf<K>, planning: FigurePlanning): ChartPlan {
  const kind: FigureKind<K> = kinds[request.kind as K];
  return kind.plan(request, planning);
}

export function layOut<K extends Kind>(chart: Extract<Chart, { kind: K }>, sheet: Sheet): Layout {
  const kind: FigureKind<K> = kinds[chart.kind as K];
  return kind.layOut(chart as ChartOf<K>, sheet);
}
