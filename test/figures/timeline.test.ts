import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { drawFigure } from '../../src/figures/draw.ts';
import type { TimelineChart } from '../../src/figures/timeline/layout.ts';
import { yearAxis } from '../../src/figures/timeline/layout.ts';
import { inputsOf } from '../../src/outputs/dependencies.ts';
import { trialWith, withBriefing } from '../base-library.ts';
import { figure } from '../gallery/figure.ts';
import { lane, timelineEvent } from '../gallery/timeline.ts';
import { elementsOf, pathBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };

test.each(['inline', 'narrow'] as const)('%s: marks stand at their dates, within a pixel', async (form) => {
  const events = [timelineEvent(1, 2021.25), timelineEvent(2, 2023.8)];
  const chart = { kind: 'timeline' as const, lanes: [lane('ALPHA', ...events)] };
  const svg = (await drawFigure(figure(chart), ACCENT))[form];
  const lines = pathBoxes(svg, /^fig-grid-line$/)[0] as { left: number; right: number };
  const at = (year: number) => lines.left + ((lines.right - lines.left) * (year - 2021)) / 3;
  const middles = pathBoxes(svg, /^fig-mark fig-mark-line$/).map((box) => (box.left + box.right) / 2);
  expect(middles).toHaveLength(3);
  expect(Math.abs((middles[1] ?? 0) - at(2021.25))).toBeLessThan(1);
  expect(Math.abs((middles[2] ?? 0) - at(2023.8))).toBeLessThan(1);
});

test('marks of one lane that would cover each other are stacked', async () => {
  const events = [2021.1, 2021.12, 2024].map((at, i) => timelineEvent(i + 1, at));
  const chart = { kind: 'timeline' as const, lanes: [lane('ALPHA', ...events)] };
  const { inline } = await drawFigure(figure(chart), ACCENT);
  const numbers = elementsOf(inline).filter(({ attributes }) => attributes.fill === '#ffffff');
  const ys = numbers.map(({ attributes }) => Number(attributes.y));
  expect(numbers.map(({ text }) => text)).toEqual(['1', '3', '2']);
  expect([ys[0] === ys[1], (ys[2] ?? 0) - (ys[0] ?? 0)]).toEqual([true, 21]);
});

describe('the axis', () => {
  const ticksOf = (...times: number[]) => yearAxis(times).ticks.map(({ text }) => text);

  test('is of whole years, or of quarters where all falls within little more than one', () => {
    expect(ticksOf(2021.3, 2023.1)).toEqual(['2021', '2022', '2023', '2024']);
    expect(ticksOf(2025.1, 2025.6)).toEqual(['Jan 2025', 'Apr 2025', 'Jul 2025', 'Oct 2025']);
    expect(ticksOf(2025)).toEqual(['Jan 2025', 'Apr 2025']);
  });
});

describe('the plan', () => {
  const milestones = `milestones:
  approval: { date: 2025-11, kind: approval, label: approved, source: alpha-2025, grade: secondary }
  first: { date: 2024-06-02, kind: readout, label: first results, source: beta-2025 }
  next: { date: 2027-01-15, kind: readout, label: final analysis, estimated: true, source: beta-2025 }
`;
  const texts = {
    'trials/gamma.yaml': trialWith('{}', milestones).replace('findings:\n  {}', 'findings: {}'),
  };
  const plan = planned('kind: timeline\ntrials: [gamma]\nfocus: [gamma]', texts);

  test('numbers the milestones in order of time', () => {
    const { lanes } = plan.spec.chart as TimelineChart;
    expect(lanes[0]?.sublabel).toBe('Phase 2 · invented disease, any · NCT00000003');
    expect(
      lanes[0]?.events.map(({ number, date, text, hollow, focus }) => [number, date, text, hollow, focus]),
    ).toEqual([
      [1, '2 June 2024', 'GAMMA: first results', false, true],
      [2, 'November 2025', 'GAMMA: approved', false, true],
      [3, '15 January 2027 (estimated)', 'GAMMA: final analysis', true, true],
    ]);
  });

  test('tells them in words and in a table, with their sources', () => {
    expect(plan.spec.alt).toBe(
      'Timeline. 2 June 2024, GAMMA, readout: first results; November 2025, GAMMA, approval: approved; ' +
        '15 January 2027 (estimated), GAMMA, readout: final analysis.',
    );
    expect(tableOf(plan)[2]).toEqual(['November 2025', 'GAMMA', 'approval', 'approved', 'secondary']);
    expect(plan.spec.source).toBe(
      'Sources: refs\u00a01, 2. Hollow: estimated, or not confirmed in a primary document. A date without a day is placed mid-month.',
    );
  });

  test('binds each date and each number of a label to its milestone, which the ledger tells in full', async () => {
    const voted = {
      'trials/gamma.yaml': texts['trials/gamma.yaml'].replace('approved', 'approved by 6 to 2'),
    };
    const own = planned('kind: timeline\ntrials: [gamma]', voted);
    const bound = (id: string) => ({ kind: 'finding', id: `gamma.milestone.${id}` });
    expect(own.data.rows[1]?.[0]?.main[0]).toMatchObject({ datum: bound('approval') });
    expect(own.data.rows[1]?.[3]?.main[0]).toMatchObject({ datum: bound('approval'), unmarked: true });
    const { svg } = await drawFigure(own.spec, ACCENT);
    const dated = elementsOf(svg).filter(({ name, text }) => name === 'text' && /\d{4}|6 to 2/.test(text));
    const said = dated.map(({ text, attributes }) => `${attributes['data-finding'] ?? 'scale'}: ${text}`);
    expect(said.filter((one) => /20 ?24|approval|next/.test(one))).toEqual(
      expect.arrayContaining([
        'gamma.milestone.first: 2 June 2024',
        'gamma.milestone.approval: November 2025',
        'gamma.milestone.approval: GAMMA: approved by 6 to 2',
        'gamma.milestone.next: 15 January 2027 (estimated)',
      ]),
    );
    const { library, briefing } = withBriefing(
      'Approved in {{value "gamma.milestone.approval"}}; due {{value "gamma.milestone.next" show="full"}}.',
      '',
      voted,
    );
    const rows = assessBriefing(library, briefing).evidence.filter(({ id }) => id.includes('milestone'));
    expect(rows.map(({ id, meaning, value, timing, grade }) => [id, meaning, value, timing, grade])).toEqual([
      [
        'gamma.milestone.approval',
        'GAMMA: Milestone',
        'November 2025: approved by 6 to 2',
        'approval',
        'secondary',
      ],
      [
        'gamma.milestone.next',
        'GAMMA: Milestone',
        '15 January 2027 (estimated): final analysis',
        'readout',
        'primary',
      ],
    ]);
  });

  test('shows those that are chosen', () => {
    const { lanes } = planned('kind: timeline\ntrials: [gamma]\nmilestones: [gamma.next]', texts).spec
      .chart as TimelineChart;
    expect(lanes[0]?.events.map(({ text }) => text)).toEqual(['GAMMA: final analysis']);
  });

  test('makes the edition depend on the trial, though it uses no finding of it', () => {
    const { library, briefing } = withBriefing(
      '{{figure "it"}}',
      'figures:\n  it: { kind: timeline, title: It, trials: [gamma] }\n',
      texts,
    );
    const hashes = new Map(['trials/gamma.yaml', 'trials/alpha.yaml'].map((key) => [key, 'h']));
    const { evidence } = assessBriefing(library, briefing);
    expect(inputsOf(briefing, library, evidence, hashes).files.map(({ path }) => path)).toEqual([
      'trials/gamma.yaml',
    ]);
  });
});
