import { foldCase } from './matcher.ts';
import { findQuantitiesIn } from './quantities.ts';
import { readPlainly } from './reading.ts';

/** A text of a trial that says how it was done, and the sources that state it; none where the trial names none. */
export interface TrialField {
  text: string;
  sources: { id: string; locator?: string }[];
}

interface Field {
  /** As read, its case folded. */
  read: string;
  /** As written. */
  text: string;
  sources: TrialField['sources'];
  /** Where in it the numbers of the protocol are. */
  numbers: { start: number; end: number }[];
}

/** Fields with a number of a protocol. */
export type Fields = readonly Field[];

/** Prepares the fields. A text that another trial has without a source has none: its source is ambiguous. */
export function readFields(all: readonly TrialField[]): Fields {
  const byText = [...Map.groupBy(all, ({ text }) => foldCase(readPlainly(text).text.trim()))];
  const sourced = byText.filter(([, same]) => same.every(({ sources }) => sources.length > 0));
  const quantities = findQuantitiesIn(
    sourced.map(([read]) => read),
    true,
  );
  return sourced.flatMap(([read, same], index): Field[] => {
    const numbers = (quantities[index] ?? []).filter(({ kind }) => kind === 'protocol');
    const sources = new Map(same.flatMap((one) => one.sources).map((one) => [JSON.stringify(one), one]));
    const text = readPlainly(same[0]?.text ?? '').text.trim();
    return numbers.length > 0 ? [{ read, text, sources: [...sources.values()], numbers }] : [];
  });
}

/** A number on a page: where in which text of it. */
interface Spot {
  read: string;
  where: string;
  start: number;
  end: number;
}

/** What a briefing says in its own words is no field of a trial, whatever it repeats. */
const ofData = /^(?:figure|table) |^page$|^comparability$/;
const ofAuthor = /, (?:title|subtitle|note|certainty)$/;

/** The field that a page prints at the number, if it is one of a protocol there. */
export function statedInField(
  { read, where, start, end }: Spot,
  fields: Fields,
): { context: string; sources: Field['sources'] } | undefined {
  if (fields.length === 0 || !ofData.test(where) || ofAuthor.test(where)) return undefined;
  const { text, offsets } = readPlainly(read);
  const page = foldCase(text);
  const [from, to] = [offsets.indexOf(start), offsets.findLastIndex((offset) => offset < end) + 1];
  const found = fields.find((field) =>
    startsOf(page, field.read).some((at) =>
      field.numbers.some((number) => at + number.start <= from && to <= at + number.end),
    ),
  );
  return found && { context: found.text, sources: found.sources };
}

function startsOf(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}
