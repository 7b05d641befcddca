import { type CellDefaults, readCell } from '../content/cell-grammar.ts';
import { isFault } from '../shapes/shape.ts';
import type { WrittenShape } from '../shapes/shapes.ts';
import { completeValue, faultsOf, writtenShapes } from '../shapes/shapes.ts';
import { isSame } from './proposal.ts';
import type { Tree } from './tree.ts';

/** A value as it is written under the name of its shape: `{ events: '44', of: '59' }` of a proportion. */
export interface WrittenValue {
  shape: WrittenShape;
  raw: { [field: string]: Tree };
}

/** Why a value would be refused by the checks of content; undefined when it is sound. */
export function faultIn({ shape, raw }: WrittenValue): string | undefined {
  const result = writtenShapes[shape].schema.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    return `${issue?.path.join('.') ?? shape}: ${issue?.message ?? 'wrong form'}`;
  }
  const made = completeValue(shape, result.data);
  return isFault(made) ? made.message : faultsOf(made)[0]?.message;
}

/** A cell of a table: the compact text that is read as exactly this value, or a mapping where there is none. */
export function writeCell(value: WrittenValue, defaults: CellDefaults): Tree {
  const text = compact(value, defaults);
  if (text !== undefined) {
    const read = readCell(text, defaults);
    if (!('problem' in read) && read.shape === value.shape && isSame(read.raw as Tree, value.raw))
      return text;
  }
  return { [value.shape]: value.raw };
}

function compact({ shape, raw }: WrittenValue, { unit }: CellDefaults): string | undefined {
  const own = raw.unit === unit ? '' : raw.unit === '%' ? '%' : ` ${raw.unit}`;
  switch (shape) {
    case 'proportion':
      return raw.events === undefined
        ? `${raw.percent}%${tail(raw)}`
        : `${raw.events}/${raw.of}${raw.percent === undefined ? '' : ` (${raw.percent}%)`}${tail({ ci: raw.ci, level: raw.level })}`;
    case 'median':
      return `${raw.value}${tail(raw)}${raw.unit === undefined ? '' : ` ${raw.unit}`}`;
    case 'rate':
      return `${raw.percent}% at ${raw.at}${tail(raw)}`;
    case 'number':
      return `${raw.value}${own}${tail(raw)}`;
    case 'count':
      return `${raw.value} ${raw.unit}${tail(raw)}`;
    case 'eventRate':
      return `${raw.rate} per ${raw.per}${tail(raw)}`;
    case 'measure': {
      const average = raw.mean ?? raw.median ?? raw.geometricMean ?? raw.adjustedMean;
      return `${average}${own}${tail(raw)}`;
    }
    case 'unavailable':
      return raw.because === undefined ? `unavailable: ${raw.reason}` : `${raw.reason} (${raw.because})`;
    default:
      return undefined;
  }
}

function tail(raw: Record<string, Tree | undefined>): string {
  const pair = (limits: Tree) => `[${(limits as string[]).join(', ')}]`;
  return [
    raw.sd && ` sd ${raw.sd}`,
    raw.se && ` se ${raw.se}`,
    raw.gcv && ` gcv ${raw.gcv}%`,
    raw.iqr && ` iqr ${pair(raw.iqr)}`,
    raw.range && ` range ${pair(raw.range)}`,
    raw.ci && ` ${raw.level ? `${raw.level}% ci ` : ''}${pair(raw.ci)}`,
    raw.of && ` of ${raw.of}`,
  ]
    .filter(Boolean)
    .join('');
}
