import type { Role } from './palette.ts';
import type { PlacedParting } from './parting-line.ts';

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

/** Dashed lines to the edge of the sheet, where populations part. All in px. */
export function strokePartings(
  ctx: CanvasRenderingContext2D,
  partings: readonly PlacedParting[],
  width: number,
): void {
  const long = partings.filter(({ left }) => left < width);
  if (long.length === 0) return;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 0.8;
  ctx.setLineDash([2.5, 2.5]);
  ctx.beginPath();
  for (const { left, y } of long) {
    ctx.moveTo(left, y);
    ctx.lineTo(width, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** An interval with a cap at either end, `cap` px up and down. */
export function strokeWhisker(
  ctx: CanvasRenderingContext2D,
  { low, high, y, cap, role }: { low: number; high: number; y: number; cap: number; role: Role },
): void {
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(low, y);
  ctx.lineTo(high, y);
  for (const end of [low, high]) {
    ctx.moveTo(end, y - cap);
    ctx.lineTo(end, y + cap);
  }
  ctx.stroke();
}
