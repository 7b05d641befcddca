import type { Role } from './palette.ts';

/** Hairlines across the sheet at some heights. All in px. */
export function strokeRules(ctx: CanvasRenderingContext2D, rules: readonly number[], width: number): void {
  ctx.strokeStyle = 'rule';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const y of rules) {
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.stroke();
}

/** An interval with a cap at either end, `cap` px up and down. */
export function strokeWhisker(
  ctx: CanvasRenderingContext2D,
  { low, high, y, cap, role }: { low: number; high: number; y: number; cap: number; role: Role },
): void {
  ctx.strokeStyle = role;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(low, y);
  ctx.lineTo(high, y);
  for (const end of [low, high]) {
    ctx.moveTo(end, y - cap);
    ctx.lineTo(end, y + cap);
  }
  ctx.stroke();
}
