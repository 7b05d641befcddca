import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import type { Show } from '../../src/model/datum.ts';
import { keyFigureModel } from '../../src/pages/key-figure-model.ts';
import { html } from '../../src/pages/markup.ts';
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

/** Without the link to the ledger. */
function tile(address: string, show: Show): string[] {
  const { numeral, unit } = keyFigureModel({ datum: datumAt(library, address), show }, assessment, () =>
    html(''),
  );
  return [numeral.toString().replace(/<\/?(?:a|data)\b[^>]*>/g, ''), unit];
}

describe('the number of a key figure', () => {
  test('has a short unit beside it', () => {
    expect(tile('gamma.pfs', 'median')).toEqual(['5.86', 'weeks']);
    expect(tile('gamma.ldl', 'average')).toEqual(['97', 'mg/dL']);
  });

  test('has a long unit, or one with a number in it, on a line that may break', () => {
    const long = (unit: string) => ` <span class="unit long">${unit}</span>`;
    expect(tile('gamma.d', 'difference')).toEqual([`−0.24${long('percentage points')}`, '']);
    expect(tile('gamma.rate', 'rate')).toEqual([`8.1${long('per 100 patient-years')}`, '']);
    expect(tile('gamma.egfr', 'average')).toEqual([`61.2${long('mL/min/1.73 m²')}`, '']);
  });

  test('is set smaller where it is more than a number', () => {
    expect(tile('gamma.hr', 'full')[0]).toContain('<span class="long">HR');
    expect(tile('gamma.orr', 'percent')).toEqual(['60%', '']);
  });
});
