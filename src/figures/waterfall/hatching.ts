import type { Response } from '../../model/cohort.ts';
import type { Role } from '../palette.ts';

type Stripes = 'rising' | 'crossed' | 'upright' | 'level';

interface Texture {
  line: Role;
  /** Filled in one colour, or striped. */
  fill?: Role;
  stripes?: Stripes;
}

/** By best response, told apart by pattern as well as by colour. */
const textures: Record<Response, Texture> = {
  sCR: { line: 'ink', fill: 'ink' },
  CR: { line: 'accent', fill: 'accent' },
  VGPR: { line: 'accent', stripes: 'crossed' },
  PR: { line: 'accent', stripes: 'rising' },
  MR: { line: 'accent', stripes: 'upright' },
  SD: { line: 'mark', fill: 'rule' },
  PD: { line: 'mark', stripes: 'level' },
};

const unknown: Texture = { line: 'mark' };

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A rectangle in the pattern of a best response. */
export function drawTextured(
  ctx: CanvasRenderingContext2D,
  rectangle: Rectangle,
  best: Response | undefined,
): void {
  const { left, top, width, height } = rectangle;
  const { line, fill = 'paper', stripes } = best ? textures[best] : unknown;
  ctx.fillStyle = fill;
  ctx.strokeStyle = line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.fill();
  ctx.stroke();
  if (!stripes) return;
  ctx.lineWidth = stripes === 'level' ? 1.5 : 1.2;
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of linesOf(stripes, rectangle)) {
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
  }
  ctx.stroke();
}

type Line = [number, number, number, number];

/** Px from one stripe to the next. */
const STEP = 4;

function linesOf(stripes: Stripes, rectangle: Rectangle): Line[] {
  const { left, top, width, height } = rectangle;
  if (stripes === 'level') return steps(height).map((y) => [left, top + y, left + width, top + y]);
  if (stripes === 'upright') return steps(width).map((x) => [left + x, top, left + x, top + height]);
  const rising = steps(width + height).map((sum): Line => {
    const from = Math.max(0, sum - height);
    const to = Math.min(width, sum);
    return [left + from, top + sum - from, left + to, top + sum - to];
  });
  if (stripes === 'rising') return rising;
  const mirrored = rising.map(
    ([x1, y1, x2, y2]): Line => [2 * left + width - x1, y1, 2 * left + width - x2, y2],
  );
  return [...rising, ...mirrored];
}

function steps(length: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(length / STEP) - 1) }, (_, i) => (i + 1) * STEP);
}
