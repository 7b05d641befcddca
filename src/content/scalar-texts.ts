import type { Key, Parsed } from './parse.ts';

/** A string of a YAML file or front matter. */
export interface ScalarText {
  text: string;
  /** Place of an offset in the text. */
  at(offset: number, length?: number): ReturnType<Parsed['placeOf']>;
}

/** Every string of a parsed file, in its order. */
export function* scalarTexts(parsed: Parsed): Generator<ScalarText> {
  for (const { text, keys } of stringsIn(parsed.data, [])) {
    yield {
      text,
      at: (offset, length) => {
        const before = text.slice(0, offset);
        const [line, column] = [before.split('\n').length, offset - before.lastIndexOf('\n')];
        return parsed.proseAt(keys).at(line, column, length);
      },
    };
  }
}

function* stringsIn(data: unknown, keys: Key[]): Generator<{ text: string; keys: Key[] }> {
  if (typeof data === 'string') yield { text: data, keys };
  else if (Array.isArray(data))
    for (const [index, one] of data.entries()) yield* stringsIn(one, [...keys, index]);
  else if (typeof data === 'object' && data !== null)
    for (const [key, one] of Object.entries(data)) yield* stringsIn(one, [...keys, key]);
}
