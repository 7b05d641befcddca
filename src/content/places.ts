import type { Place } from '../diagnostics.ts';

export type Key = string | number;

/** Prose and where it begins, so that a position inside it can be reported in the author's file. */
export interface Located {
  text: string;
  /** Place of a line and column (both from 1) of `text`. */
  at(line: number, column: number, length?: number): Place;
}

/** Where a value is in the YAML, as offsets; all that is kept of the tree it was read from. */
export interface Spot {
  readonly start: number;
  readonly end: number;
  /** Of its key, in a map; -1 elsewhere. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Of a scalar. */
  style: ScalarStyle | undefined;
  parts: Map<Key, Spot> | Spot[] | undefined;
}

/** There is a spot for every value of the content: with all fields from the start it takes half the memory. */
export function spotAt(
  start: number,
  end: number,
  [keyStart, keyEnd]: readonly [number, number, ...number[]] = [-1, -1],
): Spot {
  return { start, end, keyStart, keyEnd, style: undefined, parts: undefined };
}

function partOf({ parts }: Spot, key: Key): Spot | undefined {
  return Array.isArray(parts) ? parts[Number(key)] : parts?.get(key);
}

/** The way from keys to lines and columns of one file. */
export class Places {
  private readonly file: string;
  private readonly yaml: string;
  private readonly lineStarts: number[];
  private readonly root: Spot;

  constructor(file: string, yaml: string, root: Spot) {
    this.file = file;
    this.yaml = yaml;
    this.root = root;
    this.lineStarts = [0, ...[...yaml.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** Place of the value under `keys`, or of its nearest parent that exists. */
  placeOf(keys: readonly Key[]): Place {
    let spot = this.root;
    for (const key of keys) {
      const part = partOf(spot, key);
      if (!part) break;
      spot = part;
    }
    return spot === this.root ? this.place(0, 0) : this.place(spot.start, spot.end);
  }

  /** Place of the key itself, for complaints about names. */
  placeOfKey(keys: readonly Key[]): Place {
    const { keyStart = -1, keyEnd = -1 } = this.find(keys) ?? {};
    return keyStart < 0 ? this.placeOf(keys) : this.place(keyStart, keyEnd);
  }

  /** `text`, which is the string under `keys`, with places inside it. */
  locate(keys: readonly Key[], text: string): Located {
    const spot = this.find(keys);
    const whole = this.placeOf(keys);
    return {
      text,
      at: (line, column, length = 1) => {
        const upTo = text.slice(0, offsetAt(text, line, column) + 1);
        const offset = spot?.style && offsetInSource(this.yaml, spot.start, spot.style, upTo);
        return offset === undefined ? whole : this.place(offset, offset + length);
      },
    };
  }

  /** A place of one line: the caret never underlines more than its line. */
  place(start: number, end: number): Place {
    const line = this.lineOf(start);
    const lineEnd = (this.lineStarts[line] ?? this.yaml.length + 1) - 1;
    const column = start - (this.lineStarts[line - 1] ?? 0) + 1;
    return { file: this.file, line, column, length: Math.max(1, Math.min(end, lineEnd) - start) };
  }

  /** Line of an offset, from 1: how many lines begin at or before it. */
  private lineOf(offset: number): number {
    let [low, high] = [1, this.lineStarts.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle - 1] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private find(keys: readonly Key[]): Spot | undefined {
    return keys.reduce<Spot | undefined>((spot, key) => spot && partOf(spot, key), this.root);
  }
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/**
 * Where the last UTF-16 unit of a scalar's value, or of the beginning of one, is in the YAML. Folding
 * and indentation change white space only and escapes become one character, so the two are walked
 * side by side; undefined when they part all the same, or there is no such unit.
 */
function offsetInSource(yaml: string, start: number, style: ScalarStyle, value: string): number | undefined {
  let at = firstOffset(yaml, start, style);
  let last: number | undefined;
  for (const character of value) {
    const isBlank = blanks.includes(character);
    if (!isBlank) at = afterBlanks(yaml, at);
    at = afterLineContinuation(yaml, at, style);
    const escaped = escapeLength(yaml, at, style);
    if (!isBlank && escaped === 0 && !yaml.startsWith(character, at)) return undefined;
    last = escaped ? at : at + character.length - 1;
    if (escaped) at += escaped;
    else at = isBlank ? afterBlanks(yaml, at) : at + character.length;
  }
  return last;
}

const blanks = ' \t\n';

function firstOffset(yaml: string, start: number, style: ScalarStyle): number {
  if (style === 'block') return yaml.indexOf('\n', start) + 1;
  return style === 'plain' ? start : start + 1;
}

function afterBlanks(yaml: string, at: number): number {
  let end = at;
  while (end < yaml.length && blanks.includes(yaml.charAt(end))) end += 1;
  return end;
}

/** In double quotes a backslash at the end of a line joins it with the next. */
function afterLineContinuation(yaml: string, at: number, style: ScalarStyle): number {
  return style === 'double' && yaml.startsWith('\\\n', at) ? afterBlanks(yaml, at + 1) : at;
}

const digitsOfEscape: Record<string, number> = { x: 2, u: 4, U: 8 };

/** Length of the escape at an offset; 0 when there is none. */
function escapeLength(yaml: string, at: number, style: ScalarStyle): number {
  if (style === 'single') return yaml.startsWith("''", at) ? 2 : 0;
  if (style !== 'double' || yaml[at] !== '\\') return 0;
  return 2 + (digitsOfEscape[yaml[at + 1] ?? ''] ?? 0);
}
