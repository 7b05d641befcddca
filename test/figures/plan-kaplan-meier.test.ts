import { describe, expect, test } from 'vitest';
import { keysOf } from '../../src/content/finding.ts';
import type { KaplanMeierChart } from '../../src/figures/kaplan-meier/layout.ts';
import { datumAt, findingAt, libraryWith, trialWith } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

/** The Freireich trial as an author would write it. */
const freireich = `curves:
  remission:
    endpoint: pfs
    data: events
    origin: randomisation
    unit: weeks
    every: 10
    source: { id: beta-2025, locator: Table 1 }
    arms:
      a:
        events: [6, 6, 6, 7, 10, 13, 16, 22, 23]
        censored: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
      b:
        events: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
  read-off:
    endpoint: os
    data: digitised
    origin: first dose
    unit: months
    every: 12
    source: beta-2025
    grade: unconfirmed
    arms:
      a: { points: [[0, 100], [3.5, 92.1], [20, 61]], atRisk: [1200, 800], censored: [21] }
`;
const findings = `pfs.hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.21, ci: [0.09, 0.47] }, source: beta-2025 }
pfs.b: { endpoint: pfs, arm: b, median: { value: 8.0 weeks }, source: beta-2025 }
os.a: { endpoint: os, arm: a, median: { value: not reached }, source: beta-2025 }`;
const texts = { 'trials/gamma.yaml': trialWith(findings, freireich) };
const library = libraryWith(texts);

describe('what curves of event data say in numbers is readable like a finding', () => {
  test('medians with their limits', () => {
    expect(findingAt(library, 'gamma.curve.remission.a.median')).toMatchObject({
      value: {
        shape: 'median',
        value: { value: { text: '23', value: 23 }, unit: 'weeks' },
        ci: [{ text: '13', value: 13 }, 'not reached'],
      },
      grade: 'primary',
      computed: 'Kaplan–Meier from event data, log-log limits, computed here',
    });
    expect(findingAt(library, 'gamma.curve.remission.b.median').value).toMatchObject({
      value: { value: { text: '8' } },
      ci: [{ text: '4' }, { text: '11' }],
    });
  });

  test('rates at the marks of the axis, as far as the data reach', () => {
    expect(findingAt(library, 'gamma.curve.remission.a.rate.10').value).toEqual({
      shape: 'rate',
      at: { value: { text: '10', value: 10 }, unit: 'weeks' },
      percent: { text: '75', value: 75 },
      ci: [
        { text: '50', value: 50 },
        { text: '89', value: 89 },
      ],
    });
    expect(library.data.has('gamma.curve.remission.a.rate.30')).toBe(true);
    expect(library.data.has('gamma.curve.remission.a.rate.40')).toBe(false);
    expect(findingAt(library, 'gamma.curve.remission.b.rate.30').value).toMatchObject({
      percent: { text: '0' },
    });
  });

  test('numbers at risk with their time', () => {
    const risk = [0, 10, 20, 30, 40].map((time) =>
      findingAt(library, `gamma.curve.remission.a.at-risk.${time}`),
    );
    expect(risk.map(({ value }) => 'value' in value && value.value)).toEqual([21, 15, 8, 4, 0]);
    expect(risk[1]?.timing).toBe('at 10 weeks');
    expect(risk[1]?.references[0]?.locator).toBe('Table 1');
  });

  test('and leads back to where the arm gives its data', () => {
    for (const what of ['median', 'rate.10', 'at-risk.20']) {
      const datum = datumAt(library, `gamma.curve.remission.a.${what}`);
      expect(keysOf(datum)).toEqual({ owner: 'gamma', keys: ['curves', 'remission', 'arms', 'a'] });
    }
    expect(keysOf(datumAt(library, 'gamma.pfs.hr')).keys).toEqual(['findings', 'pfs.hr']);
  });

  test('of a digitised curve only what is printed', () => {
    const known = [...library.data.keys()].filter((id) => id.startsWith('gamma.curve.read-off.'));
    expect(known).toEqual(['gamma.curve.read-off.a.at-risk.0', 'gamma.curve.read-off.a.at-risk.12']);
    expect(findingAt(library, 'gamma.curve.read-off.a.at-risk.0').grade).toBe('unconfirmed');
  });
});

