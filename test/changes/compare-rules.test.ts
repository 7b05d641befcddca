import { describe, expect, test } from 'vitest';
import type { DataComparison } from '../../src/changes/compare.ts';
import { compareSnapshots, visibleChanges } from '../../src/changes/compare.ts';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';
import { factWith, laterReport, type PartOfFact, printed } from './fact.ts';

const trials = ['alpha', 'beta', 'gamma'].map((id) => ({ id, name: id.toUpperCase() }));
const m12 = { id: 'm12', label: 'First', followUp: '12.0 months' };
const m24 = { id: 'm24', label: 'Second', followUp: '24.5 months' };
const m36 = { id: 'm36', label: 'Third', followUp: '36.0 months' };
const m48 = { id: 'm48', label: 'Fourth', followUp: '48.0 months' };
const unseen = { used: false };
const other = printed('66/100 (66%)');

function withFacts(facts: DataFact[], owners = trials): DataSnapshot {
  return { schema: 1, edition: 'e', trials: owners, facts };
}

function compare(before: DataFact[], after: DataFact[]): DataComparison {
  return compareSnapshots(withFacts(before), withFacts(after));
}

/** `kind address`, in brackets what is not told, of each trial. */
function linesOf({ groups }: DataComparison): string[] {
  return groups.flatMap(({ name, changes }) =>
    changes.map(({ kind, before, after, told }) => {
      const line = `${name} ${kind} ${[before?.id, after?.id].filter(Boolean).join(' > ')}`;
      return told ? line : `(${line})`;
    }),
  );
}

function ofOne(before: PartOfFact[], after: PartOfFact[]): string[] {
  return linesOf(compare(before.map(factWith), after.map(factWith))).map((line) =>
    line.replace('GAMMA ', ''),
  );
}

/** A fact of its own subject at that address. */
function named(id: string, more: PartOfFact = {}): PartOfFact {
  return { id, about: { endpoint: id, shape: 'proportion', arms: ['a'] }, ...more };
}

describe('whether a change is told', () => {
  test.each<[PartOfFact, PartOfFact, string]>([
    [{}, other, 'corrected'],
    [unseen, other, 'corrected'],
    [{}, { ...other, ...unseen }, 'corrected'],
    [unseen, { ...other, ...unseen }, '(corrected)'],
    [{}, { sources: laterReport }, '(source)'],
    [{}, { population: 'treated' }, '(described)'],
  ])('%j, %j: %s', (before, after, expected) => {
    const [kind] = expected.match(/\w+/) ?? [];
    const line = `${kind} gamma.orr.a > gamma.orr.a`;
    expect(ofOne([before], [after])).toStrictEqual([expected.startsWith('(') ? `(${line})` : line]);
  });

  test('when it is gone or new, if it was or is seen', () => {
    expect(ofOne([named('x'), named('y', unseen)], [])).toStrictEqual(['withdrawn x', '(withdrawn y)']);
    expect(ofOne([], [named('x'), named('y', unseen)])).toStrictEqual(['new x', '(new y)']);
  });

  test.each([
    [true, true, true],
    [true, false, true],
    [false, true, true],
    [false, false, false],
  ])('when a later cut stands beside it: %s, %s', (was, is, told) => {
    const before = { cut: m12, used: was };
    const lines = ofOne([before], [before, { id: 'later', cut: m24, ...other, used: is }]);
    const line = 'superseded gamma.orr.a > later';
    expect(lines).toStrictEqual([told ? line : `(${line})`]);
  });

  test('and nothing is left of a trial of which nothing is told', () => {
    const compared = compare(
      [factWith(), factWith(named('b')), factWith({ id: 'beta.orr', owner: 'beta' })],
      [
        factWith(other),
        factWith({ ...named('b'), sources: laterReport }),
        factWith({ id: 'beta.orr', owner: 'beta', sources: laterReport }),
      ],
    );
    expect(linesOf(compared)).toStrictEqual([
      'GAMMA corrected gamma.orr.a > gamma.orr.a',
      '(GAMMA source b > b)',
      '(BETA source beta.orr > beta.orr)',
    ]);
    expect(linesOf(visibleChanges(compared))).toStrictEqual(['GAMMA corrected gamma.orr.a > gamma.orr.a']);
  });
});

