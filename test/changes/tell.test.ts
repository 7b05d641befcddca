import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/changes/compare.ts';
import { formatChange, inOneUnit, labelOf } from '../../src/changes/report.ts';
import { factWith, laterReport, type PartOfFact, printed, ratio, saleOf, spoken } from './fact.ts';

const m12 = { id: 'first', label: 'First analysis', followUp: '12.0 months' };
const m24 = { id: 'second', label: 'Second analysis', followUp: '24.5 months' };
const later = { sources: laterReport };
const other = printed('66/100 (66%)');

function told(kind: Change['kind'], before: PartOfFact | undefined, after: PartOfFact | undefined): string {
  const sides = { before: before && factWith(before), after: after && factWith(after) };
  return spoken(formatChange({ kind, ...sides, told: true } as Change), sides);
}

describe('what is told of a change', () => {
  test('that is new', () => {
    expect(told('new', undefined, {})).toBe('ORR, Drug A: ⟨after!: 60/100 (60%)⟩[after]');
  });

  test('that is gone, or no longer reported', () => {
    expect(told('withdrawn', {}, undefined)).toBe('ORR, Drug A: ⟨before: 60/100 (60%)⟩[before]');
    expect(told('withdrawn', {}, { ...printed('not reported'), state: 'not reported' })).toBe(
      'ORR, Drug A: ⟨before: 60/100 (60%)⟩[before], no longer reported',
    );
  });

  test.each<[PartOfFact, PartOfFact, string]>([
    [{ grade: 'unconfirmed' }, later, ', now confirmed[after, named]'],
    [{ grade: 'unconfirmed' }, { grade: 'secondary' }, ', now from a secondary report[after, named]'],
    [{ grade: 'primary' }, { grade: 'unconfirmed' }, ', no longer confirmed'],
    [{}, {}, ''],
  ])('of its authority, %#', (before, after, expected) => {
    expect(told('confirmed', before, after)).toBe(`ORR, Drug A: ⟨after!: 60/100 (60%)⟩${expected}`);
  });

  test('in its value: old and new, and the old source only where it is another', () => {
    expect(told('corrected', {}, other)).toBe(
      'ORR, Drug A: ⟨before: 60/100 (60%)⟩ → ⟨after!: 66/100 (66%)⟩[after]',
    );
    expect(told('updated', {}, { ...other, ...later, grade: 'secondary' })).toBe(
      'ORR, Drug A: ⟨before: 60/100 (60%)⟩[before] → ⟨after!: 66/100 (66%)⟩[after], now from a secondary report[after, named]',
    );
  });

  test('with its unit once', () => {
    expect(told('corrected', printed('12.0 months'), printed('12.6 months'))).toBe(
      'ORR, Drug A: ⟨before: 12.0⟩ → ⟨after!: 12.6 months⟩[after]',
    );
  });

  test('at a later cut with the value as it was', () => {
    expect(told('matured', { cut: m12 }, { cut: m24, ...later })).toBe(
      'ORR, Drug A: ⟨after!: 60/100 (60%)⟩, unchanged[after], at ⟨before: 12.0⟩ → ⟨after: 24.5 months⟩ of follow-up',
    );
    expect(told('source', {}, later)).toBe('ORR, Drug A: ⟨after!: 60/100 (60%)⟩[after]');
    expect(told('described', {}, { value: '60/100 (60.0%)' })).toBe(
      'ORR, Drug A: ⟨after!: 60/100 (60.0%)⟩[after]',
    );
  });

  test.each<[Change['kind'], PartOfFact, PartOfFact, string]>([
    ['matured', { state: 'not reached' }, {}, ', now reached: ⟨after!: 66/100 (66%)⟩[after]'],
    ['matured', { state: 'not estimable' }, {}, ', now reached: ⟨after!: 66/100 (66%)⟩[after]'],
    ['updated', { state: 'not reported' }, {}, ', now reported: ⟨after!: 66/100 (66%)⟩[after]'],
    [
      'matured',
      { state: 'not reached', cut: m12 },
      { cut: m24 },
      ', now reached: ⟨after!: 66/100 (66%)⟩[after], at ⟨before: 12.0⟩ → ⟨after: 24.5 months⟩ of follow-up',
    ],
    ['corrected', { state: 'not reached' }, {}, ': ⟨before: x⟩ → ⟨after!: 66/100 (66%)⟩[after]'],
    ['updated', {}, { state: 'not reached' }, ': ⟨before: x⟩ → ⟨after!: 66/100 (66%)⟩[after]'],
    [
      'updated',
      { state: 'not reached' },
      { state: 'not estimable' },
      ': ⟨before: x⟩ → ⟨after!: 66/100 (66%)⟩[after]',
    ],
  ])('%s, in its state: %j, %j', (kind, before, after, expected) => {
    expect(told(kind, { ...printed('x'), ...before }, { ...other, ...after })).toBe(`ORR, Drug A${expected}`);
  });

  test('to another thing at its address', () => {
    const about = { endpoint: 'cr', shape: 'proportion', arms: ['b'] };
    expect(told('corrected', {}, { about, endpoint: 'CR', arms: ['Drug B'] })).toBe(
      'ORR, Drug A: ⟨before: 60/100 (60%)⟩[before] → CR, Drug B: ⟨after!: 60/100 (60%)⟩[after]',
    );
  });

  test('of sales: restated where they are updated, not where they were wrong', () => {
    const [before, after] = [saleOf('2025-Q1', 'US$1,200 million'), saleOf('2025-Q1', 'US$1,202 million')];
    const values = '⟨before: US$1,200 million⟩ → ⟨after!: US$1,202 million⟩[after]';
    expect(told('updated', before, after)).toBe(`Sales, 2025-Q1, restated: ${values}`);
    expect(told('corrected', before, after)).toBe(`Sales, 2025-Q1: ${values}`);
    expect(told('updated', {}, other)).not.toContain('restated');
  });
});