describe('the plan of event data', () => {
  const plan = planned(
    'kind: kaplan-meier\ncurve: gamma.remission\nfindings: [gamma.pfs.hr, gamma.pfs.b]',
    texts,
  );
  const chart = plan.spec.chart as KaplanMeierChart;

  test('names the axes, the medians and the ratio', () => {
    const { outcome, time, median, ratio, every, caution } = chart;
    expect({ outcome, time, median, ratio, every, caution }).toEqual({
      outcome: 'Progression-free survival, %',
      time: 'Weeks since randomisation',
      median: 'Median, weeks (95% CI)',
      ratio: { printed: 'HR\u00a00.21 (95%\u00a0CI\u00a00.09–0.47)', datum: 'gamma.pfs.hr' },
      every: 10,
      caution: '',
    });
  });

  test('has the computed median, or the reported one where it is named', () => {
    expect(
      chart.arms.map(({ label, median, medianAt, datum, role }) => [label, median, medianAt, datum, role]),
    ).toEqual([
      ['A', '23 (13–NR)', 23, 'gamma.curve.remission.a.median', 'accent'],
      ['B', '8.0', 8, 'gamma.pfs.b', 'mark'],
    ]);
  });

  test('steps with their limits, and goes to the last observation', () => {
    const [a] = chart.arms;
    expect(a?.steps.slice(0, 2).map(({ time, percent }) => [time, Number(percent.toFixed(4))])).toEqual([
      [0, 100],
      [6, 85.7143],
    ]);
    expect([a?.steps[0]?.low, a?.steps[1]?.low?.toFixed(2), a?.steps[1]?.high?.toFixed(2)]).toEqual([
      undefined,
      '61.97',
      '95.16',
    ]);
    expect(a?.last).toBe(35);
  });

  test('is told in words and in a table, and says how it was made', () => {
    expect(plan.spec.alt).toBe(
      'Survival curves: Progression-free survival in per cent by weeks since randomisation. ' +
        'A: median 23 (13–NR); 21 at risk at 0, 75% at 10 (15 at risk), 63% at 20 (8 at risk), 45% at 30 (4 at risk). ' +
        'B: median 8.0; 21 at risk at 0, 38% at 10 (8 at risk), 10% at 20 (2 at risk). ' +
        'HR\u00a00.21 (95%\u00a0CI\u00a00.09–0.47).',
    );
    const table = tableOf(plan);
    expect(table.slice(0, 3)).toEqual([
      ['Arm', 'Weeks', 'At risk', 'Progression-free survival, %', '95% CI'],
      ['A', '0', '21', '—', '—'],
      ['A', '10', '15', '75', '50–89'],
    ]);
    expect(plan.spec.source).toBe(
      'Source: ref.\u00a01. Kaplan–Meier estimates from event data; shading and thin lines: pointwise 95% limits (log-log). ' +
        'Ticks: censored patients. Thin end of a curve: a single-digit number of patients at risk.',
    );
  });
});

test('a digitised curve says so, in the drawing and under it', () => {
  const plan = planned('kind: kaplan-meier\ncurve: gamma.read-off\nfindings: [gamma.os.a]', texts);
  const chart = plan.spec.chart as KaplanMeierChart;
  expect(chart.caution).toBe('Digitised from a published figure, not patient data');
  expect(chart.arms[0]).toMatchObject({ median: 'NR', datum: 'gamma.os.a', last: 21 });
  expect(chart.arms[0]?.medianAt).toBeUndefined();
  expect(chart.arms[0]?.atRisk).toEqual([
    { time: 0, printed: '1,200', datum: 'gamma.curve.read-off.a.at-risk.0' },
    { time: 12, printed: '800', datum: 'gamma.curve.read-off.a.at-risk.12' },
  ]);
  expect(plan.spec.source).toContain('digitised from a published figure, not drawn from patient data');
  expect(plan.spec.alt).toContain('Digitised from a published figure, not patient data.');
});

describe('curves of an endpoint that is named for its event', () => {
  const stroke = {
    'trials/gamma.yaml': trialWith(
      'stroke.hr: { endpoint: stroke, compare: [a, b], hazardRatio: { value: 0.21, ci: [0.09, 0.47] }, source: beta-2025 }',
      freireich.replace('endpoint: pfs', 'endpoint: stroke'),
    ),
  };

  test('are of those without it, in the drawing, in words and in the rates', () => {
    const figure = 'kind: kaplan-meier\ncurve: gamma.remission\nfindings: [gamma.stroke.hr]';
    const { chart, alt } = planned(figure, stroke).spec;
    expect((chart as KaplanMeierChart).outcome).toBe('Freedom from stroke, %');
    expect(alt).toContain('Survival curves: Freedom from stroke in per cent');
    const { endpoint } = findingAt(libraryWith(stroke), 'gamma.curve.remission.a.rate.10');
    expect(endpoint).toMatchObject({ id: 'stroke', label: 'Freedom from stroke', higherIsBetter: true });
  });
});
