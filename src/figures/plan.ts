import type { Prose } from '../model/briefing.ts';
import type { Source } from '../model/source.ts';
import type { Computed } from '../notation/calls.ts';
import { proseText } from '../notation/calls.ts';
import { sourceNames, writeReferences } from '../notation/terms.ts';
import type { Grid, Piece } from '../text/table.ts';
import { boundRuns } from './data-table.ts';
import { planChart } from './kinds.ts';
import type { Parting } from './partings.ts';
import { drawnFindings, type FigureRequest } from './requests.ts';
import { salesDrawn } from './sales/request.ts';
import type { Chart, FigureSpec } from './spec.ts';
import { type Evidence, evidenceByGrade, gradesIn } from './spec.ts';

export interface FigurePlanning extends Computed, Parting {
  referenceNumbers: ReadonlyMap<string, number>;
  /** Number in the ledger by address. */
  entries: ReadonlyMap<string, number>;
  sources: readonly Source[];
  /** Publication and date, for the files: `Myeloma Notes · 21 April 2026`. */
  imprint: string;
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
  /** Its caveats are said in full beneath it. */
  caveats?: 'here' | 'end' | undefined;
  /** The alternative text, when it is made from the data. */
  alt?: Piece[];
  /** All that the drawing says, made from the data, whatever the alternative text is. */
  words: Piece[];
  /** What the drawing must explain, in sentences. */
  remarks: string[];
  /** Entries of the ledger that it draws, by grade, the best known first. */
  evidence: Evidence[];
  /** Whether the drawing names the entries of its rows itself. */
  showsEvidence: boolean;
  /** Reference numbers of its sources, rising. */
  references: number[];
  data: Grid;
}

/** Plans the figures; `order` lists their ids in the order of the text, which numbers them. */
export function planFigures(
  requests: FigureRequest[],
  order: string[],
  planning: FigurePlanning,
): FigurePlan[] {
  return requests.map((request) => {
    const plan = planChart(request, planning);
    const { title, subtitle, note } = request;
    const spec: FigureSpec = {
      id: request.id,
      number: order.indexOf(request.id) + 1,
      title: proseText(title, planning),
      subtitle: subtitle ? proseText(subtitle, planning) : '',
      source: [`${writeReferences(plan.sourceIds, planning.referenceNumbers)}.`, ...plan.remarks].join(' '),
      alt: request.alt ? proseText(request.alt, planning) : textOf(plan.alt),
      chart: plan.chart,
      span: request.kind === 'sales' ? 'column' : 'page',
      caption: {
        title: boundRuns(title, planning),
        subtitle: boundRuns(subtitle, planning),
        note: [...plan.remarks.map((text) => ({ text: `${text} ` })), ...boundRuns(note, planning)],
        sources: sourceNames(planning.sources.filter(({ id }) => plan.sourceIds.includes(id))),
        imprint: planning.imprint,
      },
    };
    return {
      spec,
      title,
      subtitle,
      note,
      caveats: request.caveats,
      ...(!request.alt && { alt: plan.alt }),
      words: plan.alt,
      remarks: plan.remarks,
      evidence: evidenceByGrade(
        [...drawnFindings(request), ...(request.kind === 'sales' ? salesDrawn(request) : [])],
        planning.entries,
      ),
      showsEvidence: gradesIn(plan.chart).length > 0,
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
