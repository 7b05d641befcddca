import { describe, expect, test } from 'vitest';
import { keysOf } from '../../src/content/finding.ts';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { drawFigure } from '../../src/figures/draw.ts';
import type { SwimmerChart } from '../../src/figures/swimmer/layout.ts';
import {
  briefingText,
  complaintsAbout,
  datumAt,
  findingAt,
  libraryWith,
  trialWith,
  withBriefing,
} from '../base-library.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { swimmerChart, swimmerMark, swimmerRow } from '../gallery/swimmer.ts';
import { elementsOf, outside, overlaps, pathBoxes, textBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const cohort = (patients: string, grade = 'primary') => `cohorts:
  dose:
    label: Dose escalation
    duration: Time on treatment
    origin: first dose
    unit: months
    source: beta-2025
    grade: ${grade}
    patients:
${patients}
`;
const gamma = (more: string) => ({
  'trials/gamma.yaml': trialWith('{}', more).replace('findings:\n  {}', 'findings: {}'),
});
const three = `      p01: { duration: 8.20, status: stopped, responses: [{ at: 8.2, is: PD }, { at: 2.0, is: PR, unconfirmed: true }] }
      p02: { duration: 14.2, status: ongoing }
      p03: { label: Case 3, duration: 3, unconfirmed: true }`;

test.each(['inline', 'narrow'] as const)('%s: bars end at their times, within a pixel', async (form) => {
  const chart = swimmerChart(swimmerRow(18.4), swimmerRow(5), swimmerRow(0.5, { hollow: true }));
  const svg = (await drawFigure(figure(chart), ACCENT))[form];
  const lines = pathBoxes(svg, /^fig-grid-line$/)[0] as { left: number; right: number };
  const at = (time: number) => lines.left + ((lines.right - lines.left) * time) / 20;
  const ends = pathBoxes(svg, /^fig-(rule|paper) fig-mark-line$/).map(({ right }) => right);
  expect(ends).toHaveLength(3);
  [18.4, 5, 0.5].forEach((time, i) => {
    expect(Math.abs((ends[i] ?? 0) - at(time))).toBeLessThan(1);
  });
});

const everySwimmer = Object.entries(gallery.swimmer);

describe.each(everySwimmer)('the symbols of %s', (_, chart) => {
  test.each(['inline', 'narrow'] as const)('%s: cover neither each other nor a text', async (form) => {
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const symbols = pathBoxes(svg, /^fig-(ink|paper) fig-ink-line$/);
    expect(symbols.length).toBeGreaterThan(0);
    expect(overlaps(symbols)).toEqual([]);
    expect(overlaps(symbols, textBoxes(svg))).toEqual([]);
    expect(outside(symbols, svg)).toEqual([]);
  });
});

test.each(['inline', 'narrow'] as const)('%s: symbols stand at their times, however close', async (form) => {
  const times = [0.3, 0.6, 0.9, 1.2, 30];
  const row = swimmerRow(40, { marks: times.map((at) => swimmerMark(at, 'VGPR')) });
  const svg = (await drawFigure(figure(swimmerChart(row)), ACCENT))[form];
  const [lines] = pathBoxes(svg, /^fig-grid-line$/);
  const [, ...symbols] = pathBoxes(svg, /^fig-ink fig-ink-line$/);
  const at = symbols.map(({ left, right }) => (left + right) / 2);
  times.forEach((time, i) => {
    const expected = (lines?.left ?? 0) + (((lines?.right ?? 0) - (lines?.left ?? 0)) * time) / 40;
    expect(Math.abs((at[i] ?? 0) - expected)).toBeLessThan(1);
  });
});

test('unconfirmed responses are hollow, and each response has a shape of its own', async () => {
  const marks = (['sCR', 'CR', 'VGPR', 'PR', 'MR'] as const).map((is, i) => swimmerMark(i + 1, is));
  const draw = async (hollow: boolean) =>
    (
      await drawFigure(
        figure(swimmerChart(swimmerRow(9, { marks: marks.map((one) => ({ ...one, hollow })) }))),
        ACCENT,
      )
    ).inline;
  const filled = elementsOf(await draw(false)).filter(
    ({ attributes }) => attributes.class === 'fig-ink fig-ink-line',
  );
  expect(filled).toHaveLength(10);
  const shape = (d = '') => d.replaceAll(/[\d.-]+ ?/g, '');
  const inKey = filled.slice(0, 5).map(({ attributes }) => {
    const [x = 0, y = 0] = (attributes.d?.match(/[\d.]+/g) ?? []).map(Number);
    const last = (attributes.d?.match(/[\d.]+/g) ?? []).slice(2, 4).map(Number);
    return `${shape(attributes.d)} ${Math.sign(Math.round((last[0] ?? 0) - x))} ${Math.sign(Math.round((last[1] ?? 0) - y))}`;
  });
  expect(new Set(inKey).size).toBe(5);
  const outlined = elementsOf(await draw(true)).filter(
    ({ attributes }) => attributes.class === 'fig-paper fig-ink-line',
  );
  expect(outlined).toHaveLength(5);
});

describe('the plan', () => {
  const plan = planned('kind: swimmer\ncohort: gamma.dose', gamma(cohort(three)));

  test('sorts the patients by time, the longest first', () => {
    const chart = plan.spec.chart as SwimmerChart;
    expect([chart.axis, chart.head]).toEqual(['Time on treatment, months since first dose', 'Months']);
    expect(chart.rows).toEqual([
      {
        label: 'P02',
        end: 14.2,
        printed: '14.2',
        datum: 'gamma.patient.dose.p02.time',
        ending: 'ongoing',
        hollow: false,
        marks: [],
      },
      {
        label: 'P01',
        end: 8.2,
        printed: '8.20',
        datum: 'gamma.patient.dose.p01.time',
        hollow: false,
        marks: [
          { at: 2, is: 'PR', hollow: true },
          { at: 8.2, is: 'PD', hollow: false },
        ],
      },
      {
        label: 'Case 3',
        end: 3,
        printed: '3',
        datum: 'gamma.patient.dose.p03.time',
        hollow: true,
        marks: [],
      },
    ]);
  });

  test('tells them in words and in a table', () => {
    expect(plan.spec.alt).toBe(
      'Swimmer plot of Dose escalation, a bar for each patient. Time on treatment, months since first dose: ' +
        'P02 14.2 (ongoing); P01 8.20 (stopped), PR at 2.0 (unconfirmed), PD at 8.2; Case 3 3, unconfirmed.',
    );
    expect(tableOf(plan)).toEqual([
      ['Patient', 'Months', 'Status', 'Responses', 'Source status'],
      ['P02', '14.2', 'ongoing', '—', 'primary'],
      ['P01', '8.20', 'stopped', 'PR at 2.0 (unconfirmed), PD at 8.2', 'primary'],
      ['Case 3', '3', '—', '—', 'unconfirmed'],
    ]);
    expect(plan.spec.source).toBe('Source: ref.\u00a01. Hollow: not confirmed in a primary document.');
  });

  test('binds every number of its words', () => {
    const loose = (plan.alt ?? []).filter(({ datum, written }) => !datum && /\d/.test(written.text));
    expect(loose).toEqual([]);
  });

  test('leaves out patients of whom only a change is known, and says so', () => {
    const { spec } = planned(
      'kind: swimmer\ncohort: gamma.dose',
      gamma(
        cohort(`${three}\n      p04: { change: -10 }`).replace(
          '    label',
          '    measured: Lesions\n    label',
        ),
      ),
    );
    expect((spec.chart as SwimmerChart).rows).toHaveLength(3);
    expect(spec.source).toContain('Patients without a known duration are not shown.');
  });
});

test('a patient leads back to where its numbers are written', () => {
  const more = '      p04: { change: -10 }';
  const library = libraryWith(
    gamma(cohort(`${three}\n${more}`).replace('    label', '    measured: Lesions\n    label')),
  );
  const keys = (what: string) => keysOf(datumAt(library, `gamma.patient.dose.${what}`)).keys;
  expect(keys('p01.time')).toEqual(['cohorts', 'dose', 'patients', 'p01', 'duration']);
  expect(keys('p04.change')).toEqual(['cohorts', 'dose', 'patients', 'p04', 'change']);
});

test('a patient has an address and stands in the ledger', () => {
  const texts = gamma(cohort(three));
  const finding = findingAt(libraryWith(texts), 'gamma.patient.dose.p01.time');
  expect(finding.value).toEqual({
    shape: 'observation',
    value: { text: '8.20', value: 8.2 },
    unit: 'months',
    told: 'PR at 2.0, PD at 8.2, stopped',
  });
  const { library, briefing } = withBriefing(
    '{{figure "it"}}\n\n{{value "gamma.patient.dose.p02.time"}}',
    'figures:\n  it: { kind: swimmer, title: It, cohort: gamma.dose }\n',
    texts,
  );
  const { evidence } = assessBriefing(library, briefing);
  const addresses = evidence.map(({ id }) => id).filter((one) => one.startsWith('gamma.'));
  const row = evidence.find(({ id }) => id === 'gamma.patient.dose.p01.time');
  expect([row?.value, row?.meaning, row?.timing]).toEqual([
    '8.20\u00a0months (PR at 2.0, PD at 8.2, stopped)',
    'GAMMA: Time of one patient',
    'Dose escalation, P01',
  ]);
  expect(addresses.toSorted()).toEqual(['p01', 'p02', 'p03'].map((id) => `gamma.patient.dose.${id}.time`));
});

test('40 patients can be shown, 41 cannot', () => {
  const patients = (count: number) =>
    Array.from({ length: count }, (_, i) => `      p${i + 1}: { duration: ${i + 1} }`).join('\n');
  const complaints = (count: number) =>
    complaintsAbout({
      ...gamma(cohort(patients(count))),
      'briefings/2026-02-02-second.md': briefingText(
        '{{figure "it"}}',
        `figures:
  it: { kind: swimmer, title: It, cohort: gamma.dose }
`,
      ),
    });
  expect(complaints(40)).toEqual([]);
  expect(complaints(41)).toEqual(['too-many-patients content/briefings/2026-02-02-second.md:10:43']);
});