describe('of a value whose brackets alone changed, these alone are told', () => {
  const ci = { interval: '95% CI 0.45–0.80' };
  const wider = { interval: '95% CI 0.45–0.82' };
  const p = { p: 'p=0.002' };
  const label = 'PFS, Drug A against Drug B: ';

  test.each<[string, PartOfFact, PartOfFact, string]>([
    [
      'another',
      ratio('0.60', { ...ci, ...p }),
      ratio('0.6', { ...wider, ...p }),
      '⟨after!: HR 0.6⟩; ⟨before: 95% CI 0.45–0.80⟩ → ⟨after: 95% CI 0.45–0.82⟩[after]',
    ],
    [
      'another in another source',
      ratio('0.60', ci),
      { ...ratio('0.60', wider), ...later },
      '⟨after!: HR 0.60⟩; ⟨before: 95% CI 0.45–0.80⟩[before] → ⟨after: 95% CI 0.45–0.82⟩[after]',
    ],
    [
      'one more',
      ratio('0.60', ci),
      ratio('0.60', { ...ci, ...p }),
      '⟨after!: HR 0.60⟩, now with ⟨after: p=0.002⟩[after]',
    ],
    [
      'two more',
      ratio('0.60'),
      ratio('0.60', { ...ci, ...p }),
      '⟨after!: HR 0.60⟩, now with ⟨after: 95% CI 0.45–0.80; p=0.002⟩[after]',
    ],
    [
      'one less',
      ratio('0.60', { ...ci, ...p }),
      ratio('0.60', p),
      '⟨after!: HR 0.60⟩[after], without ⟨before: 95% CI 0.45–0.80⟩',
    ],
    [
      'one less in another source',
      ratio('0.60', ci),
      { ...ratio('0.60'), ...later },
      '⟨after!: HR 0.60⟩[after], without ⟨before: 95% CI 0.45–0.80⟩[before]',
    ],
    [
      'one for another',
      ratio('0.60', ci),
      ratio('0.60', p),
      '⟨after!: HR 0.60⟩; ⟨before: 95% CI 0.45–0.80⟩ → ⟨after: p=0.002⟩[after]',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told('corrected', before, after)).toBe(label + expected);
  });
});

