import type { Chart } from '../../src/figures/spec.ts';
import { averagesCases } from './averages.ts';
import { changeCases } from './change.ts';
import type { Cases } from './figure.ts';
import { forestCases } from './forest.ts';
import { kaplanMeierCases } from './kaplan-meier.ts';
import { landmarkCases } from './landmark.ts';
import { proportionPanelsCases } from './proportion-panels.ts';
import { proportionsCases } from './proportions.ts';
import { salesCases } from './sales.ts';
import { stackedResponseCases } from './stacked-response.ts';
import { swimmerCases } from './swimmer.ts';
import { timelineCases } from './timeline.ts';
import { waterfallCases } from './waterfall.ts';

/** Every kind of figure with easy and hard data: what `npm run gallery` shows and the tests measure. */
export const gallery: { [K in Chart['kind']]: Cases<K> } = {
  proportions: proportionsCases,
  'proportion-panels': proportionPanelsCases,
  'stacked-response': stackedResponseCases,
  forest: forestCases,
  'kaplan-meier': kaplanMeierCases,
  landmark: landmarkCases,
  sales: salesCases,
  timeline: timelineCases,
  swimmer: swimmerCases,
  waterfall: waterfallCases,
  averages: averagesCases,
  change: changeCases,
};
