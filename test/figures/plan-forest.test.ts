import { describe, expect, test } from 'vitest';
import type { ForestChart } from '../../src/figures/forest/layout.ts';
import { trialWith, withBriefing } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

const gamma =
  trialWith(`pfs.hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.50, ci: [0.30, 0.83], events: [20/60, 1034/2060] }, source: beta-2025 }
pfs.hr.old: { endpoint: pfs, compare: [a, b], subgroup: { by: Age, is: 75 or older }, hazardRatio: { value: 0.71, ci: [0.40, not estimable] }, grade: unconfirmed, source: beta-2025 }
pfs.hr.young: { endpoint: pfs, compare: [a, b], subgroup: { by: Age, is: under 75 }, hazardRatio: { value: 0.48 }, source: beta-2025 }
os.hr: { endpoint: os, compare: [a, b], hazardRatio: { value: 0.90, ci: [0.01, 60.0] }, source: beta-2025 }
orr.or: { endpoint: orr, compare: [a, b], oddsRatio: { value: 2.10, ci: [1.10, 4.00] }, source: beta-2025 }
sae.or: { endpoint: sae, compare: [a, b], oddsRatio: { value: 2.10 }, source: beta-2025 }
sae.hr: { endpoint: sae, compare: [a, b], hazardRatio: { value: 0.74 }, source: beta-2025 }
death.hr: { endpoint: progression-or-death, compare: [a, b], hazardRatio: { value: 0.74 }, source: beta-2025 }
ttr.hr: { endpoint: time-to-response, compare: [a, b], hazardRatio: { value: 1.74 }, source: beta-2025 }
os.or: { endpoint: os, compare: [a, b], oddsRatio: { value: 1.74 }, source: beta-2025 }
mace.hr: { endpoint: own-mace, compare: [a, b], hazardRatio: { value: 0.74 }, source: beta-2025 }
lesions.or: { endpoint: lesions, compare: [a, b], oddsRatio: { value: 0.74 }, source: beta-2025 }`);

const endpoints = `own-mace: { label: MACE, family: time-to-event, higherIsBetter: false, event: harmful, definition: invented }
lesions: { label: New lesions, definition: invented }
`;

const texts = { 'trials/gamma.yaml': gamma, 'endpoints.yaml': endpoints };
const subgroups = 'kind: forest\nfindings: [gamma.pfs.hr, gamma.pfs.hr.old, gamma.pfs.hr.young]';
const chartOf = (figure: string) => planned(figure, texts).spec.chart as ForestChart;

describe('subgroups of one trial', () => {
  const plan = planned(`${subgroups}\nfocus: [gamma.pfs.hr]`, texts);
  const chart = plan.spec.chart as ForestChart;

  test('stand under what divides them', () => {
    expect(chart.groups.map(({ heading, rows }) => [heading, rows.map(({ label }) => label)])).toEqual([
      ['', ['Overall']],
      ['Age', ['75 or older', 'under 75']],
    ]);
  });

  test('print their ratios, limits and events as given', () => {
    const [all, old, young] = chart.groups.flatMap(({ rows }) => rows);
    expect(all).toEqual({
      label: 'Overall',
      sublabel: '',
      estimate: 0.5,
      interval: { low: 0.3, high: 0.83, level: 95 },
      printed: '0.50 (0.30–0.83)',
      counts: ['20/60', '1,034/2,060'],
      focus: true,
      hollow: false,
      evidence: { grade: 'primary', entries: [2] },
      datum: 'gamma.pfs.hr',
    });
    expect([old?.printed, old?.interval, old?.hollow]).toEqual([
      '0.71 (0.40–NE)',
      { low: 0.4, high: 'not estimable', level: 95 },
      true,
    ]);
    expect([young?.printed, young?.interval]).toEqual(['0.48', undefined]);
  });

  test('are told in words and in a table', () => {
    expect(plan.spec.alt).toBe(
      'Forest plot of hazard ratios on a logarithmic axis, HR (95% CI); left of the line of no effect favours A, right of it favours B. ' +
        'Overall 0.50 (0.30–0.83), events 20/60 in A and 1,034/2,060 in B. ' +
        'Age: 75 or older 0.71 (0.40–NE); under 75 0.48.',
    );
    expect(tableOf(plan)).toEqual([
      ['Comparison', 'Outcome', 'Patients', 'Events/N, experimental', 'Events/N, control', 'HR', '95% CI'],
      ['GAMMA, A against B', 'PFS', 'all', '20/60', '1,034/2,060', '0.50', '0.30–0.83'],
      ['GAMMA, A against B', 'PFS', 'Age: 75 or older', '—', '—', '0.71', '0.40–NE'],
      ['GAMMA, A against B', 'PFS', 'Age: under 75', '—', '—', '0.48', '—'],
    ]);
  });

  test('what the drawing needs to be read is said', () => {
    expect(plan.spec.source).toBe(
      'Source: ref.\u00a01. Area of the squares: precision, from the width of the interval. ' +
        'Open arrow: limit not estimable. Dot: precision not known. No line: no interval. Hollow: not confirmed in a primary document.',
    );
  });
});