describe('the cut is told', () => {
  const dated = (id: string, date: string) => ({ id, label: `Cut ${id}`, date });
  const tail = (before: PartOfFact, after: PartOfFact) =>
    told('updated', { ...before }, { ...other, ...after })
      .split('66%)⟩[after]')[1]
      ?.replaceAll('\u00a0', ' ');

  test.each<[string, PartOfFact['cut'], PartOfFact['cut'], string]>([
    ['by follow-up', m12, m24, ', at ⟨before: 12.0⟩ → ⟨after: 24.5 months⟩ of follow-up'],
    [
      'by follow-up in two units',
      m12,
      { ...m24, followUp: '3 years' },
      ', at ⟨before: 12.0 months⟩ → ⟨after: 3 years⟩ of follow-up',
    ],
    [
      'by how much later',
      dated('a', '2025-12-31'),
      dated('b', '2026-01-14'),
      ', data cut ⟨after: 2 weeks⟩ later',
    ],
    [
      'by how much later at the same follow-up',
      { ...dated('a', '2025-12-31'), followUp: '12 months' },
      { ...dated('b', '2026-01-14'), followUp: '12 months' },
      ', data cut ⟨after: 2 weeks⟩ later',
    ],
    [
      'by its name where the days are not known',
      dated('a', '2025-12'),
      dated('b', '2026-01-14'),
      ', ⟨after: Cut b⟩',
    ],
    [
      'by its name where the first has no date',
      { id: 'a', label: 'A' },
      dated('b', '2026-01-14'),
      ', ⟨after: Cut b⟩',
    ],
    [
      'by its name where the second has none',
      dated('a', '2025-12-31'),
      { id: 'b', label: 'B' },
      ', ⟨after: B⟩',
    ],
    [
      'by its name where only the second has a follow-up',
      { id: 'a', label: 'A' },
      m24,
      ', ⟨after: Second analysis⟩',
    ],
    ['by its name where only the first has one', m12, { id: 'b', label: 'B' }, ', ⟨after: B⟩'],
    ['by its name where there was none', undefined, m24, ', ⟨after: Second analysis⟩'],
    ['not where there is none', m12, undefined, ''],
    ['not where it is the same', m12, { ...m12, id: 'x', label: 'X' }, ''],
  ])('%s', (_, before, after, expected) => {
    expect(tail(before ? { cut: before } : {}, after ? { cut: after } : {})).toBe(expected);
  });

  test('not of a follow-up, which tells it itself', () => {
    const about = { endpoint: 'follow-up', shape: 'measure', arms: [] };
    expect(tail({ about, cut: m12 }, { about, cut: m24 })).toBe('');
  });
});

