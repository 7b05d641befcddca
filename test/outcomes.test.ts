import { describe, expect, test } from 'vitest';
import { pairFacts } from '../src/changes/compare.ts';
import { factOfFinding } from '../src/changes/snapshot.ts';
import { keysOf } from '../src/content/finding.ts';
import { auditLibrary } from '../src/evidence/audit/audit.ts';
import type { Library } from '../src/model/library.ts';
import { complaintsAbout, findingAt, libraryWith } from './base-library.ts';

const trial = (
  blocks: string,
  arms = 'a: { label: A, regimen: a, role: experimental, treated: 40, source: alpha-2025 }',
) => `name: GAMMA
registry: NCT00000003
phase: 2
design: single-arm
disease: invented disease
arms:
  ${arms}
groups:
  part: { label: Part of A, kind: arm part, of: [a] }
${blocks}
${blocks.includes('adverseEvents:') ? '' : 'safety: not extracted'}
`;

function library(blocks: string): Library {
  return libraryWith({ 'trials/gamma.yaml': trial(blocks) });
}

const table = `outcomes:
  change:
    title: Change in the score
    label: Score
    type: primary
    timeFrame: weeks 4 and 8
    population: ITT
    unit: points
    statistic: adjusted mean
    change: from baseline
    source: { id: alpha-2025, locator: Table 3 }
    grade: secondary
    rows:
      w4: { label: week 4, kind: time }
      old: { label: 75 years or older, kind: subgroup, by: Age }
      item: { label: Pain }
      sleep: { label: Sleep }
    results:
      w4: { a: -2.9 se 0.72 of 39, part: not calculated (two patients) }
      old: { a: -1.5 se 0.9 of 12 }
      item: { a: { measure: { mean: -0.4, unit: points, of: 39 } } }
      sleep: { a: { measure: { mean: -0.4, unit: points, of: 39 } } }`;

describe('a cell of an outcome', () => {
  const lib = library(table);

  test('is a finding of all that its table says', () => {
    const cell = findingAt(lib, 'gamma.change.w4.a');
    expect(cell).toMatchObject({
      value: { shape: 'measure', unit: 'points', change: 'from baseline', of: 39 },
      endpoint: { id: 'gamma.change', label: 'Score', definition: 'Change in the score', family: 'other' },
      population: 'itt',
      primary: true,
      timing: 'week 4',
      grade: 'secondary',
      references: [{ source: { id: 'alpha-2025' }, locator: 'Table 3' }],
    });
    expect(cell.endpoint.higherIsBetter).toBeUndefined();
    expect(keysOf(cell)).toEqual({ owner: 'gamma', keys: ['outcomes', 'change', 'results', 'w4', 'a'] });
  });

  test('says in its row when, of whom, or what was counted', () => {
    expect(findingAt(lib, 'gamma.change.old.a')).toMatchObject({
      timing: 'weeks 4 and 8',
      subgroup: { by: 'Age', is: '75 years or older' },
    });
    expect(findingAt(lib, 'gamma.change.item.a')).toMatchObject({ row: { label: 'Pain', kind: 'item' } });
    expect(findingAt(lib, 'gamma.change.w4.part')).toMatchObject({
      group: { label: 'Part of A' },
      value: { shape: 'unavailable', reason: 'not calculated', because: 'two patients' },
    });
  });

  test('is no other fact than its neighbours, and the same in the next edition', () => {
    const facts = [...lib.data.values()].flatMap((datum) =>
      datum.kind === 'finding' && datum.id.startsWith('gamma.change')
        ? [{ ...factOfFinding(datum), used: false }]
        : [],
    );
    expect(facts).toHaveLength(5);
    const moved = facts.map((fact) => ({ ...fact, id: `${fact.id}.moved` }));
    expect(pairFacts(facts, moved).pairs.map(({ before, after }) => [before.id, after.id])).toEqual(
      facts.map(({ id }) => [id, `${id}.moved`]),
    );
    expect(facts.find(({ id }) => id.endsWith('item.a'))).toMatchObject({ item: 'Pain' });
  });
});

/** Codes of all audits of GAMMA. */
function audited(blocks: string): string[] {
  return auditLibrary(library(blocks), (file) => ({ file, line: 1, column: 1 })).flatMap(({ code, place }) =>
    place.file === 'gamma' ? [code] : [],
  );
}

