import { describe, expect, test } from 'vitest';
import { comparePair, judge, judgeSales } from '../../../src/evidence/comparability/compare.ts';
import { expectedEventTime } from '../../../src/evidence/comparability/inputs.ts';
import { type RuleCode, rules } from '../../../src/evidence/comparability/rules.ts';
import { findingAt } from '../../base-library.ts';
import { codes, raisedOrUnstated } from './fired.ts';
import { realLibrary, saleAt } from './real-content.ts';

const library = realLibrary();
const at = (address: string) => findingAt(library, address);

/** The expected verdicts of the catalogue of rules. */
const golden: [string, string, string, string, 'block' | 'major'][] = [
  ['car-prism.mrd', 'maia.mrd.d-rd', 'C01 C02 C05 C06 C07 C09 C10 C14 C17 C23 C25 C33', '', 'block'],
  ['car-prism.mrd', 'perseus.mrd6.d-vrd', 'C01 C02 C05 C06 C07 C10 C11 C14 C17 C23 C25', 'C09', 'block'],
  ['car-prism.orr', 'aquila.orr.dara', 'C04 C05 C06 C07 C14 C17 C23 C25 C33', 'C01 C02', 'major'],
  ['perseus.mrd.d-vrd', 'griffin.mrd.d-rvd', 'C05 C07 C11 C12', '', 'major'],
  ['maia.mrd.d-rd.primary', 'alcyone.mrd.d-vmp.primary', 'C05 C12 C17', '', 'major'],
  ['cassiopeia.mrd.d-vtd', 'maia.mrd.d-rd.primary', 'C03 C05 C10 C12', '', 'major'],
  ['cartitude-1.mrd', 'cartitude-4.mrd.cilta-cel', 'C02 C05 C06 C07 C14 C15', '', 'major'],
];

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

describe.each(golden)('%s beside %s', (a, b, atLeast, never, worst) => {
  const raised = raisedOrUnstated(at(a), at(b), library);

  test('fires at least what the catalogue lists, or names it as not stated', () => {
    expect(words(atLeast).filter((code) => !raised.includes(code))).toEqual([]);
  });

  test('does not apply what it rules out', () => {
    expect(words(never).filter((code) => raised.includes(code))).toEqual([]);
  });

  test('comes to the verdict', () => {
    const [first] = comparePair(at(a), at(b), library);
    expect(first?.rule.severity).toBe(worst);
    const { counts } = judge([at(a), at(b)], library);
    expect(counts.block > 0 ? 'block' : 'major').toBe(worst);
  });
});

describe('the examples of the catalogue', () => {
  const pairs: [RuleCode, string, string][] = [
    ['C01', 'car-prism.mrd', 'maia.mrd.d-rd'],
    ['C02', 'cartitude-1.mrd', 'perseus.mrd.d-vrd'],
    ['C03', 'perseus.mrd.d-vrd', 'maia.mrd.d-rd'],
    ['C04', 'aquila.orr.dara', 'car-prism.orr'],
    ['C06', 'car-prism.mrd', 'maia.mrd.d-rd'],
    ['C09', 'perseus.mrd.d-vrd', 'perseus.mrd6.d-vrd'],
    ['C10', 'cassiopeia.mrd.d-vtd', 'maia.mrd.d-rd'],
    ['C11', 'cassiopeia.mrd.d-vtd', 'cassiopeia.mrd-with-cr.d-vtd'],
    ['C12', 'cepheus.mrd.d-vrd', 'cepheus.mrd.d-vrd.by12'],
    ['C13', 'maia.mrd.d-rd', 'maia.sustained12.d-rd'],
    ['C14', 'cartitude-1.mrd', 'cartitude-1.mrd.treated'],
    ['C17', 'car-prism.mrd', 'maia.mrd.d-rd'],
    ['C21', 'aquila.pfs.dara', 'maia.pfs.d-rd'],
    ['C32', 'perseus.pfs48.d-vrd', 'cepheus.pfs54.d-vrd'],
  ];

  test.each(pairs)('%s: %s and %s', (code, a, b) => {
    const rule = rules[code];
    expect(rule.level === 'pair' && rule.fires(at(a), at(b), library)).toBe(true);
    expect(rule.level === 'pair' && rule.fires(at(b), at(a), library)).toBe(true);
  });

  test.each([
    ['C15', 'cartitude-1.mrd'],
    ['C15', 'cartitude-4.crs.cilta-cel'],
    ['C18', 'car-prism.progression-or-death'],
    ['C23', 'car-prism.mrd'],
  ] as [RuleCode, string][])('%s: %s', (code, address) => {
    const rule = rules[code];
    expect(rule.level === 'value' && rule.fires(at(address), library)).toBe(true);
  });

  test('C18: CAR-PRISM is held against the monitored patients of AQUILA', () => {
    expect(expectedEventTime(at('car-prism.progression-or-death'), library)?.id).toBe(
      'aquila.pfs.monitoring',
    );
  });

  test('C19: response of MAIA at one cut beside MRD at another', () => {
    const { caveats } = judge([at('maia.orr.d-rd.primary'), at('maia.mrd.d-rd')], library);
    expect(caveats.map(({ rule }) => rule.code)).toContain('C19');
  });

  test('F01 fires and F02 passes for the sales line of the commentary', () => {
    const claims = [{ sale: saleAt(library, 'darzalex.2026-Q1'), statesGrowth: true }];
    expect(judgeSales(claims).map(({ rule }) => rule.code)).toEqual(['F01', 'F06']);
  });

  test('F03: the quarters of Carvykti in 2022 were disclosed in 2023', () => {
    const claims = [{ sale: saleAt(library, 'carvykti.2022-Q3'), statesGrowth: false }];
    expect(judgeSales(claims).map(({ rule }) => rule.code)).toEqual(['F03', 'F06']);
  });

  test('F04: Legend Biotech', () => {
    const claims = [
      { sale: saleAt(library, 'carvykti.2025-Q4'), statesGrowth: false, company: 'Legend Biotech' },
    ];
    expect(judgeSales(claims)[0]?.text).toContain(
      'by Johnson & Johnson, not Legend Biotech, which books only its contractual share',
    );
  });
});

test('two arms of one randomised trial raise nothing', () => {
  expect(codes(at('maia.mrd.d-rd'), at('maia.mrd.rd'), library)).toEqual([]);
  expect(judge([at('perseus.sustained12.d-vrd'), at('perseus.sustained12.vrd')], library)).toMatchObject({
    caveats: [],
  });
  for (const { findings } of library.trials.values()) {
    for (const a of findings) {
      const levels = findings.flatMap((b) => comparePair(a, b, library).map(({ rule }) => rule.level));
      expect(levels.filter((level) => level === 'pair')).toEqual([]);
    }
  }
});
