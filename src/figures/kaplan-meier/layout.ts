import type { Chart as ChartJs, Plugin } from 'chart.js';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import { fillTexts, type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { KaplanMeierArm, KaplanMeierChart } from './chart.ts';
import { drawBand, drawCensored, drawLeaders, drawLimits, drawMedians, pointAt } from './marks.ts';
import { endOf, type KaplanMeierLayout, placeKaplanMeier } from './places.ts';

const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const PERCENTS = [0, 25, 50, 75, 100];
const DASHES = [6, 3];
const CURVE = 2;
/** Of the end of a curve where few patients are at risk. */
const THIN = 0.9;

/** Curves of 0 to 100% in steps, with limits, ends of follow-up and medians, over the numbers at risk. */
export function layOutKaplanMeier(chart: KaplanMeierChart, sheet: Sheet): Layout {
  const placement = placeKaplanMeier(chart, sheet);
  const { plot, height } = placement;
  return {
    height,
    config: {
      type: 'line',
      data: { datasets: chart.arms.flatMap(toCurve) },
      options: {
        layout: {
          autoPadding: false,
          padding: {
            left: plot.left,
            right: sheet.width - plot.right,
            top: plot.top,
            bottom: height - plot.bottom,
          },
        },
        scales: {
          x: { ...HIDDEN_AXIS, type: 'linear', min: 0, max: endOf(chart) },
          y: { ...HIDDEN_AXIS, type: 'linear', min: 0, max: 100 },
        },
      },
      plugins: [furniture(chart, placement)],
    },
  };
}

/** Level until the next step: chart.js draws such a line to every point as it is. */
function toCurve(arm: KaplanMeierArm) {
  const { steps, last, fewFrom } = arm;
  const points = [
    ...steps.map(({ time, percent }) => ({ x: time, y: percent })),
    { x: last, y: steps.at(-1)?.percent ?? 100 },
  ];
  if (fewFrom === undefined) return [toStretch(points, arm, CURVE)];
  const before = points.filter(({ x }) => x <= fewFrom);
  const joint = { x: fewFrom, y: before.at(-1)?.y ?? 100 };
  const after = points.filter(({ x }) => x > fewFrom);
  return [toStretch([...before, joint], arm, CURVE), toStretch([joint, ...after], arm, THIN)];
}

function toStretch(data: { x: number; y: number }[], { role, dashed }: KaplanMeierArm, width: number) {
  return {
    data,
    stepped: 'before' as const,
    clip: false as const,
    pointRadius: 0,
    borderWidth: width,
    borderColor: role,
    borderDash: dashed ? DASHES : [],
    borderJoinStyle: 'miter' as const,
  };
}

function furniture(chart: KaplanMeierChart, placement: KaplanMeierLayout): Plugin {
  return {
    id: 'kaplan-meier',
    beforeDatasetsDraw(drawn) {
      chart.arms.forEach((arm, i) => {
        drawBand(drawn, arm, i);
      });
      drawGrid(drawn);
      for (const arm of chart.arms) drawLimits(drawn, arm);
      drawMedians(drawn, chart.arms);
    },
    afterDatasetsDraw(drawn) {
      for (const arm of chart.arms) drawCensored(drawn, arm);
      drawLeaders(drawn.ctx, chart.arms, placement.leaders);
      fillTexts(drawn.ctx, [...placePercents(drawn), ...placement.texts]);
    },
  };
}

function drawGrid(chart: ChartJs): void {
  const { ctx, chartArea } = chart;
  for (const percent of PERCENTS) {
    const y = Math.round(pointAt(chart, 0, percent).y) + 0.5;
    ctx.strokeStyle = percent === 0 ? 'ink' : 'rule';
    ctx.lineWidth = percent === 0 ? 1 : 0.5;
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
  }
}

function placePercents(chart: ChartJs): PlacedText[] {
  return PERCENTS.map((percent) => ({
    text: String(percent),
    x: chart.chartArea.left - 7,
    y: pointAt(chart, 0, percent).y + 4,
    anchor: 'right',
    style: TICK,
    tick: true,
  }));
}