describe('the order of what is told', () => {
  test('in a trial goes by weight, then by address', () => {
    const before = ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map((id) => named(id, { grade: 'unconfirmed' }));
    const [g, f, e, d, c, b] = before;
    const after = [
      { ...g, ...other },
      { ...f, ...other },
      { ...e, ...other, sources: laterReport },
      { ...d, grade: 'primary' as const },
      { ...c, sources: laterReport },
      { ...b, population: 'treated' },
      named('n'),
    ];
    const expected = [
      'corrected f > f',
      'corrected g > g',
      'withdrawn a',
      'updated e > e',
      'confirmed d > d',
      'new n',
      '(source c > c)',
      '(described b > b)',
    ];
    expect(ofOne(before, after)).toStrictEqual(expected);
    expect(ofOne(before.toReversed(), after.toReversed())).toStrictEqual(expected);
  });

  test('of those that are gone goes by the address they had', () => {
    expect(ofOne([named('y'), named('x'), named('z')], [])).toStrictEqual([
      'withdrawn x',
      'withdrawn y',
      'withdrawn z',
    ]);
  });

  test('of trials goes by their heaviest change, then by name', () => {
    const owned = (owner: string, more: PartOfFact = {}) => factWith({ id: `${owner}.orr`, owner, ...more });
    const extra = factWith(named('gamma.cr'));
    const before = [owned('alpha'), owned('beta'), owned('gamma')];
    const updated = { ...other, sources: laterReport };
    const after = [owned('alpha', updated), owned('beta', updated), owned('gamma', other), extra];
    const expected = [
      'GAMMA corrected gamma.orr > gamma.orr',
      'GAMMA new gamma.cr',
      'ALPHA updated alpha.orr > alpha.orr',
      'BETA updated beta.orr > beta.orr',
    ];
    expect(linesOf(compare(before, after))).toStrictEqual(expected);
    const turned = compareSnapshots(withFacts(before), withFacts(after, trials.toReversed()));
    expect(linesOf(turned)).toStrictEqual(expected);
    expect(linesOf(visibleChanges({ ...turned, groups: turned.groups.toReversed() }))).toStrictEqual(
      expected,
    );
  });

  test('of trials, once what is not told is left out', () => {
    const owned = (owner: string, more: PartOfFact = {}) => factWith({ id: `${owner}.orr`, owner, ...more });
    const silently = { ...unseen, id: 'beta.cr' };
    const before = [
      owned('alpha'),
      owned('beta'),
      factWith({ ...silently, owner: 'beta', ...named('beta.cr', unseen) }),
    ];
    const after = [
      owned('alpha', { ...other, sources: laterReport }),
      owned('beta', { ...other, sources: laterReport }),
      factWith({ ...silently, owner: 'beta', ...named('beta.cr', unseen), ...other }),
    ];
    const compared = compare(before, after);
    expect(compared.groups.map(({ id }) => id)).toStrictEqual(['beta', 'alpha']);
    expect(visibleChanges(compared).groups.map(({ id }) => id)).toStrictEqual(['alpha', 'beta']);
  });
});

describe('what continues what a trial had', () => {
  const first = { id: 'one', cut: m12 };

  test('supersedes the latest of it that is earlier', () => {
    const second = { id: 'two', cut: m24, ...printed('70/100 (70%)') };
    const third = { id: 'three', cut: m36, ...other };
    expect(ofOne([first, second], [first, second, third])).toStrictEqual(['superseded two > three']);
    expect(ofOne([second, first], [third, second, first])).toStrictEqual(['superseded two > three']);
    expect(ofOne([third, first], [third, first, second])).toStrictEqual(['superseded one > two']);
  });

  test('is told once, by the latest of several', () => {
    const [two, three, four] = [
      { id: 'two', cut: m24, ...printed('70/100 (70%)') },
      { id: 'three', cut: m36, ...other },
      { id: 'four', cut: m48, ...printed('71/100 (71%)') },
    ];
    expect(ofOne([first], [first, two, four, three])).toStrictEqual(['superseded one > four']);
    expect(ofOne([first], [first, two, three, four])).toStrictEqual(['superseded one > four']);
  });

  test('is new when it is earlier, of no cut, or about something else', () => {
    const second = { id: 'two', cut: m24 };
    expect(ofOne([second], [second, { ...first, ...other }])).toStrictEqual(['new one']);
    expect(ofOne([second], [second, { id: 'none', ...other }])).toStrictEqual(['new none']);
    expect(ofOne([first], [first, named('b', { cut: m24, ...other })])).toStrictEqual(['new b']);
  });
});

