import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Bound, Decimal } from '../model/scalars.ts';
import type { Value } from '../model/trial.ts';
import { decimalsOf, percentOf } from '../notation/rounding.ts';

/** What cannot be true of one value whatever its source says. */
export function checkNumbers(value: Value, findingKeys: Key[], parsed: Parsed): Diagnostic[] {
  const keys = [...findingKeys, value.shape];
  const counts = 'of' in value && value.of !== undefined ? checkCounts(value, value.of, keys, parsed) : [];
  return [...counts, ...checkInterval(value, keys, parsed), ...checkRatio(value, keys, parsed)];
}

function checkCounts(value: Value, of: number, keys: Key[], parsed: Parsed): Diagnostic[] {
  const place = parsed.placeOf([...keys, 'of']);
  if (of === 0) return [problem('empty-population', 'a proportion of 0 patients says nothing', place)];
  const field = value.shape === 'proportion' ? 'events' : 'value';
  const events =
    value.shape === 'proportion' ? value.events : value.shape === 'count' ? value.value : undefined;
  if (events === undefined) return [];
  const eventsPlace = parsed.placeOf([...keys, field]);
  if (events > of) {
    return [
      problem('events-exceed-total', `${events} events in ${of} patients`, eventsPlace, {
        related: [{ message: 'the number of patients', place }],
      }),
    ];
  }
  return value.shape === 'proportion' ? checkPercent(value, events, of, keys, parsed) : [];
}

function checkPercent(
  value: Value & { shape: 'proportion' },
  events: number,
  of: number,
  keys: Key[],
  parsed: Parsed,
): Diagnostic[] {
  if (!value.percent || value.eventsDerived) return [];
  const decimals = decimalsOf(value.percent.text);
  const printed = percentOf(events, of, decimals);
  // A source that rounds half to even prints the other neighbour of an exact half.
  const tie =
    (2 * 100 * events * 10 ** decimals) % of === 0 &&
    Math.abs(Number(printed) - value.percent.value) <= 1.0001 / 10 ** decimals;
  if (printed === value.percent.text || tie) return [];
  return [
    problem(
      'percent-mismatch',
      `${events} of ${of} is ${printed}%, not ${value.percent.text}%`,
      parsed.placeOf([...keys, 'percent']),
      {
        related: [
          { message: 'the number of events', place: parsed.placeOf([...keys, 'events']) },
          { message: 'the number of patients', place: parsed.placeOf([...keys, 'of']) },
        ],
      },
    ),
  ];
}

function checkInterval(value: Value, keys: Key[], parsed: Parsed): Diagnostic[] {
  const interval = 'ci' in value ? value.ci : undefined;
  if (!interval) return [];
  const [low, high] = interval.map(numberOf) as [number | undefined, number | undefined];
  const [lowPlace, highPlace] = [parsed.placeOf([...keys, 'ci', 0]), parsed.placeOf([...keys, 'ci', 1])];
  if (low !== undefined && high !== undefined && low > high) {
    return [
      problem('interval-reversed', `the interval begins at ${low} and ends at ${high}`, lowPlace, {
        related: [{ message: 'the upper limit', place: highPlace }],
      }),
    ];
  }
  const estimate = estimateOf(value);
  if (!estimate || !isOutside(estimate.decimal.value, low, high)) return [];
  return [
    problem(
      'estimate-outside-interval',
      `the estimate ${estimate.decimal.text} lies outside its interval`,
      parsed.placeOf([...keys, estimate.field]),
      {
        related: [{ message: 'the interval', place: parsed.placeOf([...keys, 'ci']) }],
      },
    ),
  ];
}

function isOutside(estimate: number, low: number | undefined, high: number | undefined): boolean {
  return (low !== undefined && estimate < low) || (high !== undefined && estimate > high);
}

function numberOf(bound: Bound): number | undefined {
  return typeof bound === 'string' ? undefined : bound.value;
}

function estimateOf(value: Value): { decimal: Decimal; field: string } | undefined {
  switch (value.shape) {
    case 'proportion':
      return value.percent && { decimal: value.percent, field: 'percent' };
    case 'rate':
      return { decimal: value.percent, field: 'percent' };
    case 'median':
      return typeof value.value === 'string' ? undefined : { decimal: value.value.value, field: 'value' };
    case 'hazardRatio':
    case 'oddsRatio':
    case 'difference':
      return { decimal: value.value, field: 'value' };
    default:
      return undefined;
  }
}

function checkRatio(value: Value, keys: Key[], parsed: Parsed): Diagnostic[] {
  if ((value.shape !== 'hazardRatio' && value.shape !== 'oddsRatio') || value.value.value > 0) return [];
  return [problem('out-of-range', 'a ratio is greater than 0', parsed.placeOf([...keys, 'value']))];
}
