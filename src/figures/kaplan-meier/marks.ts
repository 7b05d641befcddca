import type { Chart as ChartJs, Scale } from 'chart.js';
import type { KaplanMeierArm } from './chart.ts';

/** Half the height of a tick at the end of follow-up, px. */
const CENSORED = 4;

interface Point {
  x: number;
  y: number;
}

export function pointAt({ scales }: ChartJs, time: number, percent: number): Point {
  return {
    x: (scales.x as Scale).getPixelForValue(time),
    y: (scales.y as Scale).getPixelForValue(percent),
  };
}

type Limited = KaplanMeierArm['steps'][number] & { low: number; high: number };

/** Stretches on which limits are known: each step with its end. Before the first event there are none. */
function limitedSteps({ steps, last }: KaplanMeierArm): (Limited & { until: number })[] {
  return steps.flatMap((step, i) =>
    step.low === undefined || step.high === undefined
      ? []
      : [{ ...step, low: step.low, high: step.high, until: steps[i + 1]?.time ?? last }],
  );
}

/** Grey from limit to limit: where bands of several arms meet, their lines tell them apart. */
export function drawBand(chart: ChartJs, arm: KaplanMeierArm): void {
  const stretches = limitedSteps(arm);
  if (stretches.length === 0) return;
  const { ctx } = chart;
  ctx.fillStyle = 'grid';
  ctx.beginPath();
  const upper = stretches.flatMap(({ time, until, high }) => [
    pointAt(chart, time, high),
    pointAt(chart, until, high),
  ]);
  const lower = stretches.flatMap(({ time, until, low }) => [
    pointAt(chart, time, low),
    pointAt(chart, until, low),
  ]);
  for (const { x, y } of [...upper, ...lower.toReversed()]) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fill();
}

/** The limits as thin lines in the arm's colour. */
export function drawLimits(chart: ChartJs, arm: KaplanMeierArm): void {
  const stretches = limitedSteps(arm);
  const { ctx } = chart;
  ctx.strokeStyle = arm.role;
  ctx.lineWidth = 0.75;
  for (const side of ['low', 'high'] as const) {
    if (stretches.length === 0) continue;
    ctx.beginPath();
    for (const stretch of stretches) {
      for (const time of [stretch.time, stretch.until]) {
        const { x, y } = pointAt(chart, time, stretch[side]);
        ctx.lineTo(x, y);
      }
    }
    ctx.stroke();
  }
}

/** From 50% down to the axis where a median was reached. */
export function drawMedians(chart: ChartJs, arms: readonly KaplanMeierArm[]): void {
  const { ctx } = chart;
  const medians = arms.flatMap(({ medianAt }) => medianAt ?? []);
  if (medians.length === 0) return;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 3]);
  ctx.beginPath();
  const [start, end] = [pointAt(chart, 0, 50), pointAt(chart, Math.max(...medians), 50)];
  ctx.moveTo(start.x, start.y);
  ctx.lineTo(end.x, end.y);
  for (const median of medians) {
    const [from, to] = [pointAt(chart, median, 50), pointAt(chart, median, 0)];
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A tick on the curve for each time at which follow-up ended. */
export function drawCensored(chart: ChartJs, { censored, steps, role }: KaplanMeierArm): void {
  if (censored.length === 0) return;
  const { ctx } = chart;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  for (const time of new Set(censored)) {
    const { x, y } = pointAt(chart, time, steps.findLast((step) => step.time <= time)?.percent ?? 100);
    ctx.moveTo(x, y - CENSORED);
    ctx.lineTo(x, y + CENSORED);
  }
  ctx.stroke();
}