describe('a follow-up', () => {
  const followUp = (value: string, cut: PartOfFact['cut']): PartOfFact => ({
    id: 'gamma.follow-up',
    about: { endpoint: 'follow-up', shape: 'measure', arms: [] },
    ...printed(value),
    ...(cut && { cut }),
  });
  const grownCut = { ...m12, followUp: '18.4 months' };
  const grown = [followUp('12.0 months', m12), followUp('18.4 months', grownCut)] as const;

  test('has grown where a result of its cut moved on with it', () => {
    const lines = ofOne([grown[0], { cut: m12 }], [grown[1], { cut: grownCut, ...other }]);
    expect(lines).toStrictEqual([
      'matured gamma.follow-up > gamma.follow-up',
      'matured gamma.orr.a > gamma.orr.a',
    ]);
  });

  test('was wrong where none did, or one of another cut', () => {
    const wrong = 'corrected gamma.follow-up > gamma.follow-up';
    expect(ofOne([grown[0], { cut: m12 }], [grown[1], { cut: grownCut }])).toStrictEqual([wrong]);
    const elsewhere = ofOne([grown[0], { cut: m24 }], [grown[1], { cut: m36, ...other }]);
    expect(elsewhere).toStrictEqual([wrong, 'matured gamma.orr.a > gamma.orr.a']);
  });

  test('was wrong where it is shorter now', () => {
    const shorter = followUp('11.0 months', { ...m12, followUp: '11.0 months' });
    const other12 = { ...m12, followUp: '10.0 months' };
    const lines = ofOne([grown[0], { cut: other12 }], [shorter, { cut: m12, ...other }]);
    expect(lines).toStrictEqual([
      'corrected gamma.follow-up > gamma.follow-up',
      'matured gamma.orr.a > gamma.orr.a',
    ]);
  });

  test('and nothing else becomes matured by it', () => {
    const cr = named('gamma.cr', { cut: m12 });
    const lines = ofOne(
      [cr, { cut: m12 }],
      [
        { ...cr, ...other },
        { cut: grownCut, ...other },
      ],
    );
    expect(lines).toStrictEqual(['corrected gamma.cr > gamma.cr', 'matured gamma.orr.a > gamma.orr.a']);
  });
});

describe('a trial', () => {
  const [alpha, , gamma] = trials as [(typeof trials)[0], unknown, (typeof trials)[0]];

  test('joins when the first edition did not know it and the second shows something of it', () => {
    const before = withFacts([], [alpha]);
    const joined = (facts: DataFact[]) => compareSnapshots(before, withFacts(facts, [alpha, gamma])).joined;
    expect(joined([factWith()])).toStrictEqual([gamma]);
    expect(joined([factWith(unseen), factWith()])).toStrictEqual([gamma]);
    expect(joined([factWith(unseen)])).toStrictEqual([]);
    expect(joined([factWith({ owner: 'alpha' })])).toStrictEqual([]);
    expect(visibleChanges(compareSnapshots(before, withFacts([factWith()], [alpha, gamma])))).toStrictEqual({
      groups: [],
      joined: [gamma],
    });
  });

  test('that the second edition has no more is not told of', () => {
    const compared = compareSnapshots(withFacts([factWith()]), withFacts([], [alpha]));
    expect(compared).toStrictEqual({ groups: [], joined: [] });
  });
});
