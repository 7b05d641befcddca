import { describe, expect, test } from 'vitest';
import { type EndpointNames, endpointNames } from '../../../src/evidence/lint/endpoint-names.ts';
import { lintTexts } from '../../../src/evidence/lint/lint.ts';
import type { Endpoint } from '../../../src/model/endpoint.ts';
import { builtInEndpoints } from '../../../src/model/endpoint.ts';

const builtIn = Object.entries(builtInEndpoints).map(([id, endpoint]): Endpoint => ({ ...endpoint, id }));

function named(label: string, abbreviation?: string): Endpoint {
  return { id: 'x', label, ...(abbreviation && { abbreviation }), family: 'other', definition: 'x' };
}

function strays(text: string, endpoints: Endpoint[]): string[] {
  const texts = [{ where: 'text', segments: [{ kind: 'text' as const, text }] }];
  return lintTexts(texts, endpointNames(endpoints)).unsourced.map((one) => one.text);
}

describe('a number in the name of an endpoint', () => {
  const own = [named('Score better by 75% or more', 'SCO 75')];

  test.each([
    'Score better by 75% or more',
    'score better by 75% or more, %',
    'score\u00a0better by 75% or more',
    'SCO 75 with A (SCO 75, at the end)',
    'SCO 75: a score better by 75% or more.',
  ])('is no result: %s', (text) => {
    expect(strays(text, own)).toEqual([]);
    expect(strays(text, [])).not.toEqual([]);
  });

  test.each([
    ['SCO 76', ['76']],
    ['SCO 75.3', ['75.3']],
    ['SCO 75%', ['75%']],
    ['SCO 75 %', ['75 %']],
    ['SCO 75 was reached by 62%', ['62%']],
    ['Score better by 75%', ['75%']],
    ['75% or more', ['75%']],
  ])('and what is no name stays one: %s', (text, expected) => {
    expect(strays(text, own)).toEqual(expected);
  });

  test('lets no number pass that is a whole name', () => {
    expect(
      strays('75% were better, and 12 months later half', [
        named('75%', 'x'),
        named('12 months'),
        named('half'),
      ]),
    ).toEqual(['75%', '12 months', 'half']);
  });

  test('is counted among names', () => {
    const texts = [{ where: 'text', segments: [{ kind: 'text' as const, text: 'SCO 75 and 62%' }] }];
    expect(lintTexts(texts, endpointNames(own)).counts).toEqual({
      numbers: 2,
      traced: 0,
      stated: 0,
      names: 1,
      waived: 0,
    });
  });
});

test('the name of every built-in endpoint stands alone, in a head and in a sentence', () => {
  const names = builtIn.flatMap(({ label, abbreviation }) => [
    label,
    ...(abbreviation ? [abbreviation] : []),
  ]);
  const texts = names
    .flatMap((name) => [name, `${name}, %`, `Of ${name} more was seen.`])
    .map((text) => ({ where: 'text', segments: [{ kind: 'text' as const, text }] }));
  const found = (known?: EndpointNames) => lintTexts(texts, known).unsourced.length;
  expect(found(endpointNames(builtIn))).toBe(0);
  expect(found()).toBeGreaterThan(100);
});