describe('audits', () => {
  const outcome = (key: string, endpoint: string, cells: string) =>
    `  ${key}: { title: T, type: other, timeFrame: week 4, endpoint: ${endpoint}, source: alpha-2025, ${cells} }`;

  test('read cells like findings', () => {
    expect(
      audited(
        `outcomes:\n${outcome('o', 'orr', 'results: { a: 10/40 }')}\n${outcome('c', 'cr', 'results: { a: 12/40 }')}`,
      ),
    ).toEqual(['response-order']);
  });

  test('do not take a group or a row for the whole of the only arm', () => {
    expect(
      audited(
        `outcomes:\n${outcome('o', 'orr', 'results: { part: 5/40 }')}\n${outcome('c', 'cr', 'results: { a: 12/40 }')}`,
      ),
    ).toEqual([]);
    expect(audited(`outcomes:\n${outcome('o', 'orr', 'results: { part: 5/50 }')}`)).toEqual([]);
    expect(
      audited(
        `outcomes:\n${outcome('o', 'orr', 'rows: { x: { label: In bone } }, results: { x: { a: 5/40 } }')}\n${outcome('c', 'cr', 'results: { a: 12/40 }')}`,
      ),
    ).toEqual([]);
  });
});

describe('adverse events', () => {
  const lib = library(`adverseEvents:
  timeFrame: week 8
  source: alpha-2025
  groups:
    a: { serious: 3/38, deaths: 2/40 }
    part: { serious: 1/10 }
  terms:
    - { term: "Hy's law, possible", cells: [1/38, not reported], events: [2, 0] }
    - { term: Nausea, cells: { part: 2/10 } }
    - { term: Nausea, serious: true, cells: [0/38, 0/10] }`);

  test('have addresses of their terms, with counts of patients and of events', () => {
    const own = [...lib.data.keys()].filter((id) => id.startsWith('gamma.ae.'));
    expect(own).toEqual([
      'gamma.ae.serious.a',
      'gamma.ae.serious.part',
      'gamma.ae.deaths.a',
      'gamma.ae.hy-s-law-possible.a',
      'gamma.ae.hy-s-law-possible.a.events',
      'gamma.ae.hy-s-law-possible.part.events',
      'gamma.ae.nausea.part',
      'gamma.ae.nausea-serious.a',
      'gamma.ae.nausea-serious.part',
    ]);
    expect(findingAt(lib, 'gamma.ae.deaths.a').value).toMatchObject({ events: 2, of: 40 });
    expect(findingAt(lib, 'gamma.ae.serious.a')).toMatchObject({ value: { of: 38 }, timing: 'week 8' });
    expect(findingAt(lib, 'gamma.ae.hy-s-law-possible.a.events').value).toMatchObject({
      shape: 'count',
      value: 2,
    });
  });
});

test('a trial without any result is one', () => {
  expect(library('').trials.get('gamma')?.findings).toEqual([]);
});

describe('whether safety was extracted', () => {
  const events = `adverseEvents:
  timeFrame: year 1
  source: alpha-2025
  groups:
    a: { serious: 3/40 }`;

  test('is plain from adverse events', () => {
    expect(library(events).trials.get('gamma')?.safety).toBe('extracted');
  });

  test('is not denied beside them', () => {
    expect(complaintsAbout({ 'trials/gamma.yaml': `${trial(events)}safety: not extracted\n` })).toStrictEqual(
      ['safety-disagrees content/trials/gamma.yaml:16:9'],
    );
  });

  test('is said where there are none', () => {
    const silent = trial('').replace('safety: not extracted', '');
    expect(complaintsAbout({ 'trials/gamma.yaml': silent })).toStrictEqual([
      'missing-field content/trials/gamma.yaml:1:1',
    ]);
  });
});

test('terms of adverse events are held against their totals and the numbers of the arms', () => {
  const events = (cell: string) =>
    library(`adverseEvents:
  timeFrame: year 1
  source: alpha-2025
  groups:
    a: { serious: 3/40 }
  terms:
    - { term: Fall, serious: true, cells: [${cell}] }`);
  const codes = (cell: string) =>
    auditLibrary(events(cell), () => ({ file: 'x', line: 1, column: 1 })).map(({ code }) => code);
  expect(codes('3/40')).toStrictEqual([]);
  expect(codes('4/40')).toStrictEqual(['nested-order']);
  expect(codes('3/41')).toStrictEqual(['population-exceeds-arm']);
});
