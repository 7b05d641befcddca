import { type Block, lettersOf } from './blocks.ts';
import type { Box, Ink } from './drawn.ts';

/** How far letters may reach into each other, in points. */
const SLACK = 1;

/** Letters of one text that lie on those of another, as a sentence each: a heading that hangs too low, say. */
export function overlaps(blocks: readonly Block[]): string[] {
  const texts = blocks.map(({ ink }) => lettersOf(ink));
  return texts.flatMap((one, index) =>
    texts.slice(index + 1).flatMap((other) => {
      const pair = firstPair(one, other);
      return pair
        ? [`‘${pair[0].text.trim()}’ lies on ‘${pair[1].text.trim()}’ on page ${pair[0].page}`]
        : [];
    }),
  );
}

function firstPair(one: readonly Ink[], other: readonly Ink[]): [Ink, Ink] | undefined {
  for (const a of one) {
    const b = other.find((ink) => ink.page === a.page && meet(ink.box, a.box));
    if (b) return [a, b];
  }
  return undefined;
}

function meet(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const up = Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom);
  return across > SLACK && up > SLACK;
}
