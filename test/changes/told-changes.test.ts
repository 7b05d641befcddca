import { describe, expect, test } from 'vitest';
import { type Change, changeLabels } from '../../src/changes/compare.ts';
import {
  type ChangeLine,
  changeReport,
  changeTexts,
  editionText,
  literal,
  sentenceOf,
  sourceKeys,
} from '../../src/changes/report.ts';
import { factWith, firstReport, laterReport, printed, saleOf, spoken } from './fact.ts';

const since = { id: '2026-01-15-base', revision: 2, title: 'Base', date: '2026-01-15' };

function tell(changes: Change[]) {
  const groups = [{ id: 'gamma', name: 'GAMMA', changes }];
  return changeReport(since, { groups, joined: [{ id: 'delta', name: 'DELTA' }] });
}

function linesOf(changes: Change[]): ChangeLine[] {
  return tell(changes).groups.flatMap(({ lines }) => lines);
}

function textsOf(changes: Change[]): string[] {
  return linesOf(changes).map(({ kind, text }) => `${kind}: ${text.replaceAll('\u00a0', '~')}`);
}

const newSale = (quarter: string, value: string): Change => ({
  kind: 'new',
  after: saleOf(quarter, value),
  told: true,
});

/** The n-th number at risk of an arm, corrected. */
function atRisk(n: number, arm = 'a', kind: 'corrected' | 'updated' = 'corrected'): Change {
  const fact = factWith({
    id: `gamma.risk.${arm}.${n}`,
    about: { endpoint: 'at-risk', shape: 'observation', arms: [arm] },
    endpoint: 'Patients at risk',
    arms: [`Drug ${arm.toUpperCase()}`],
    ...printed(`${n}`),
  });
  return { kind, before: fact, after: { ...fact, ...printed(`${n}0`) }, told: true };
}

describe('what is told of a comparison', () => {
  test('names the other edition, the trials and who has joined', () => {
    const change: Change = { kind: 'new', after: factWith(), told: true };
    const told = tell([change]);
    expect(told).toMatchObject({
      since,
      joined: [{ id: 'delta', name: 'DELTA' }],
      groups: [{ id: 'gamma', name: 'GAMMA', lines: [{ kind: 'new', label: 'New', changes: [change] }] }],
    });
    expect(changeTexts(told)).toStrictEqual(told.groups[0]?.lines[0]?.parts);
    expect(spoken(changeTexts(told), change)).toBe('ORR, Drug A: ⟨after!: 60/100 (60%)⟩[after]');
    expect(editionText(since)).toBe('Base, 15 January 2026, r2');
  });

  test.each(Object.entries(changeLabels))('calls %s by a name for readers: %s', (kind, label) => {
    expect(label).toMatch(/^[A-Z][a-z ]+$/);
    const change = { kind, before: factWith(), after: factWith(), told: true } as Change;
    expect(linesOf([change])[0]).toMatchObject({ kind, label });
  });

  test('has a line of its own for each result', () => {
    const one: Change = { kind: 'new', after: factWith(), told: true };
    const more = ['b', 'c', 'd', 'e'].map((id): Change => ({ ...one, after: factWith({ id }) }) as Change);
    expect(linesOf([one, ...more]).map(({ changes }) => changes.length)).toStrictEqual([1, 1, 1, 1, 1]);
  });
});

