import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { trialWith } from '../base-library.ts';
import { elementsOf } from './boxes.ts';
import { planned } from './planned.ts';

const findings = `pfs.hr: { endpoint: pfs, compare: [a, b], subgroup: { by: Age, is: 75 or older }, hazardRatio: { value: 0.50, ci: [0.30, 0.83], events: [20/60, 34/60] }, source: beta-2025 }
d.itt: { endpoint: hba1c-change, compare: [a, b], timing: week 26, difference: { value: -0.24, unit: percentage points, ci: [-0.39, -0.09], nonInferiority: { type: non-inferiority, margin: 0.4 } }, source: beta-2025 }
d.late: { endpoint: hba1c-change, compare: [a, b], timing: week 52, difference: { value: -0.21, unit: percentage points, ci: [-0.38, unbounded], level: 97.5, nonInferiority: { type: non-inferiority, marginText: within 5% of control } }, source: beta-2025 }
a.12: { endpoint: hba1c-change, arm: a, timing: week 12, measure: { adjustedMean: -1.21, unit: percentage points, ci: [-1.33, -1.09], of: 58 }, source: beta-2025 }
a.26: { endpoint: hba1c-change, arm: a, timing: week 26, measure: { adjustedMean: -1.41, unit: percentage points, ci: [-1.53, -1.29], of: 1055 }, source: beta-2025 }
rate: { endpoint: hypoglycaemia-rate, arm: a, eventRate: { events: 12, exposure: 28.4, per: 100 patient-years }, source: beta-2025 }
sae: { endpoint: sae, arm: a, proportion: { events: 3, of: 600 }, source: beta-2025 }
os12: { endpoint: os, arm: a, rate: { at: 12 months, percent: 95.0, ci: [90.1, 98.2] }, source: beta-2025 }`;
const gamma = trialWith(findings).replace('name: GAMMA', 'name: GAMMA-4').replace('phase: 2', 'phase: 3');

describe('every number that a figure’s words bind to a datum is bound to it in the drawing or the table', () => {
  test.each([
    'kind: forest\nfindings: [alpha.pfs.hr, gamma.pfs.hr]',
    'kind: forest\nfindings: [gamma.d.itt, gamma.d.late]',
    'kind: averages\nfindings: [gamma.a.12, gamma.a.26]',
    'kind: averages\nfindings: [gamma.rate]',
    'kind: change\nfindings: [gamma.a.12, gamma.a.26]',
    'kind: proportions\nfindings: [gamma.sae]',
    'kind: landmark\nfindings: [gamma.os12]',
  ])('%s', async (request) => {
    const plan = planned(request, { 'trials/gamma.yaml': gamma });
    const { inline } = await drawFigure(plan.spec, { accent: '#0b5d75' });
    const drawn = elementsOf(inline).map(({ text, attributes }) => `${attributes['data-finding']}: ${text}`);
    const cells = plan.data.rows.flat().flatMap(({ main }) => main);
    const tabled = cells.flatMap(({ written, datum }) => (datum ? [`${datum.id}: ${written.text}`] : []));
    const printed = [...drawn, ...tabled].join('\n');
    for (const { written, datum } of plan.words) {
      if (!datum) continue;
      for (const [numeral] of written.text.matchAll(/\d+(?:[.,]\d+)*/g)) {
        const own = printed.split('\n').filter((line) => line.startsWith(`${datum.id}: `));
        expect(own.join(' '), `${numeral} of ‘${written.text}’`).toMatch(
          new RegExp(`(?<![\\d.,])${numeral.replace('.', '\\.')}(?!\\d)`),
        );
      }
    }
  });
});
