import type { Chart as ChartJs, Plugin } from 'chart.js';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { fillTexts } from '../text.ts';
import type { EventKind, TimelineChart } from './chart.ts';
import { type PlacedMark, placeTimeline, RADIUS, type TimelineLayout } from './places.ts';

/** Numbered marks in a lane for each trial over an axis of years, and under it what each stands for. */
export function layOutTimeline(chart: TimelineChart, sheet: Sheet): Layout {
  const placement = placeTimeline(chart, sheet);
  const { height } = placement;
  return inPixels(sheet, height, toMarks(placement.marks), furniture(placement));
}

/** Shapes that hold a number, with radii that make them look equal in size. */
const shapes: Record<
  EventKind,
  { style: 'circle' | 'rect' | 'rectRot' | 'triangle' | 'rectRounded'; radius: number }
> = {
  readout: { style: 'circle', radius: RADIUS },
  publication: { style: 'rectRounded', radius: 11 },
  submission: { style: 'triangle', radius: 14 },
  'advisory committee': { style: 'rectRot', radius: 13 },
  approval: { style: 'rect', radius: 12 },
};

function toMarks(marks: readonly PlacedMark[]) {
  return {
    data: marks.map(({ x, y }) => ({ x, y })),
    clip: false as const,
    pointStyle: marks.map(({ kind }) => shapes[kind].style),
    pointRadius: marks.map(({ kind, scale }) => scale * shapes[kind].radius),
    pointBorderWidth: 1.5,
    pointBorderColor: marks.map(toRole),
    pointBackgroundColor: marks.map((mark) => (mark.hollow ? 'paper' : toRole(mark))),
  };
}

function toRole({ focus }: PlacedMark): Role {
  return focus ? 'accent' : 'mark';
}

function furniture(placement: TimelineLayout): Plugin {
  return {
    id: 'timeline',
    beforeDatasetsDraw: (chart) => drawLines(chart, placement),
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawLines({ ctx }: ChartJs, { lines, years, bands, plot }: TimelineLayout): void {
  ctx.lineWidth = 1;
  ctx.strokeStyle = 'grid';
  ctx.beginPath();
  for (const x of years) {
    for (const { top, bottom } of bands) {
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
  }
  ctx.stroke();
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  for (const y of lines) {
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right, y);
  }
  ctx.stroke();
}
