import type { Key } from '../content/parse.ts';
import type { FindingFile, ValueOf } from '../model/trial.ts';
import { decimalsOf, percentOf } from '../notation/rounding.ts';
import type { FileCheck } from './file-check.ts';

type RawProportion = NonNullable<FindingFile['proportion']>;

/** A proportion whose count is known, or worked back where it says `events: derived`. */
export function checkProportion(
  raw: RawProportion,
  keys: Key[],
  { parsed, complain }: Pick<FileCheck, 'parsed' | 'complain'>,
): ValueOf<'proportion'> | undefined {
  const { events, ...rest } = raw;
  if (events === 'derived') return deriveEvents(raw, keys, { parsed, complain });
  if (raw.percent || (events !== undefined && raw.of !== undefined)) {
    return { shape: 'proportion', ...rest, ...(events !== undefined && { events }), eventsDerived: false };
  }
  const message = 'a proportion needs percent:, or events: and of:';
  return complain('missing-field', message, parsed.placeOfKey(keys));
}

/** The one count whose percentage rounds to the printed one. */
function deriveEvents(
  { events: _, ...raw }: RawProportion,
  keys: Key[],
  { parsed, complain }: Pick<FileCheck, 'parsed' | 'complain'>,
): ValueOf<'proportion'> | undefined {
  const { percent, of } = raw;
  const candidates = percent && of ? countsThatPrint(percent.text, of) : [];
  const [only, another] = candidates;
  if (only !== undefined && another === undefined)
    return { shape: 'proportion', ...raw, events: only, eventsDerived: true };
  const why = another
    ? `${only} to ${candidates.at(-1)} of ${of} all print as ${percent?.text}%`
    : percent && of
      ? `no whole number of ${of} prints as ${percent.text}%`
      : 'that takes percent: and of:';
  const message = `the number of events cannot be worked back: ${why}`;
  return complain('not-derivable', message, parsed.placeOf([...keys, 'events']), {
    hints: ['leave events: out, or give the number that the source prints'],
  });
}

function countsThatPrint(percent: string, of: number): number[] {
  const decimals = decimalsOf(percent);
  const middle = Math.round((Number(percent) * of) / 100);
  const reach = Math.ceil(of / 10 ** decimals / 100) + 1;
  const counts = Array.from({ length: 2 * reach + 1 }, (_, index) => middle - reach + index);
  return counts.filter((n) => n >= 0 && n <= of && percentOf(n, of, decimals) === percent);
}
