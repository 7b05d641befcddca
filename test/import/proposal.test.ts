import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { accept } from '../../src/import/accept.ts';
import { chosen, propose } from '../../src/import/proposal.ts';
import { type Tree, writeTree } from '../../src/import/tree.ts';
import { seededRandom, wholeBelow } from '../random.ts';

function read(text: string): Tree {
  return parseDocument(text, { schema: 'failsafe' }).toJSON() as Tree;
}

const file = `# A trial of ours
name: ALPHA # short
arms:
  a: { label: A, regimen: alpha } # under test
  b:
    label: B

    regimen: >-
      placebo
      twice daily

outcomes:
  # the primary one
  os:
    results: { a: 1 months, b: 2 months }
    note: ours

  pfs:
    results:
      w4: { a: 1/2, b: 3/4 }
      w8: { a: 1/2, b: 3/4 }
terms:
  - { term: Headache, cells: [1/2, 3/4] }
  - { term: Nausea, cells: [1/2, 3/4] }
`;
/** What the source said when the file was imported: all but the note. */
const base = read(file.replace('    note: ours\n', ''));

// biome-ignore lint/suspicious/noExplicitAny: tests reach into trees whose form they know
type Known = any;

function changed(change: (tree: Known) => void): Tree {
  const next = structuredClone(base);
  change(next);
  return next;
}

function result(change: (tree: Known) => void): string {
  return accept(file, propose({ current: read(file), next: changed(change), base }));
}

describe('a proposal', () => {
  test('is empty when the source says what it said, whatever the author wrote since', () => {
    const edited = read(file.replace('label: B', 'label: Placebo').replace('1 months', '9 months'));
    expect(propose({ current: edited, next: base, base })).toEqual([]);
  });

  test('names what was added, changed and is gone, by key', () => {
    const next = changed((tree) => {
      tree.outcomes.os.results.a = '3 months';
      tree.outcomes.pfs.results.w12 = { a: '0/2' };
      tree.terms[1].cells = ['0/2', '3/4'];
      delete tree.arms.b;
    });
    expect(propose({ current: read(file), next, base }).map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'gone arms.b',
      'changed outcomes.os.results.a',
      'added outcomes.pfs.results.w12',
      'changed terms.Nausea.cells',
    ]);
  });

  test('says where the author changed what the source changed too', () => {
    const current = read(file.replace('a: 1 months', 'a: 9 months'));
    const next = changed((tree) => {
      tree.outcomes.os.results.a = '3 months';
    });
    expect(propose({ current, next, base })).toMatchObject([
      { before: '9 months', after: '3 months', edited: true },
    ]);
  });

  test('takes nothing for gone that is not known to have come from the source', () => {
    expect(propose({ current: read(file), next: { name: 'BETA' } })).toMatchObject([
      { kind: 'changed', key: 'name' },
    ]);
  });

  test('can be accepted in part', () => {
    const next = changed((tree) => {
      tree.name = 'BETA';
      tree.outcomes.os.results.a = '3 months';
      tree.outcomes.os.results.b = '4 months';
    });
    const changes = propose({ current: read(file), next, base });
    expect(chosen(changes, ['outcomes.os']).map(({ key }) => key)).toEqual([
      'outcomes.os.results.a',
      'outcomes.os.results.b',
    ]);
    expect(chosen(changes, ['outcomes.os.results.b', 'nam'])).toHaveLength(1);
  });
});

describe('accepting', () => {
  test('changes the lines concerned and no other', () => {
    const text = result((tree) => {
      tree.name = 'BETA';
      tree.arms.b.regimen = 'placebo';
      tree.arms.c = { label: 'C: new', regimen: 'alpha, more' };
      tree.outcomes.os.results.a = '3 months';
      tree.outcomes.os.results.c = '4 months';
      tree.outcomes.pfs.results.w12 = { a: '0/2' };
      delete tree.outcomes.pfs.results.w4;
      tree.terms.push({ term: 'Rash', cells: ['1/1', '2/3'] });
    });
    expect(text).toBe(`# A trial of ours
name: BETA # short
arms:
  a: { label: A, regimen: alpha } # under test
  b:
    label: B

    regimen: placebo
  c: { label: "C: new", regimen: "alpha, more" }

outcomes:
  # the primary one
  os:
    results: { a: 3 months, b: 2 months, c: 4 months }
    note: ours

  pfs:
    results:
      w8: { a: 1/2, b: 3/4 }
      w12: { a: 0/2 }
terms:
  - { term: Headache, cells: [1/2, 3/4] }
  - { term: Nausea, cells: [1/2, 3/4] }
  - { term: Rash, cells: [ 1/1, 2/3 ] }
`);
  });

  test('of all changes gives what the source says, with what is the author’s', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 300; round += 1) {
      const next = changed((tree) => {
        for (let times = 1 + wholeBelow(4, random); times > 0; times -= 1) alter(tree, random);
      });
      const text = accept(file, propose({ current: read(file), next, base }));
      expect(propose({ current: read(text), next, base: next }), text).toEqual([]);
      expect(text).toContain('# A trial of ours');
      const without = structuredClone(read(text)) as Known;
      if (without.outcomes?.os?.note) delete without.outcomes.os.note;
      expect(sorted(without), text).toEqual(sorted(next));
    }
  });

  test('of a file that is empty writes it', () => {
    expect(accept('', propose({ current: {}, next: { a: { b: 'c' } } }))).toBe('a: { b: c }\n');
  });
});

const words = ['x', 'a: b', 'c, d', '[e]', '# f', 'g\nh', "'i'", '12/30', ''];

/** Changes, adds or removes a value somewhere, but nothing that the author added to. */
function alter(tree: Known, random: () => number): void {
  const spots: [Known, string][] = [
    [tree, 'name'],
    [tree.arms, 'a'],
    [tree.arms, 'b'],
    [tree.arms.a ?? {}, 'label'],
    [tree.arms.b ?? {}, 'regimen'],
    [tree.outcomes.os.results, 'a'],
    [tree.outcomes.os.results, 'z'],
    [tree.outcomes, 'pfs'],
    [tree.outcomes.pfs?.results ?? {}, 'w4'],
    [tree.terms, '0'],
    [tree, 'cuts'],
  ];
  const [at, key] = spots[wholeBelow(spots.length, random)] as [Known, string];
  const word = words[wholeBelow(words.length, random)] as string;
  if (typeof at !== 'object') return;
  if (Array.isArray(at)) at[0] = { ...at[0], cells: [word, '1/2'] };
  else if (random() < 0.25 && key !== 'name') delete at[key];
  else at[key] = random() < 0.3 ? { [`k${wholeBelow(9, random)}`]: word, list: [word, 'y'] } : word;
}

function sorted(tree: Tree): Tree {
  if (typeof tree === 'string') return tree;
  if (Array.isArray(tree)) return tree.map(sorted);
  return Object.fromEntries(
    Object.keys(tree)
      .sort()
      .map((key) => [key, sorted(tree[key] as Tree)]),
  );
}

test('a tree is read back as it was written', () => {
  const tree = {
    a: 'x: y',
    b: ['1/2', 'it’s', '- z'],
    c: { d: 'two\n\nparagraphs', e: '  spaces ', f: '#', g: 'null', h: '' },
  };
  expect(read(writeTree(tree))).toEqual(tree);
});
