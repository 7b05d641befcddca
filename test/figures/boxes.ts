import { measureWith } from '../../src/figures/png.ts';

const measure = measureWith({ families: [], lacking: new Set() });

export interface Box {
  name: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Element {
  name: 'text' | 'path';
  attributes: Record<string, string>;
  text: string;
}

/** The texts and paths of a drawing. */
export function elementsOf(svg: string): Element[] {
  return [...svg.matchAll(/<(text|path)((?: [\w-]+="[^"]*")+)(?:\/>|>([^<]*)<\/text>)/g)].map(
    ([, name, attributes, text]) => ({
      name: name as Element['name'],
      attributes: Object.fromEntries(
        [...(attributes as string).matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]),
      ),
      text: text ?? '',
    }),
  );
}

/** The numbers of the axes. */
export function ticksOf(svg: string): Element[] {
  return elementsOf(svg).filter(
    ({ attributes }) => attributes['data-scale'] !== undefined && attributes['data-entry'] === undefined,
  );
}

export function textBoxes(svg: string): Box[] {
  return elementsOf(svg)
    .filter((element) => element.name === 'text')
    .map(({ attributes, text }) => {
      const size = Number(attributes['font-size']);
      const weight = attributes['font-weight'] === '600' ? 600 : 400;
      const width = measure(text, { size, weight, fill: 'ink' });
      const shift = { start: 0, middle: width / 2, end: width }[attributes['text-anchor'] ?? 'start'];
      const left = Number(attributes.x) - (shift as number);
      const y = Number(attributes.y);
      return { name: text, left, right: left + width, top: y - 0.7 * size, bottom: y + 0.2 * size };
    });
}

/** Of the paths that carry one of these roles. */
export function pathBoxes(svg: string, roles: RegExp): Box[] {
  return elementsOf(svg)
    .filter(({ name, attributes }) => name === 'path' && roles.test(attributes.class ?? ''))
    .map(({ attributes }) => {
      const xs = pointsOf(attributes.d as string).map(([x]) => x);
      const ys = pointsOf(attributes.d as string).map(([, y]) => y);
      const radius = Number(/A([\d.]+)/.exec(attributes.d as string)?.[1] ?? 0);
      return {
        name: attributes.class as string,
        left: Math.min(...xs),
        right: Math.max(...xs),
        top: Math.min(...ys) - radius,
        bottom: Math.max(...ys) + radius,
      };
    });
}

function pointsOf(d: string): [number, number][] {
  return [...d.matchAll(/([MLA])([^MLAZ]*)/g)].map(([, , numbers]) => {
    const [x, y] = (numbers as string).trim().split(' ').map(Number).slice(-2);
    return [x as number, y as number];
  });
}

export function widen(box: Box, by: number): Box {
  return { ...box, left: box.left - by, right: box.right + by };
}

/** Pairs that share more than half a pixel. */
export function overlaps(boxes: readonly Box[], others: readonly Box[] = boxes): string[] {
  return boxes.flatMap((a, i) =>
    others
      .slice(others === boxes ? i + 1 : 0)
      .filter(
        (b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5,
      )
      .map((b) => `${a.name} / ${b.name}`),
  );
}

/** Pairs that share more than half a pixel, where the first is not wholly within the other. */
export function straddles(boxes: readonly Box[], others: readonly Box[] = boxes): string[] {
  return boxes.flatMap((a) =>
    overlaps(
      [a],
      others.filter((b) => a.left < b.left || a.right > b.right || a.top < b.top || a.bottom > b.bottom),
    ),
  );
}

export function outside(boxes: readonly Box[], svg: string): string[] {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  return boxes
    .filter(
      (box) =>
        box.left < -0.5 ||
        box.top < 0 ||
        box.right > (width as number) + 0.5 ||
        box.bottom > (height as number),
    )
    .map((box) => box.name);
}
