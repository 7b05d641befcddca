import { describe, expect, test } from 'vitest';
import { statedElsewhere } from '../../../src/evidence/appraisal/stated.ts';
import type { Part } from '../../../src/evidence/comparability/acknowledge.ts';
import { type RuleCode, rules } from '../../../src/evidence/comparability/rules.ts';
import type { Caveat } from '../../../src/evidence/comparability/verdict.ts';

/** A caveat on pairs of results, as `gamma.orr delta.orr`. */
function onPairs(code: RuleCode, ...pairs: string[]): Caveat {
  const between = pairs.map((pair) => pair.split(' ') as [string, string]);
  const trials = [...new Set(between.flat().map((address) => address.replace(/\..*/, '')))];
  return { rule: rules[code] as Caveat['rule'], pieces: [], text: '', trials, between, findings: [] };
}

function onTrials(code: RuleCode, ...trials: string[]): Caveat {
  return { rule: rules[code] as Caveat['rule'], pieces: [], text: '', trials, between: [], findings: [] };
}

function part(where: string, ...caveats: Caveat[]): Part {
  const counts = { block: 0, major: 0, minor: 0, info: 0 };
  const verdict = { counts, caveats, findings: [] };
  return { where, place: { file: 'f', line: 1, column: 1 }, verdict, gaps: [], sentences: [] };
}

/** Where each caveat is said, in the order of the parts: `here`, or the exhibit that says it. */
function homesOf(...parts: Part[]): string[] {
  const stated = statedElsewhere(parts);
  return parts.flatMap(({ verdict }) => verdict.caveats.map((one) => stated.get(one) ?? 'here'));
}

describe('a caveat on pairs of trials is stated', () => {
  test('in the first of two exhibits that say the same', () => {
    const own = () => onPairs('C12', 'a.x b.x');
    expect(homesOf(part('figure one', own()), part('figure two', own()))).toEqual(['here', 'figure one']);
    expect(homesOf(part('table one', own()), part('figure two', own()))).toEqual(['here', 'table one']);
  });

  test('of the same trials, whatever their results, and in whichever order', () => {
    expect(
      homesOf(part('figure one', onPairs('C12', 'a.x b.x')), part('text', onPairs('C12', 'b.z a.y'))),
    ).toEqual(['here', 'figure one']);
  });

  test('in the exhibit that says it of most pairs, also when that is a later one', () => {
    expect(
      homesOf(
        part('opening', onPairs('C12', 'a.x b.x')),
        part('figure one', onPairs('C12', 'a.x b.x')),
        part('figure two', onPairs('C12', 'a.x b.x', 'a.x c.x', 'b.x c.x')),
        part('table three', onPairs('C12', 'a.x b.x', 'a.x c.x')),
      ),
    ).toEqual(['figure two', 'figure two', 'here', 'figure two']);
  });

  test('in the last exhibit too, when that says it of most', () => {
    expect(
      homesOf(
        part('figure one', onPairs('C12', 'a.x b.x')),
        part('table two', onPairs('C12', 'a.x b.x', 'a.x c.x')),
      ),
    ).toEqual(['table two', 'here']);
  });

  test('where it stands when an exhibit says it of fewer, or of others', () => {
    const wide = () => onPairs('C12', 'a.x b.x', 'a.x c.x');
    expect(homesOf(part('text', wide()), part('figure one', onPairs('C12', 'a.x b.x')))).toEqual([
      'here',
      'here',
    ]);
    expect(
      homesOf(
        part('figure one', onPairs('C12', 'a.x c.x', 'b.x c.x')),
        part('text', onPairs('C12', 'a.x b.x')),
      ),
    ).toEqual(['here', 'here']);
    expect(
      homesOf(part('figure one', onPairs('C12', 'a.x bc.x')), part('text', onPairs('C12', 'ab.x c.x'))),
    ).toEqual(['here', 'here']);
    expect(
      homesOf(part('figure one', onPairs('C12', 'ab.x c.x')), part('text', onPairs('C12', 'ad.x c.x'))),
    ).toEqual(['here', 'here']);
  });

  test('where it stands when only the text says it, or another rule does', () => {
    const own = () => onPairs('C12', 'a.x b.x');
    expect(homesOf(part('opening', own()), part('text', own()))).toEqual(['here', 'here']);
    expect(homesOf(part('figure one', onPairs('C10', 'a.x b.x')), part('text', own()))).toEqual([
      'here',
      'here',
    ]);
    expect(homesOf(part('figure one'), part('text', own()))).toEqual(['here']);
  });
});

test('a caveat on single results goes by its trials', () => {
  expect(homesOf(part('text', onTrials('C33', 'a')), part('figure one', onTrials('C33', 'a', 'b')))).toEqual([
    'figure one',
    'here',
  ]);
  expect(
    homesOf(part('text', onTrials('C33', 'a', 'c')), part('figure one', onTrials('C33', 'a', 'b'))),
  ).toEqual(['here', 'here']);
});

test('a block is said again under every figure and table, and only named by the text', () => {
  const own = () => onPairs('C09', 'a.x b.x');
  expect(homesOf(part('figure one', own()), part('table two', own()), part('text', own()))).toEqual([
    'here',
    'here',
    'figure one',
  ]);
});
