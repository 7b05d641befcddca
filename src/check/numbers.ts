import type { Key } from '../content/parse.ts';
import type { Bound, Decimal } from '../model/scalars.ts';
import type { Value, ValueOf } from '../model/trial.ts';
import { decimalsOf, percentOf } from '../notation/rounding.ts';
import type { FileCheck } from './file-check.ts';

/** What cannot be true of the value under `keys` whatever its source says. */
export function checkNumbers(value: Value, keys: Key[], check: FileCheck): void {
  if ('of' in value && value.of !== undefined) checkCounts(value, value.of, keys, check);
  checkInterval(value, keys, check);
  checkRatio(value, keys, check);
  checkRatioEvents(value, keys, check);
}

function checkCounts(value: Value, of: number, keys: Key[], check: FileCheck): void {
  const { parsed, complain } = check;
  const place = parsed.placeOf([...keys, 'of']);
  if (of === 0) {
    complain('empty-population', 'a proportion of 0 patients says nothing', place);
    return;
  }
  const field = value.shape === 'proportion' ? 'events' : 'value';
  const events =
    value.shape === 'proportion' ? value.events : value.shape === 'count' ? value.value : undefined;
  if (events === undefined) return;
  if (events > of) {
    const related = [{ message: 'the number of patients', place }];
    complain('events-exceed-total', `${events} events in ${of} patients`, parsed.placeOf([...keys, field]), {
      related,
    });
  } else if (value.shape === 'proportion') checkPercent(value, [events, of], keys, check);
}

function checkPercent(
  { percent, eventsDerived }: ValueOf<'proportion'>,
  [events, of]: [number, number],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  if (!percent || eventsDerived) return;
  const decimals = decimalsOf(percent.text);
  const printed = percentOf(events, of, decimals);
  // A source that rounds half to even prints the other neighbour of an exact half.
  const tie =
    (2 * 100 * events * 10 ** decimals) % of === 0 &&
    Math.abs(Number(printed) - percent.value) <= 1.0001 / 10 ** decimals;
  if (printed === percent.text || tie) return;
  const message = `${events} of ${of} is ${printed}%, not ${percent.text}%`;
  complain('percent-mismatch', message, parsed.placeOf([...keys, 'percent']), {
    related: [
      { message: 'the number of events', place: parsed.placeOf([...keys, 'events']) },
      { message: 'the number of patients', place: parsed.placeOf([...keys, 'of']) },
    ],
  });
}

function checkInterval(value: Value, keys: Key[], check: FileCheck): void {
  const interval = 'ci' in value ? value.ci : undefined;
  if (!interval) return;
  const { parsed, complain } = check;
  const [low, high] = interval.map(numberOf) as [number | undefined, number | undefined];
  if (low !== undefined && high !== undefined && low > high) {
    complain(
      'interval-reversed',
      `the interval begins at ${low} and ends at ${high}`,
      parsed.placeOf([...keys, 'ci', 0]),
      { related: [{ message: 'the upper limit', place: parsed.placeOf([...keys, 'ci', 1]) }] },
    );
    return;
  }
  checkLimits(value, interval, keys, check);
  const estimate = estimateOf(value);
  if (!estimate || !isOutside(estimate.decimal.value, low, high)) return;
  complain(
    'estimate-outside-interval',
    `the estimate ${estimate.decimal.text} lies outside its interval`,
    parsed.placeOf([...keys, estimate.field]),
    { related: [{ message: 'the interval', place: parsed.placeOf([...keys, 'ci']) }] },
  );
}

/** Limits of a percentage are percentages. */
function checkLimits(
  { shape }: Value,
  interval: readonly Bound[],
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  if (shape !== 'proportion' && shape !== 'rate') return;
  for (const [index, limit] of interval.entries()) {
    if (typeof limit === 'string' || (limit.value >= 0 && limit.value <= 100)) continue;
    const path = [...keys, 'ci', index];
    const message = `${path.join('.')}: ‘${limit.text}’: expected a percentage from 0 to 100`;
    complain('out-of-range', message, parsed.placeOf(path));
  }
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

function checkRatio(value: Value, keys: Key[], { parsed, complain }: FileCheck): void {
  if ((value.shape !== 'hazardRatio' && value.shape !== 'oddsRatio') || value.value.value > 0) return;
  complain('out-of-range', 'a ratio is greater than 0', parsed.placeOf([...keys, 'value']));
}

function checkRatioEvents(value: Value, keys: Key[], { parsed, complain }: FileCheck): void {
  const counts = value.shape === 'hazardRatio' || value.shape === 'oddsRatio' ? (value.events ?? []) : [];
  for (const [index, { events, of }] of counts.entries()) {
    if (events <= of) continue;
    const place = parsed.placeOf([...keys, 'events', index]);
    complain('events-exceed-total', `${events} events in ${of} patients`, place);
  }
}
