import { describe, expect, test } from 'vitest';
import {
  betterDirection,
  type Endpoint,
  type EventRatio,
  endpointsSchema,
  eventOf,
} from '../../src/model/endpoint.ts';
import { builtInEndpoints } from '../../src/model/endpoint-catalogue.ts';

type Family = Endpoint['family'];
type Event = Endpoint['event'] | 'unstated';

const ratios = ['hazardRatio', 'oddsRatio', 'riskRatio', 'rateRatio'] as const satisfies EventRatio[];

/** What hazard, odds, risk and rate ratios count, in this order; `-` where nothing says. */
function signs(endpoint: Parameters<typeof eventOf>[0]): string {
  return ratios.map((ratio) => (eventOf(endpoint, ratio) ?? '-').charAt(0)).join('');
}

describe('what a ratio of an endpoint counts', () => {
  // Family, higherIsBetter, unit, event as stated, and the signs.
  const table: [Family, boolean | undefined, string | undefined, Event, string][] = [
    ['time-to-event', true, undefined, 'harmful', 'h--h'],
    ['time-to-event', true, 'months', 'unstated', 'h--h'],
    ['time-to-event', true, undefined, 'unstated', 'h--h'],
    ['time-to-event', true, '%', 'unstated', '----'],
    ['time-to-event', true, 'patients', 'unstated', '----'],
    ['time-to-event', true, '%', 'beneficial', 'bbbb'],
    ['time-to-event', false, undefined, 'harmful', 'hhhh'],
    ['time-to-event', false, undefined, 'beneficial', 'bbbb'],
    ['time-to-event', false, undefined, 'unstated', '----'],
    ['time-to-event', undefined, undefined, 'unstated', '----'],
    ['time-to-event', undefined, undefined, 'harmful', 'hhhh'],
    ['response', true, undefined, 'unstated', '-bbb'],
    ['response', true, '%', 'unstated', '-bbb'],
    ['response', true, 'months', 'unstated', '----'],
    ['response', true, '%', 'beneficial', 'bbbb'],
    ['response', false, '%', 'unstated', '----'],
    ['response', undefined, '%', 'unstated', '----'],
    ['mrd', true, '%', 'unstated', '-bbb'],
    ['mrd', undefined, '%', 'unstated', '----'],
    ['responder', true, '%', 'unstated', '-bbb'],
    ['responder', false, '%', 'unstated', '----'],
    ['safety', false, '%', 'unstated', 'hhhh'],
    ['safety', undefined, undefined, 'unstated', 'hhhh'],
    ['safety', true, '%', 'unstated', '----'],
    ['safety', true, '%', 'beneficial', 'bbbb'],
    ['event-rate', false, undefined, 'unstated', 'hhhh'],
    ['event-rate', true, undefined, 'unstated', 'bbbb'],
    ['event-rate', undefined, undefined, 'unstated', '----'],
    ['continuous', true, 'mL', 'unstated', '----'],
    ['continuous', false, 'mL', 'unstated', '----'],
    ['patient-reported', true, 'points', 'unstated', '----'],
    ['immunogenicity', true, '%', 'unstated', '----'],
    ['pharmacokinetic', undefined, 'ng/mL', 'unstated', '----'],
    ['conduct', true, '%', 'unstated', '----'],
    ['other', true, '%', 'unstated', '----'],
    ['other', false, undefined, 'harmful', 'hhhh'],
  ];

  test.each(table)('%s, higher is better: %s, unit %s, event %s', (family, higher, unit, event, expected) => {
    const endpoint = {
      family,
      ...(higher !== undefined && { higherIsBetter: higher }),
      ...(unit !== undefined && { unit }),
      ...(event !== 'unstated' && { event }),
    };
    expect(signs(endpoint)).toBe(expected);
  });

  test('without a ratio it is that of a hazard for a time, and of a share for a response', () => {
    expect(eventOf({ family: 'time-to-event', higherIsBetter: true })).toBe('harmful');
    expect(eventOf({ family: 'response', higherIsBetter: true })).toBe('beneficial');
  });
});

test('which way a mean or a difference is better is what the endpoint states, or nothing', () => {
  expect(betterDirection({ family: 'continuous', higherIsBetter: true })).toBe('higher');
  expect(betterDirection({ family: 'continuous', higherIsBetter: false })).toBe('lower');
  expect(betterDirection({ family: 'safety' })).toBeUndefined();
});

describe('endpoints.yaml', () => {
  test('asks for a label and a definition only', () => {
    const read = endpointsSchema.parse({ lesions: { label: 'New lesions', definition: 'Seen by MRI.' } });
    expect(read.lesions).toEqual({ label: 'New lesions', definition: 'Seen by MRI.', family: 'other' });
  });

  test.each([
    { family: 'cardiac' },
    { event: 'bad' },
    { event: 'harmful, rarely' },
    { higherIsBetter: 'maybe' },
  ])('refuses %j', (wrong) => {
    const given = { x: { label: 'x', definition: 'x', ...wrong } };
    expect(endpointsSchema.safeParse(given).success).toBe(false);
  });
});

describe('the built-in endpoints', () => {
  // A ratio below 1 favours the first arm (h), above 1 (b), or neither is said (-): hazard, odds, risk, rate.
  test.each([
    ['pfs', 'h--h'],
    ['os', 'h--h'],
    ['dor', 'h--h'],
    ['ttnt', 'h--h'],
    ['time-to-response', 'bbbb'],
    ['progression-or-death', 'hhhh'],
    ['progression-free-5y', 'bbbb'],
    ['orr', 'bbbb'],
    ['mrd-negativity', 'bbbb'],
    ['pathological-cr', 'bbbb'],
    ['sae', 'hhhh'],
    ['discontinuation', 'hhhh'],
    ['global-health', '----'],
    ['follow-up', '----'],
  ])('%s counts %s', (id, expected) => {
    expect(signs(builtInEndpoints[id] as Endpoint)).toBe(expected);
  });

  const all = Object.entries(builtInEndpoints);

  test('facts about a trial are neither good nor bad', () => {
    const judged = all.filter(
      ([, { family, higherIsBetter, event }]) =>
        family === 'conduct' && (higherIsBetter ?? event) !== undefined,
    );
    expect(judged).toEqual([]);
  });
});
