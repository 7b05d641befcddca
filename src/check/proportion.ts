import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { FindingFile, ValueOf } from '../model/trial.ts';
import { decimalsOf, percentOf } from '../notation/rounding.ts';

type RawProportion = NonNullable<FindingFile['proportion']>;

/** Resolves `events: derived`: the one count whose percentage rounds to the printed one. */
export function deriveEvents(
  raw: RawProportion,
  keys: Key[],
  parsed: Parsed,
  diagnostics: Diagnostic[],
): ValueOf<'proportion'> | undefined {
  const { events, ...rest } = raw;
  if (events === undefined || typeof events === 'number') {
    return complete(
      { shape: 'proportion', ...rest, ...(events !== undefined && { events }), eventsDerived: false },
      keys,
      parsed,
      diagnostics,
    );
  }
  const candidates = raw.percent && raw.of ? countsThatPrint(raw.percent.text, raw.of) : [];
  const [only, another] = candidates;
  if (only !== undefined && another === undefined)
    return { shape: 'proportion', ...rest, events: only, eventsDerived: true };
  const why =
    candidates.length > 1
      ? `${candidates[0]} to ${candidates.at(-1)} of ${raw.of} all print as ${raw.percent?.text}%`
      : raw.percent && raw.of
        ? `no whole number of ${raw.of} prints as ${raw.percent.text}%`
        : 'that takes percent: and of:';
  diagnostics.push(
    problem(
      'not-derivable',
      `the number of events cannot be worked back: ${why}`,
      parsed.placeOf([...keys, 'events']),
      {
        hints: ['leave events: out, or give the number that the source prints'],
      },
    ),
  );
  return undefined;
}

function complete(
  value: ValueOf<'proportion'>,
  keys: Key[],
  parsed: Parsed,
  diagnostics: Diagnostic[],
): ValueOf<'proportion'> | undefined {
  if (value.percent || (value.events !== undefined && value.of !== undefined)) return value;
  diagnostics.push(
    problem('missing-field', 'a proportion needs percent:, or events: and of:', parsed.placeOfKey(keys)),
  );
  return undefined;
}

function countsThatPrint(percent: string, of: number): number[] {
  const decimals = decimalsOf(percent);
  const middle = Math.round((Number(percent) * of) / 100);
  const reach = Math.ceil(of / 10 ** decimals / 100) + 1;
  const counts = Array.from({ length: 2 * reach + 1 }, (_, index) => middle - reach + index);
  return counts.filter((n) => n >= 0 && n <= of && percentOf(n, of, decimals) === percent);
}
