import { describe, expect, test } from 'vitest';
import { makeDataJson, readDataJson } from '../../src/changes/data-file.ts';
import { factOfFinding, takeSnapshot } from '../../src/changes/snapshot.ts';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { followUpOf, patientsOf } from '../../src/evidence/ledger.ts';
import { showsOf } from '../../src/model/library.ts';
import { createPageSetting } from '../../src/page/page-setting.ts';
import { type WrittenShape, writtenShapes } from '../../src/shapes/shapes.ts';
import { planTables } from '../../src/tables/plan.ts';
import { textsOf } from '../../src/text/block.ts';
import { blocksOf } from '../../src/text/from-prose.ts';
import { runsIn } from '../../src/text/run.ts';
import type { Cell } from '../../src/text/table.ts';
import { findingAt, libraryWith, trialWith, withBriefing } from '../base-library.ts';

/** What a trial's file has under the shape's key, and what a safety and a summary table show of it. */
const yaml: Record<WrittenShape, { raw: string; safety?: [head: string, cell: string]; summary: string }> = {
  proportion: {
    raw: '{ events: 9, of: 20 }',
    safety: ['', '9/20 (45)'],
    summary: '9/20 (45%; 95% CI 23–68)',
  },
  median: {
    raw: '{ value: 61.9 months, ci: [54.8, not reached] }',
    safety: ['median, months', '61.9'],
    summary: '61.9 months (95% CI 54.8–NR)',
  },
  rate: {
    raw: '{ at: 24 months, percent: 61.5 }',
    safety: ['% at a set time', '61.5'],
    summary: '61.5%',
  },
  hazardRatio: {
    raw: '{ value: 0.60, ci: [0.45, 0.80], p: 0.001 }',
    summary: 'HR 0.60 (0.45–0.80)',
  },
  oddsRatio: {
    raw: '{ value: 0.60, ci: [unbounded, 0.80], level: 97.5 }',
    summary: 'OR 0.60 (up to 0.80)',
  },
  riskRatio: { raw: '{ value: 0.60 }', summary: 'RR 0.60' },
  rateRatio: { raw: '{ value: 0.60, p: 0.03, sided: one }', summary: 'rate ratio 0.60' },
  meanRatio: {
    raw: '{ value: 0.97, geometric: true, ci: [0.90, 1.05], level: 90 }',
    summary: 'GMR 0.97 (0.90–1.05)',
  },
  difference: { raw: '{ value: -4.5, unit: points, se: 2.2 }', summary: '−4.5 points (SE 2.2)' },
  measure: {
    raw: '{ mean: 4.5, unit: points, sd: 1.2, of: 30 }',
    safety: ['mean, points', '4.5'],
    summary: '4.5 points (SD 1.2)',
  },
  eventRate: {
    raw: '{ events: 106, exposure: 2034.5, per: 100 patient-years }',
    safety: ['per 100 patient-years', '5.2'],
    summary: '5.2 per 100 patient-years (95% CI 4.3–6.3)',
  },
  count: { raw: '{ value: 12, of: 30, unit: patients }', safety: ['', '12/30'], summary: '12 of 30' },
  number: {
    raw: '{ value: 7.5, unit: mg/dL, ci: [7.0, 8.0] }',
    safety: ['mg/dL', '7.5'],
    summary: '7.5 mg/dL (95% CI 7.0–8.0)',
  },
  test: {
    raw: '{ p: 0.03, analysis: log-rank }',
    safety: ['p', 'p=0.03'],
    summary: 'two-sided p=0.03; log-rank',
  },
  unavailable: {
    raw: '{ reason: not calculated, because: too few events }',
    safety: ['', 'NC'],
    summary: 'not calculated (too few events)',
  },
};

const names = Object.keys(writtenShapes) as WrittenShape[];

function isComparison(shape: WrittenShape): boolean {
  return writtenShapes[shape].subject === 'comparison';
}

function findingOf(shape: WrittenShape): string {
  const whose = isComparison(shape) ? 'compare: [a, b]' : 'arm: a';
  return `x: { endpoint: sae, ${whose}, ${shape}: ${yaml[shape].raw}, source: beta-2025 }`;
}

const address = 'gamma.x';

describe.each(names)('a %s', (shape) => {
  const texts = { 'trials/gamma.yaml': trialWith(findingOf(shape)) };
  const finding = findingAt(libraryWith(texts), address);

  test('is shown in each of its forms, bound to its row in the ledger', () => {
    expect(finding.value.shape).toBe(shape);
    const shows = showsOf(finding);
    const calls = shows.map((show) => `{{value "${address}" show="${show}"}}`);
    const { library, briefing } = withBriefing(calls.join('\n\n'), '', texts);
    const assessment = assessBriefing(library, briefing);
    const { evidence } = assessment;
    expect(evidence.filter(({ id }) => id === address)).toHaveLength(1);
    const page = createPageSetting(assessment, undefined);
    const runs = [...runsIn(...blocksOf(briefing.body, page.text).flatMap(textsOf))];
    expect(runs).toEqual(
      shows.map(() => ({
        kind: 'number',
        id: address,
        entry: assessment.entries.get(address),
        how: 'value',
        text: expect.stringMatching(/\S/),
      })),
    );
  });

  test('is among the data of an edition, as it is read again', () => {
    const library = libraryWith(texts);
    const subject = { edition: 'e', owners: new Set(['gamma']), used: new Set([address]) };
    const snapshot = takeSnapshot(library, subject);
    const read = readDataJson(makeDataJson(snapshot).bytes);
    const facts = read && 'value' in read ? read.value.facts : [];
    expect(facts.find(({ id }) => id === address)).toEqual({
      ...JSON.parse(JSON.stringify(factOfFinding(finding))),
      used: true,
    });
  });
});

function read({ main, sub = [] }: Cell): string {
  const text = (pieces: Cell['main']) => pieces.map(({ written }) => written.text).join('');
  return (text(main) + (sub.length > 0 ? ` | ${text(sub)}` : '')).replaceAll('\u00a0', ' ');
}

function cellsOf(table: string, shape: WrittenShape): string[] {
  const { library, briefing } = withBriefing('{{table "t"}}', `tables: { t: { title: T, ${table} } }\n`, {
    'trials/gamma.yaml': trialWith(findingOf(shape)),
  });
  const [spec] = planTables(briefing.tables, ['t'], {
    ...assessBriefing(library, briefing),
    patients: (row) => patientsOf(row, library),
    followUp: (row) => followUpOf(row, library),
  });
  return (spec?.grid.rows ?? []).flat().map(read);
}

describe('tables', () => {
  test.each(names.filter((shape) => yaml[shape].safety))('of adverse events show a %s', (shape) => {
    const [head, cell] = yaml[shape].safety as [string, string];
    const name = ['Serious adverse events', head].filter(Boolean).join(' | ');
    expect(cellsOf('kind: safety, trial: gamma, endpoints: [sae]', shape)).toEqual([name, cell, '—']);
  });

  test.each(names)('that sum up a trial show a %s', (shape) => {
    const [, ...cells] = cellsOf('kind: summary, trial: gamma, endpoints: [sae]', shape);
    const { summary } = yaml[shape];
    expect(cells).toEqual(isComparison(shape) ? ['—', '—', summary] : [summary, '—']);
  });
});