describe('new quarters of a product', () => {
  test('share a line', () => {
    const changes = [newSale('Q2 2025', 'US$1,303 million'), newSale('Q3 2025', 'US$1,357 million')];
    expect(textsOf(changes)).toStrictEqual([
      'new: Sales: Q2~2025 US$1,303 million, Q3~2025 US$1,357 million',
    ]);
    const [line] = linesOf(changes) as [ChangeLine];
    expect(line.changes).toStrictEqual(changes);
    expect(line.parts.map(({ by }) => by)).toStrictEqual([
      'words',
      'after',
      'sources',
      'words',
      'after',
      'sources',
    ]);
    const [, value, sources] = line.parts;
    expect(value).toStrictEqual({
      by: 'after',
      fact: changes[0]?.after,
      text: 'US$1,303 million',
      isValue: true,
    });
    expect(sources).toStrictEqual({ by: 'sources', of: 'after', fact: changes[0]?.after });
  });

  test('that are one are told in full', () => {
    expect(textsOf([newSale('Q2 2025', 'US$1,303 million')])).toStrictEqual([
      'new: Sales, Q2 2025: US$1,303 million',
    ]);
  });

  test('stand beside those that were corrected', () => {
    const wrong = saleOf('Q1 2025', 'US$1 million');
    const right = { ...wrong, ...printed('US$2 million') };
    expect(
      textsOf([
        { kind: 'corrected', before: wrong, after: right, told: true },
        newSale('Q2 2025', 'US$3 million'),
        newSale('Q3 2025', 'US$4 million'),
      ]),
    ).toStrictEqual([
      'corrected: Sales, Q1 2025: US$1 million → US$2 million',
      'new: Sales: Q2~2025 US$3 million, Q3~2025 US$4 million',
    ]);
  });

  test('are each told when they are not new', () => {
    const gone = ['Q1 2025', 'Q2 2025', 'Q3 2025', 'Q4 2025'].map(
      (quarter): Change => ({ kind: 'withdrawn', before: saleOf(quarter, 'US$1 million'), told: true }),
    );
    expect(linesOf(gone)).toHaveLength(4);
  });
});

describe('numbers of one kind', () => {
  test('are each told up to three', () => {
    expect(textsOf([atRisk(1), atRisk(2), atRisk(3)])).toStrictEqual([
      'corrected: Patients at risk, Drug A: 1 → 10',
      'corrected: Patients at risk, Drug A: 2 → 20',
      'corrected: Patients at risk, Drug A: 3 → 30',
    ]);
  });

  test('are told in short from four on, by arm and by kind', () => {
    const four = [1, 2, 3, 4];
    const changes = four.flatMap((n) => [atRisk(n), atRisk(n, 'b')]);
    expect(textsOf([...changes, atRisk(9, 'a', 'updated')])).toStrictEqual([
      'corrected: Patients at risk, Drug A: several numbers',
      'corrected: Patients at risk, Drug B: several numbers',
      'updated: Patients at risk, Drug A: 9 → 90',
    ]);
    expect(linesOf(four.map((n) => atRisk(n)))[0]?.parts.map(({ by }) => by)).toStrictEqual([
      'words',
      'words',
    ]);
  });

  test('of a curve too, whatever their shape, and without arms', () => {
    const changes = [1, 2, 3, 4].map((n): Change => {
      const fact = factWith({ id: `gamma.curve.pfs.a.${n}`, endpoint: 'PFS', arms: ['Drug A', 'Drug B'] });
      return { kind: 'withdrawn', before: fact, told: true };
    });
    expect(textsOf(changes)).toStrictEqual(['withdrawn: PFS, Drug A against Drug B: several numbers']);
    const armless = changes.map(({ before }): Change => {
      const { arms, ...fact } = before ?? factWith();
      return { kind: 'withdrawn', before: fact, told: Boolean(arms) };
    });
    expect(textsOf(armless)).toStrictEqual(['withdrawn: PFS: several numbers']);
    const cleared = changes.map(
      ({ before }) => ({ kind: 'withdrawn', before: { ...before, arms: [] } }) as unknown as Change,
    );
    expect(textsOf(cleared)).toStrictEqual(['withdrawn: PFS: several numbers']);
  });
});

test('a sentence is its words and data; sources are named only where it is about them', () => {
  const fact = factWith({ sources: [...firstReport, ...laterReport] });
  expect(
    sentenceOf([
      literal('ORR: '),
      { by: 'after', fact, text: '60%' },
      { by: 'sources', of: 'after', fact },
      literal(', now confirmed'),
      { by: 'sources', of: 'after', fact, named: true },
    ]),
  ).toBe('ORR: 60%, now confirmed by First report of GAMMA; GAMMA after longer follow-up');
});

describe('the sources of a line', () => {
  const [first, second] = [factWith(), factWith({ sources: laterReport })];
  const keysOf = (changes: Partial<Change>[]) => sourceKeys({ changes } as ChangeLine);

  test.each([
    [[{ before: first, after: second }], 'gamma-2024 → gamma-2026'],
    [[{ before: first, after: first }], 'gamma-2024'],
    [[{ before: first }], 'gamma-2024'],
    [[{ after: second }], 'gamma-2026'],
    [[{ after: second }, { after: first }, { after: second }], 'gamma-2026, gamma-2024'],
  ])('%#: are each named once', (changes, expected) => {
    expect(keysOf(changes)).toBe(expected);
  });
});
