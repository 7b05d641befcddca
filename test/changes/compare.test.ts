import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareSnapshots, visibleChanges } from '../../src/changes/compare.ts';
import { changeReport, changeTexts } from '../../src/changes/report.ts';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';
import { takeSnapshot } from '../../src/changes/snapshot.ts';
import { loadContent } from '../../src/content/files.ts';
import { checkLibrary } from '../../src/content/library.ts';
import { parseSource } from '../../src/content/parse.ts';

const { files } = loadContent(path.join(import.meta.dirname, '../../content'), 'content');
const outcome = checkLibrary(files.map(parseSource), 'content');
if (!outcome.ok) throw new Error('the shipped content has errors');
const library = outcome.value;

/** All data that ship, every one of them seen by readers. */
const shipped = takeSnapshot(library, {
  edition: 'shipped',
  owners: new Set([...library.trials.keys(), ...library.products.keys()]),
  used: new Set(library.data.keys()),
});

function withFacts(change: (fact: DataFact) => DataFact): DataSnapshot {
  return { ...shipped, facts: shipped.facts.map(change) };
}

describe('of all the data that ship', () => {
  test('there are enough to tell something', () => {
    expect(shipped.facts.length).toBeGreaterThan(200);
  });

  test('nothing changed in themselves, nor in another order', () => {
    const none = { groups: [], joined: [] };
    expect(compareSnapshots(shipped, shipped)).toEqual(none);
    expect(compareSnapshots(shipped, { ...shipped, facts: shipped.facts.toReversed() })).toEqual(none);
  });

  test('nothing is told when every address is another one, but of numbers known by their address alone', () => {
    const renamed = withFacts((fact) => ({ ...fact, id: `${fact.owner}.renamed.${fact.id}` }));
    const { groups } = compareSnapshots(shipped, renamed);
    const kept = groups.flatMap(({ changes }) =>
      changes.filter(
        ({ after, before }) => !['observation', 'occasion'].includes((after ?? before)?.about.shape ?? ''),
      ),
    );
    expect(kept).toEqual([]);
  });

  test('each one told by itself when all of one trial change', () => {
    const changed = withFacts((fact) =>
      fact.owner === 'maia' ? { ...fact, value: `${fact.value} x`, estimate: `${fact.estimate} x` } : fact,
    );
    const { groups } = compareSnapshots(shipped, changed);
    expect(groups.map(({ id }) => id)).toEqual(['maia']);
    expect(groups[0]?.changes.map(({ before, after }) => before?.id === after?.id)).not.toContain(false);
    expect(groups[0]?.changes).toHaveLength(shipped.facts.filter(({ owner }) => owner === 'maia').length);
  });

  test('the order of what is told does not depend on the order of the facts', () => {
    const changed = withFacts((fact) => ({
      ...fact,
      grade: fact.grade === 'primary' ? 'unconfirmed' : 'primary',
    }));
    const forwards = compareSnapshots(shipped, changed);
    const turned = { ...changed, facts: changed.facts.toReversed(), trials: changed.trials.toReversed() };
    expect(compareSnapshots(shipped, turned)).toEqual(forwards);
    expect(forwards.groups.length).toBe(shipped.trials.length);
  });

  test('what stands in words holds no figure that belongs to a result', () => {
    const nothing = { ...shipped, facts: shipped.facts.filter(({ about }) => about.shape === 'sale') };
    const since = { id: 'x', revision: 1, title: 'X', date: '2026-01-01' };
    for (const [before, after] of [
      [shipped, nothing],
      [nothing, shipped],
    ] as const) {
      const told = changeReport(since, visibleChanges(compareSnapshots(before, after)));
      const words = changeTexts(told).flatMap((part) => (part.by === 'words' ? [part.text] : []));
      expect(words.length).toBeGreaterThan(100);
      expect(words.filter((text) => /\d/.test(text))).toEqual([]);
    }
  });
});
