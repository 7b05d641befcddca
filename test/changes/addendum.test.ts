import { describe, expect, test } from 'vitest';
import { addendumOf } from '../../src/changes/changes-data.ts';
import type { Change } from '../../src/changes/compare.ts';
import { changeReport } from '../../src/changes/report.ts';
import { libraryWith } from '../base-library.ts';
import { factWith, printed } from './fact.ts';

const library = libraryWith();
const since = { id: '2026-01-15-base', revision: 3, title: 'Base', date: '2026-01-15' };
const known = { id: 'alpha-2025', title: 'ALPHA', locator: 'Table 2' };
const lost = [
  { id: 'abstract-87', title: 'Abstract 87' },
  { id: 'abstract-88', title: 'Abstract 88' },
];
const alpha = factWith({ id: 'alpha.orr.zor', sources: [known] });

function addendum(...changes: Change[]) {
  const groups = [{ id: 'alpha', name: 'ALPHA', changes }];
  return addendumOf(changeReport(since, { groups, joined: [] }), library);
}

/** Kind and what it is of: an address, or the keys of sources. */
function usesOf(...changes: Change[]): string[] {
  return addendum(...changes).uses.map((use) => {
    expect(use.where).toBe('what changed');
    if (use.kind === 'datum') return `datum ${use.datum.kind === 'finding' && use.datum.id}`;
    if (use.kind !== 'call' || use.call.name !== 'cite') throw new Error(`a use of kind ${use.kind}`);
    return `cite ${use.call.sources.map(({ id }) => id)}`;
  });
}

describe('what the section on changes uses', () => {
  test('are the data as they are, and the sources of both sides', () => {
    const before = { ...alpha, ...printed('1/2'), sources: [...lost, known] };
    expect(usesOf({ kind: 'updated', before, after: alpha, told: true })).toStrictEqual([
      'cite alpha-2025',
      'datum alpha.orr.zor',
      'cite alpha-2025',
    ]);
  });

  test('is nothing that the library does not hold', () => {
    const after = factWith({ id: 'alpha.unknown', sources: lost });
    expect(usesOf({ kind: 'new', after, told: true })).toStrictEqual(['cite ']);
  });
});

describe('the ledger has what was said before', () => {
  const change = (before: typeof alpha): Change => ({ kind: 'withdrawn', before, told: true });
  const row = {
    id: 'was(alpha.orr.zor)',
    meaning: 'GAMMA, Drug A: overall response rate',
    value: '60/100 (60%)',
    grade: 'primary',
    note: 'formerly: so in the edition of 15 January 2026, r3',
    sources: [{ id: 'alpha-2025', locator: 'Table 2' }],
    where: ['what changed'],
  };

  test('with its sources, once, however often it is told', () => {
    const restated = { ...alpha, ...printed('61/100 (61%)') };
    const { rows } = addendum(
      { kind: 'corrected', before: alpha, after: restated, told: true },
      change(alpha),
      { kind: 'new', after: factWith({ id: 'alpha.other' }), told: true },
    );
    expect(rows).toStrictEqual([row]);
    expect(addendum(change(alpha)).rows).toStrictEqual([row]);
  });

  test('with all that qualified it', () => {
    const qualified = {
      ...{ population: 'treated', threshold: '10⁻⁵', timing: 'after 6 months' },
      ...{ cut: { id: 'm12', label: 'First analysis', date: '2025-01' } },
    };
    expect(addendum(change({ ...alpha, ...qualified })).rows).toStrictEqual([
      { ...row, ...qualified, cut: 'First analysis' },
    ]);
  });

  test('with the titles of sources that the bibliography has no more', () => {
    const { locator, ...whole } = known;
    const [found] = addendum(
      change({ ...alpha, sources: [lost[0] as typeof known, whole, lost[1] as typeof known] }),
    ).rows;
    expect(found).toStrictEqual({
      ...row,
      note: `${row.note}, from Abstract 87; Abstract 88`,
      sources: [{ id: 'alpha-2025' }],
    });
    expect(locator).toBe('Table 2');
    const alone = { ...alpha, sources: lost.slice(0, 1) };
    expect(addendum(change(alone)).rows).toStrictEqual([
      { ...row, note: `${row.note}, from Abstract 87`, sources: [] },
    ]);
  });
});
