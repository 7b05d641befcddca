import { describe, expect, test } from 'vitest';
import { excludesNoDifference } from '../../../src/evidence/claims/support.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { libraryWith, trialWith } from '../../base-library.ts';

function carries(value: string): boolean {
  const findings = `hr: { endpoint: pfs, compare: [a, b], ${value}, source: alpha-2025 }`;
  const datum = libraryWith({ 'trials/gamma.yaml': trialWith(findings) }).data.get('gamma.hr');
  if (datum?.kind !== 'finding') throw new Error('no finding');
  return excludesNoDifference(datum.finding);
}

describe('a comparison carries a difference', () => {
  test.each([
    ['hazardRatio: { value: 0.50, ci: [0.40, 0.70] }', true],
    ['hazardRatio: { value: 0.80, ci: [0.60, 1.07] }', false],
    ['hazardRatio: { value: 0.80, ci: [0.60, 1.00] }', false],
    ['hazardRatio: { value: 1.20, ci: [1.00, 1.60] }', false],
    ['oddsRatio: { value: 2.00, ci: [1.20, 3.40] }', true],
    ['hazardRatio: { value: 0.80, ci: [0.60, not reached] }', false],
    ['hazardRatio: { value: 1.80, ci: [1.60, not reached] }', false],
    ['hazardRatio: { value: 0.60, ci: [not estimable, 0.70] }', false],
    ['difference: { value: 0.8, unit: percentage points, ci: [0.5, 1.5] }', true],
    ["hazardRatio: { value: 0.80, ci: [0.60, 1.07], p: '<0.001' }", false],
    ['difference: { value: 1.5, unit: percentage points, p: 0.04 }', true],
    ['difference: { value: -1.5, unit: percentage points, ci: [-2.5, -0.5] }', true],
    ['difference: { value: 0.5, unit: percentage points, ci: [0.0, 1.5] }', false],
    ['difference: { value: 12.0, unit: percentage points, ci: [4.0, 20.0] }', true],
    ['difference: { value: 0.8, unit: percentage points, ci: [-4.0, 5.0] }', false],
    ["hazardRatio: { value: 0.50, p: '<0.001' }", true],
    ['hazardRatio: { value: 0.80, p: 0.05 }', true],
    ['hazardRatio: { value: 0.80, p: 0.068 }', false],
    ["hazardRatio: { value: 0.80, p: '>0.01' }", false],
    ['hazardRatio: { value: 0.50 }', false],
  ])('%s: %s', (value, expected) => {
    expect(carries(value)).toBe(expected);
  });

  test('and nothing else does', () => {
    const findings = 'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 10 }, source: alpha-2025 }';
    const datum = libraryWith({ 'trials/gamma.yaml': trialWith(findings) }).data.get('gamma.orr');
    expect(excludesNoDifference((datum as { finding: Finding }).finding)).toBe(false);
  });
});