describe('several trials', () => {
  const chart = chartOf('kind: forest\nfindings: [alpha.pfs.hr, gamma.pfs.hr]');

  test('are named with their arms and patients, and called by no arm of one of them', () => {
    expect(chart.groups.flatMap(({ rows }) => rows.map(({ label, sublabel }) => [label, sublabel]))).toEqual([
      ['ALPHA', 'Zorvex against Observation, first line'],
      ['GAMMA', 'A against B, any'],
    ]);
    expect(chart.arms).toEqual(['Experimental', 'Control']);
    expect(chart.favours).toEqual(['Favours experimental arm', 'Favours control arm']);
  });

  test('have their events told by arm though the arms are called differently', () => {
    const { alt } = planned('kind: forest\nfindings: [alpha.pfs.hr, gamma.pfs.hr]', texts).spec;
    expect(alt).toContain('events 20/60 in the experimental arm and 1,034/2,060 in the control arm');
  });

  test('are said not to be pooled', () => {
    const { source } = planned('kind: forest\nfindings: [alpha.pfs.hr, gamma.pfs.hr]', texts).spec;
    expect(source).toContain('Each ratio is from a separate trial; they are not pooled.');
  });

  test('stand under their endpoints when there are several', () => {
    const { groups } = chartOf('kind: forest\nfindings: [alpha.pfs.hr, gamma.os.hr, gamma.pfs.hr]');
    expect(groups.map(({ heading, rows }) => [heading, rows.length])).toEqual([
      ['Progression-free survival', 2],
      ['Overall survival', 1],
    ]);
  });
});

describe('the sides', () => {
  test('a hazard of what is better when longer favours the experimental arm below 1', () => {
    expect(chartOf('kind: forest\nfindings: [gamma.os.hr]').favours).toEqual(['Favours A', 'Favours B']);
  });

  test('odds of what is better favour it above 1, of what is worse below', () => {
    const response = chartOf('kind: forest\nfindings: [gamma.orr.or]');
    expect([response.measure, response.favours]).toEqual(['OR (95% CI)', ['Favours B', 'Favours A']]);
    expect(chartOf('kind: forest\nfindings: [gamma.sae.or]').favours).toEqual(['Favours A', 'Favours B']);
  });

  test('a hazard favours by what it counts, whichever way the endpoint is better', () => {
    for (const address of ['gamma.sae.hr', 'gamma.death.hr', 'gamma.mace.hr']) {
      expect(chartOf(`kind: forest\nfindings: [${address}]`).favours).toEqual(['Favours A', 'Favours B']);
    }
    expect(chartOf('kind: forest\nfindings: [gamma.ttr.hr]').favours).toEqual(['Favours B', 'Favours A']);
    const together = 'kind: forest\nfindings: [gamma.pfs.hr, gamma.mace.hr, gamma.sae.hr]';
    expect(chartOf(together).favours).toEqual(['Favours A', 'Favours B']);
  });

  test.each(['gamma.lesions.or', 'gamma.os.or', 'gamma.orr.or, gamma.lesions.or'])(
    'of %s favour nobody, since nothing says what is counted',
    (addresses) => {
      const { chart, alt } = planned(`kind: forest\nfindings: [${addresses}]`, texts).spec;
      expect(chart).not.toHaveProperty('favours');
      expect(JSON.stringify(alt)).not.toContain('avours');
    },
  );

  test('are called what the author calls them', () => {
    const named =
      'kind: forest\nfindings: [alpha.pfs.hr]\nfavours: { experimental: adding Zorvex, control: waiting }';
    expect(chartOf(named).favours).toEqual(['Favours adding Zorvex', 'Favours waiting']);
  });
});

test('a table shows all patients, not a subgroup, unless it is chosen', () => {
  const cellOf = (more: string) => {
    const table = `tables: { t: { kind: summary, title: T, trial: gamma, endpoints: [pfs]${more} } }\n`;
    const [request] = withBriefing('{{table "t"}}', table, texts).briefing.tables;
    return request?.kind === 'summary' ? request.rows[0]?.relative?.id : undefined;
  };
  expect(cellOf('')).toBe('gamma.pfs.hr');
  expect(cellOf(', use: [gamma.pfs.hr.old]')).toBe('gamma.pfs.hr.old');
});

test('endpoints of one trial are rows, with the cut beneath', () => {
  const { groups } = chartOf('kind: forest\nfindings: [alpha.pfs.hr]');
  expect(groups[0]?.rows.map(({ label, sublabel }) => [label, sublabel])).toEqual([
    ['Progression-free survival', 'Final analysis'],
  ]);
});

