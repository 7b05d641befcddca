import { describe, expect, test } from 'vitest';
import type { LandmarkChart } from '../../src/figures/landmark/layout.ts';
import { trialWith } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

const findings = `pfs12.a: { endpoint: pfs, arm: a, rate: { at: 12 months, percent: 88.1, ci: [80.2, 93.0] }, source: beta-2025 }
pfs12.b: { endpoint: pfs, arm: b, rate: { at: 12 months, percent: 70, ci: [not estimable, 81.5] }, source: beta-2025 }
os24.a: { endpoint: os, arm: a, rate: { at: 24 months, percent: 95.0 }, grade: unconfirmed, source: beta-2025 }`;
const curves = `curves:
  pfs:
    endpoint: pfs
    data: events
    origin: infusion
    unit: months
    every: 12
    source: beta-2025
    arms:
      a: { events: [3, 15], censored: [13, 20, 24] }
`;
const plan = planned(
  'kind: landmark\nfindings: [gamma.pfs12.a, gamma.os24.a, gamma.pfs12.b, gamma.curve.pfs.a.rate.12]\nfocus: [gamma.pfs12.a]',
  { 'trials/gamma.yaml': trialWith(findings, curves) },
);

describe('landmark rates', () => {
  test('stand in groups of one endpoint at one time', () => {
    const { groups } = plan.spec.chart as LandmarkChart;
    expect(
      groups.map(({ heading, rows }) => [
        heading.map(({ text }) => text).join(''),
        rows.map(({ printed, beside, interval, focus, hollow, datum }) => [
          datum,
          printed,
          beside,
          interval,
          focus,
          hollow,
        ]),
      ]),
    ).toEqual([
      [
        '12-month progression-free survival',
        [
          ['gamma.pfs12.a', '88.1%', '80.2–93.0', { low: 80.2, high: 93 }, true, false],
          ['gamma.pfs12.b', '70%', 'NE–81.5', undefined, false, false],
          ['gamma.curve.pfs.a.rate.12', '80%', '20–97', { low: 20, high: 97 }, false, false],
        ],
      ],
      ['24-month overall survival', [['gamma.os24.a', '95.0%', '—', undefined, false, true]]],
    ]);
  });

  test('are told in words and in a table', () => {
    expect(plan.spec.alt).toBe(
      'Dot plot of rates at set times with intervals. 12-month progression-free survival: ' +
        'A (experimental) 88.1%, 95% interval 80.2–93.0; B (control) 70%, 95% interval NE–81.5; ' +
        'A (experimental) 80%, 95% interval 20–97. ' +
        '24-month overall survival: A (experimental) 95.0%, interval not reported.',
    );
    expect(tableOf(plan).slice(0, 3)).toEqual([
      ['Trial and arm', 'Outcome', 'Time', '%', '95% CI'],
      ['GAMMA, A', 'PFS', '12\u00a0months', '88.1', '80.2–93.0'],
      ['GAMMA, A', 'OS', '24\u00a0months', '95.0', '—'],
    ]);
    expect(plan.spec.source).toBe(
      'Source: ref.\u00a01. Whiskers: 95% intervals. No whisker: interval not reported. Hollow: not confirmed in a primary document.',
    );
  });
});
