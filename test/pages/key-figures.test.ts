import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import type { Show } from '../../src/model/library.ts';
import { keyNumberOf } from '../../src/page/key-figure.ts';
import { charactersOf } from '../../src/text/run.ts';
import { datumAt, trialWith, withBriefing } from '../base-library.ts';

const trial =
  trialWith(`d: { endpoint: hba1c-change, compare: [a, b], difference: { value: -0.24, unit: percentage points }, source: beta-2025 }
rate: { endpoint: hypoglycaemia-rate, arm: a, eventRate: { rate: 8.1, per: 100 patient-years }, source: beta-2025 }
egfr: { endpoint: egfr-change, arm: a, measure: { mean: 61.2, unit: mL/min/1.73 m² }, source: beta-2025 }
ldl: { endpoint: ldl-c, arm: a, measure: { mean: 97, unit: mg/dL }, source: beta-2025 }
pfs: { endpoint: pfs, arm: a, median: { value: 5.86 weeks }, source: beta-2025 }
orr: { endpoint: orr, arm: a, proportion: { events: 30, of: 50 }, source: beta-2025 }
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.60, ci: [0.45, 0.80] }, source: beta-2025 }`);

const body = ['d', 'rate', 'egfr', 'ldl', 'pfs', 'orr', 'hr']
  .map((key) => `{{value "gamma.${key}"}}`)
  .join(' ');
const { library, briefing } = withBriefing(body, '', { 'trials/gamma.yaml': trial });
const assessment = assessBriefing(library, briefing);

/** Numeral and unit, and whether they are too long for a line. */
function tile(address: string, show: Show): [numeral: string, unit: string, isLong: boolean] {
  const { numeral, unit, isLong } = numberOf(address, show);
  return [charactersOf(numeral), unit, isLong];
}

function numberOf(address: string, show: Show) {
  const setting = { ...assessment, names: undefined };
  return keyNumberOf({ datum: datumAt(library, address), show }, assessment, setting);
}

describe('the number of a key figure', () => {
  test('has a short unit beside it', () => {
    expect(tile('gamma.pfs', 'median')).toEqual(['5.86', 'weeks', false]);
    expect(tile('gamma.ldl', 'average')).toEqual(['97', 'mg/dL', false]);
  });

  test('has a long unit, or one with a number in it, on a line that may break', () => {
    expect(tile('gamma.d', 'difference')).toEqual(['−0.24 percentage points', '', true]);
    expect(tile('gamma.rate', 'rate')).toEqual(['8.1 per 100 patient-years', '', true]);
    expect(tile('gamma.egfr', 'average')).toEqual(['61.2 mL/min/1.73 m²', '', true]);
  });

  test('is set smaller where it is more than a number', () => {
    const [numeral, unit, isLong] = tile('gamma.hr', 'full');
    expect([numeral.slice(0, 2), unit, isLong]).toEqual(['HR', '', true]);
    expect(tile('gamma.orr', 'percent')).toEqual(['60%', '', false]);
  });

  test('is bound to its entry, and so is the interval beneath', () => {
    const { numeral, label, detail } = numberOf('gamma.orr', 'percent');
    const entry = assessment.entries.get('gamma.orr');
    expect(numeral).toMatchObject([{ kind: 'number', id: 'gamma.orr', entry }]);
    expect(charactersOf(label)).toMatch(/, GAMMA$/);
    expect(detail.filter(({ kind }) => kind === 'number')).toMatchObject([{ id: 'gamma.orr', entry }]);
    expect(charactersOf(detail)).toMatch(/^95% CI \d/);
  });
});
