import { assessBriefing } from '../../src/evidence/assess.ts';
import { type FigurePlan, planFigures } from '../../src/figures/plan.ts';
import { withBriefing } from '../base-library.ts';

/** The plan of one figure over the base library: `figure` in lines of YAML, further files by path. */
export function planned(figure: string, texts: Record<string, string> = {}): FigurePlan {
  const lines = figure
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const { library, briefing } = withBriefing(
    '{{figure "it"}}',
    `figures:\n  it:\n    title: It\n${lines}\n`,
    texts,
  );
  const [plan] = planFigures(briefing.figures, ['it'], {
    ...assessBriefing(library, briefing),
    abbreviations: library.house.abbreviations,
    imprint: 'Example Notes · 21 April 2026',
  });
  if (!plan) throw new Error('nothing was planned');
  return plan;
}

/** The table behind a figure as texts, its head first. */
export function tableOf({ data }: FigurePlan): string[][] {
  return [
    data.columns.map(({ label }) => label.text),
    ...data.rows.map((row) => row.map(({ main }) => main.map(({ written }) => written.text).join(''))),
  ];
}