describe('what is said otherwise', () => {
  test.each<[PartOfFact, PartOfFact, string]>([
    [
      { landmark: '6 months' },
      { landmark: '12 months' },
      'at ⟨after: 12 months⟩ (formerly ⟨before: 6 months⟩)',
    ],
    [
      { subgroup: 'Age: old' },
      { subgroup: 'Age: young' },
      'in ⟨after: Age: young⟩ (formerly ⟨before: Age: old⟩)',
    ],
    [
      { population: 'randomised' },
      { population: 'treated' },
      'population ⟨after: treated⟩ (formerly ⟨before: randomised⟩)',
    ],
    [{ threshold: '10⁻⁵' }, { threshold: '10⁻⁶' }, 'at ⟨after: 10⁻⁶⟩ (formerly ⟨before: 10⁻⁵⟩)'],
    [{ assay: 'NGS' }, { assay: 'NGF' }, 'assay ⟨after: NGF⟩ (formerly ⟨before: NGS⟩)'],
    [
      { assessor: 'investigator' },
      { assessor: 'independent' },
      'assessor ⟨after: independent⟩ (formerly ⟨before: investigator⟩)',
    ],
    [{ timing: 'cycle 4' }, { timing: 'cycle 6' }, 'timing ⟨after: cycle 6⟩ (formerly ⟨before: cycle 4⟩)'],
  ])('%j is told with what was said', (before, after, expected) => {
    expect(told('corrected', before, after)).toBe(`ORR, Drug A: ⟨after!: 60/100 (60%)⟩[after], ${expected}`);
  });

  test('and behind the cut', () => {
    expect(told('matured', { cut: m12, assay: 'NGS' }, { cut: m24, assay: 'NGF' })).toBe(
      'ORR, Drug A: ⟨after!: 60/100 (60%)⟩, unchanged[after], at ⟨before: 12.0⟩ → ⟨after: 24.5 months⟩ of follow-up, assay ⟨after: NGF⟩ (formerly ⟨before: NGS⟩)',
    );
  });
});

describe('a label', () => {
  function label(more: PartOfFact, elsewhere?: string[]): string {
    const after = factWith(more);
    return spoken(labelOf(after, 'after', elsewhere), { after });
  }

  test.each<[PartOfFact, string]>([
    [{ endpoint: 'overall survival' }, 'Overall survival, Drug A'],
    [{ endpoint: 'sCR at day 60' }, '⟨after: SCR at day 60⟩, Drug A'],
    [{ landmark: '12 months' }, 'ORR at ⟨after: 12 months⟩, Drug A'],
    [{ threshold: '10⁻⁵' }, 'ORR at ⟨after: 10⁻⁵⟩, Drug A'],
    [{ subgroup: 'Risk: high' }, 'ORR, Drug A, Risk: high'],
    [{ arms: ['Drug A', 'Drug 2'] }, 'ORR, ⟨after: Drug A against Drug 2⟩'],
    [{ arms: [] }, 'ORR'],
    [
      { landmark: '1 year', threshold: '10⁻⁵', subgroup: 'Age: 65' },
      'ORR at ⟨after: 1 year⟩ at ⟨after: 10⁻⁵⟩, Drug A, ⟨after: Age: 65⟩',
    ],
    [saleOf('Q1 2025', 'x'), 'Sales, Q1 2025'],
  ])('of %j', (more, expected) => {
    expect(label(more)).toBe(expected);
  });

  test('leaves out what is told elsewhere', () => {
    const more = { landmark: '1 year', threshold: '10⁻⁵', subgroup: 'Age: 65' };
    expect(label(more, ['landmark', 'threshold', 'subgroup'])).toBe('ORR, Drug A');
    expect(label(more, ['landmark'])).toBe('ORR at ⟨after: 10⁻⁵⟩, Drug A, ⟨after: Age: 65⟩');
  });

  test('of one without arms', () => {
    const { arms, ...fact } = factWith();
    expect(arms).toEqual(['Drug A']);
    expect(spoken(labelOf(fact, 'after'), { after: fact })).toBe('ORR');
  });
});

test.each([
  ['12.0 months', '24.5 months', ['12.0', '24.5 months']],
  ['1,200 patients', '1,202 patients', ['1,200', '1,202 patients']],
  ['12 months', '2 years', ['12 months', '2 years']],
  ['12 months (95% CI 9–14)', '14 months', ['12 months (95% CI 9–14)', '14 months']],
  ['12 months', 'about 14 months', ['12 months', 'about 14 months']],
  ['about 12 months', '14 months', ['about 12 months', '14 months']],
  ['12 months', '14 months (95% CI 9–14)', ['12 months', '14 months (95% CI 9–14)']],
  ['not reached', 'not estimable', ['not reached', 'not estimable']],
])('the unit of %s and %s', (before, after, expected) => {
  expect(inOneUnit(before, after)).toEqual(expected);
});
