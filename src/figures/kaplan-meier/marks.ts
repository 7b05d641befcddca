import type { Chart as ChartJs, Scale } from 'chart.js';
import type { KaplanMeierArm } from './chart.ts';
import type { Leader } from './places.ts';

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

/** A step with its limits, and its end. */
type LimitedStretch = KaplanMeierArm['steps'][number] & { low: number; high: number; until: number };

/** Stretches on which limits are known: each step with its end. Before the first event there are none. */
function limitedSteps({ steps, last }: KaplanMeierArm): LimitedStretch[] {
  return steps.flatMap((step, i) =>
    step.low === undefined || step.high === undefined
      ? []
      : [{ ...step, low: step.low, high: step.high, until: steps[i + 1]?.time ?? last }],
  );
}

/** Px from one line of a hatched band to the next. */
const HATCH = 5;

/**
 * From limit to limit: in a tint of the accent for the arm in focus, hatched in its own colour for another, so that
 * bands are told apart where they lie over each other and in print without colour.
 */
export function drawBand(chart: ChartJs, arm: KaplanMeierArm, index: number): void {
  const stretches = limitedSteps(arm);
  if (stretches.length === 0) return;
  if (arm.role === 'accent') fillBand(chart, stretches);
  else drawHatching(chart, stretches, { ...arm, index });
}

function fillBand(chart: ChartJs, stretches: readonly LimitedStretch[]): void {
  const { ctx } = chart;
  ctx.fillStyle = 'tint';
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

/** Upright lines, of a third arm between those of the second; of dashed curves dashed. */
function drawHatching(
  chart: ChartJs,
  stretches: readonly LimitedStretch[],
  { role, dashed, index }: Pick<KaplanMeierArm, 'role' | 'dashed'> & { index: number },
): void {
  const { ctx } = chart;
  const boxes = stretches.map(({ time, until, low, high }) => ({
    left: pointAt(chart, time, high),
    right: pointAt(chart, until, low),
  }));
  ctx.strokeStyle = role;
  ctx.lineWidth = 0.6;
  ctx.setLineDash(dashed ? [2, 2] : []);
  ctx.beginPath();
  const last = boxes.at(-1)?.right.x ?? 0;
  for (let x = (boxes[0]?.left.x ?? 0) + 2 + (index % 2) * (HATCH / 2); x < last; x += HATCH) {
    const box = boxes.find(({ left, right }) => left.x <= x && x < right.x);
    if (!box) continue;
    ctx.moveTo(x, box.left.y);
    ctx.lineTo(x, box.right.y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** From the ends of curves to names that stand away from them. */
export function drawLeaders(
  ctx: CanvasRenderingContext2D,
  arms: readonly KaplanMeierArm[],
  leaders: readonly Leader[],
): void {
  leaders.forEach(({ from, to }, i) => {
    if (Math.hypot(to.x - from.x, to.y - from.y) < 9) return;
    ctx.strokeStyle = arms[i]?.role ?? 'ink';
    ctx.lineWidth = 0.6;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  });
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
