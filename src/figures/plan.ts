import type { FigureRequest } from '../model/figures/kinds.ts';
import type { Prose } from '../model/prose.ts';
import type { Computed } from '../notation/calls.ts';
import { proseText } from '../notation/prose-text.ts';
import { writeReferences } from '../notation/references.ts';
import type { Grid, Piece } from '../tables/spec.ts';
import { planChart } from './kinds.ts';
import type { Chart, FigureSpec } from './spec.ts';

export interface FigurePlanning extends Computed {
  referenceNumbers: ReadonlyMap<string, number>;
}

/** What a kind of figure makes of its data. */
export interface ChartPlan<C extends Chart = Chart> {
  chart: C;
  /** Everything the drawing says, in words, its numbers bound. */
  alt: Piece[];
  /** Explanations that the drawing needs: what hollow marks mean, how intervals were computed. */
  remarks: string[];
  sourceIds: string[];
  /** The numbers behind the drawing. */
  data: Grid;
}

/** A figure ready to be drawn, and its texts for the page. */
export interface FigurePlan {
  spec: FigureSpec;
  title: Prose;
  subtitle?: Prose | undefined;
  note?: Prose | undefined;
  /** The alternative text, when it is made from the data. */
  alt?: Piece[];
  /** All that the drawing says, made from the data, whatever the alternative text is. */
  words: Piece[];
  /** Reference numbers of its sources, rising. */
  references: number[];
  data: Grid;
}

/** Plans the figures; `order` gives their ids as they stand in the text, which numbers them. */
export function planFigures(
  requests: FigureRequest[],
  order: string[],
  planning: FigurePlanning,
): FigurePlan[] {
  return requests.map((request) => {
    const plan = planChart(request, planning);
    const spec: FigureSpec = {
      id: request.id,
      number: order.indexOf(request.id) + 1,
      title: proseText(request.title, planning),
      subtitle: request.subtitle ? proseText(request.subtitle, planning) : '',
      source: [`${writeReferences(plan.sourceIds, planning.referenceNumbers)}.`, ...plan.remarks].join(' '),
      alt: request.alt ? proseText(request.alt, planning) : textOf(plan.alt),
      chart: plan.chart,
    };
    return {
      spec,
      title: request.title,
      subtitle: request.subtitle,
      note: request.note,
      ...(!request.alt && { alt: plan.alt }),
      words: plan.alt,
      references: plan.sourceIds
        .flatMap((id) => planning.referenceNumbers.get(id) ?? [])
        .sort((a, b) => a - b),
      data: plan.data,
    };
  });
}

function textOf(pieces: Piece[]): string {
  return pieces.map(({ written }) => written.text).join('');
}