describe('differences and other ratios', () => {
  const more =
    trialWith(`d.itt: { endpoint: hba1c-change, compare: [a, b], timing: week 26, population: itt, difference: { value: -0.24, unit: percentage points, ci: [-0.39, -0.09], adjusted: true, p: "<0.001", nonInferiority: { type: non-inferiority, margin: 0.4 } }, source: beta-2025 }
d.pp: { endpoint: hba1c-change, compare: [a, b], timing: week 26, population: per protocol, difference: { value: -0.21, unit: percentage points, ci: [unbounded, -0.05], level: 97.5, adjusted: true, nonInferiority: { type: non-inferiority, margin: 0.4 } }, source: beta-2025 }
d.mmol: { endpoint: hba1c-change, compare: [a, b], difference: { value: -2.6, unit: mmol/mol }, source: beta-2025 }
d.kccq: { endpoint: kccq, compare: [a, b], difference: { value: 2.6, unit: percentage points }, source: beta-2025 }
pfs.hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.68, ci: [0.47, 0.997], level: 99.73 }, source: beta-2025 }
os.hr: { endpoint: os, compare: [a, b], hazardRatio: { value: 1.0, ci: [not estimable, not estimable] }, source: beta-2025 }
rate.rr: { endpoint: hypoglycaemia-rate, compare: [a, b], rateRatio: { value: 0.74, ci: [0.60, 0.91] }, source: beta-2025 }
titre: { endpoint: hba1c-change, compare: [a, b], meanRatio: { value: 0.97, ci: [0.89, 1.06], level: 90, geometric: true, nonInferiority: { type: equivalence, margin: 1.25, lowerMargin: 0.80 } }, source: beta-2025 }`);
  const files = { 'trials/gamma.yaml': more };
  const of = (findings: string) => planned(`kind: forest\nfindings: [${findings}]`, files);

  test('of means stand on a linear axis, the better side being that of the arm, with the margin', () => {
    const plan = of('gamma.d.itt, gamma.d.pp');
    const chart = plan.spec.chart as ForestChart;
    expect([chart.scale, chart.measure, chart.favours]).toEqual([
      'difference',
      'Adjusted difference, percentage points (CI)',
      ['Favours A', 'Favours B'],
    ]);
    expect(chart.margins).toEqual([
      { label: 'Non-inferiority margin 0.4', value: 0.4, datum: 'gamma.d.itt' },
    ]);
    const [itt, pp] = chart.groups.flatMap(({ rows }) => rows);
    expect([itt?.sublabel, itt?.printed, itt?.margins]).toEqual([
      'ITT',
      '−0.24 (−0.39 to −0.09, 95%)',
      [0.4],
    ]);
    expect([pp?.sublabel, pp?.printed]).toEqual(['per protocol', '−0.21 (up to −0.05, one-sided 97.5%)']);
    expect(pp?.interval).toEqual({ low: 'unbounded', high: -0.05, level: 97.5 });
    expect(plan.spec.alt).toContain('left of the line of no effect favours A, right of it favours B');
    expect(plan.spec.alt).toContain(' Non-inferiority margin 0.4, marked by a dashed line.');
    expect(plan.spec.source).toContain('Open arrow: a one-sided interval, without a limit on this side.');
    expect(tableOf(plan)[1]).toEqual([
      'GAMMA, A against B',
      'HbA1c',
      'ITT',
      '−0.24',
      '−0.39 to −0.09, 95%',
      'p<0.001',
      'non-inferiority margin\u00a00.4',
    ]);
  });

  test('say their own level, and draw nothing of an interval without limits', () => {
    const chart = of('gamma.pfs.hr').spec.chart as ForestChart;
    expect([chart.measure, chart.groups[0]?.rows[0]?.printed]).toEqual([
      'HR (99.73% CI)',
      '0.68 (0.47–0.997)',
    ]);
    const empty = of('gamma.os.hr');
    expect((empty.spec.chart as ForestChart).groups[0]?.rows[0]).not.toHaveProperty('interval');
    expect(empty.spec.source).toContain('No line: no interval.');
    expect(empty.spec.source).not.toContain('rrow');
  });

  test('of rates and of geometric means are called what they are', () => {
    const rates = of('gamma.rate.rr').spec.chart as ForestChart;
    expect([rates.measure, rates.favours]).toEqual(['Rate ratio (95% CI)', ['Favours A', 'Favours B']]);
    const titres = of('gamma.titre').spec;
    expect((titres.chart as ForestChart).margins.map(({ label }) => label)).toEqual([
      'Equivalence margin 0.80',
      'Equivalence margin 1.25',
    ]);
    expect(titres.alt).toContain(
      'Forest plot of ratios of geometric means on a logarithmic axis, GMR (90% CI)',
    );
  });

  test.each([
    ['two units', 'gamma.d.itt, gamma.d.mmol'],
    ['two measures', 'gamma.pfs.hr, gamma.rate.rr'],
    ['a ratio and a difference', 'gamma.rate.rr, gamma.d.itt'],
    ['sides that favour different arms', 'gamma.d.itt, gamma.d.kccq'],
  ])('are refused with %s on one axis', (_, findings) => {
    expect(() => of(findings)).toThrow('mixed-ratios');
  });
});
