import { describe, expect, test } from 'vitest';
import { type Count, countNumbers, kinds } from '../../src/import/ctgov/coverage.ts';
import { studiesIn } from '../../src/import/ctgov/study.ts';
import { trialOf } from '../../src/import/ctgov/trial.ts';
import { writeTree } from '../../src/import/tree.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { areThere, errorsOf, outcome, readStudy, realFiles, studyOf } from './registry.ts';

describe.skipIf(!areThere)('48 real studies', () => {
  test('every number is taken or listed, and what is written passes the checks', () => {
    const sums = new Map(kinds.map((kind) => [kind, { raw: 0, mapped: 0 }]));
    for (const file of realFiles()) {
      const found = readStudy(file);
      const { tree, coverage } = trialOf(found, { source: 'record' });
      const counts = coverage.counts(countNumbers(found.raw));
      expect(counts.filter(isLost), file).toEqual([]);
      expect(errorsOf(tree), file).toEqual([]);
      for (const { kind, raw, mapped } of counts) {
        const sum = sums.get(kind) as { raw: number; mapped: number };
        sum.raw += raw;
        sum.mapped += mapped;
      }
    }
    const share = (kind: (typeof kinds)[number]) =>
      (sums.get(kind)?.mapped ?? 0) / (sums.get(kind)?.raw ?? 1);
    expect(share('outcome measurements')).toBeGreaterThan(0.97);
    expect(share('analyses')).toBeGreaterThan(0.85);
    expect(share('adverse events')).toBe(1);
    expect(share('adverse-event totals')).toBe(1);
    expect(share('baseline')).toBeGreaterThan(0.99);
    expect(share('participant flow')).toBe(1);
  }, 120_000);

  test('a thousand damaged studies are imported or refused, never half understood', () => {
    const random = seededRandom(15);
    const texts = realFiles()
      .map((file) => JSON.stringify(readStudy(file).raw))
      .filter((text) => text.length < 45_000);
    for (let round = 0; round < 1000; round += 1)
      expectSound(damaged(texts[round % texts.length] as string, random));
  }, 300_000);
});

test('damaged small studies are imported or refused, never half understood', () => {
  const random = seededRandom(16);
  const text = JSON.stringify(smallStudy());
  for (let round = 0; round < 400; round += 1) expectSound(damaged(text, random));
});

function isLost({ raw, mapped, listed }: Count): boolean {
  return raw !== mapped + listed;
}

function expectSound(text: string): void {
  for (const found of studiesIn(text)) {
    if ('problem' in found) {
      expect(found.problem).not.toBe('');
      continue;
    }
    const { tree, coverage } = trialOf(found, { source: 'record' });
    expect(coverage.counts(countNumbers(found.raw)).filter(isLost)).toEqual([]);
    const written = writeTree(tree);
    expect(/\bNaN\b|\bundefined\b|\[object/.exec(written)?.[0]).toBeUndefined();
    expect(errorsOf(tree)).toEqual([]);
  }
}

const oddValues: unknown[] = [
  '',
  'NA',
  '<5',
  '1,5',
  '1,234',
  '-3',
  '99999999999',
  '0',
  '7',
  '1e5',
  '½',
  null,
  12,
  true,
  [],
  {},
  '\u0000x',
  'constructor',
  '__proto__',
  '2021-13-45',
  '95% CI',
];

/** A study with some of its values replaced, left out, doubled or exchanged. */
function damaged(text: string, random: () => number): string {
  const study = JSON.parse(text);
  for (let times = 1 + wholeBelow(6, random); times > 0; times -= 1) damageOne(study, random);
  return JSON.stringify(study);
}

function damageOne(root: unknown, random: () => number): void {
  let at = root as Record<string, unknown>;
  for (let depth = 0; depth < 12; depth += 1) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[wholeBelow(keys.length, random)] as string;
    const inside = at[key];
    const goOn = typeof inside === 'object' && inside !== null && random() < 0.9;
    if (goOn) {
      at = inside as Record<string, unknown>;
      continue;
    }
    const kind = wholeBelow(4, random);
    if (kind === 0) delete at[key];
    else if (kind === 1 && Array.isArray(at)) at.push(structuredClone(inside));
    else if (kind === 2 && keys.length > 1)
      at[key] = structuredClone(at[keys[wholeBelow(keys.length, random)] as string]);
    else at[key] = oddValues[wholeBelow(oddValues.length, random)];
    return;
  }
}

function smallStudy() {
  return studyOf(
    [
      outcome({
        title: 'Overall Survival',
        param: 'MEDIAN',
        dispersion: '95% Confidence Interval',
        unit: 'Months',
        groups: [
          { title: 'Alpha', value: '12.5', lower: '10.1', upper: 'NA', comment: 'Not reached' },
          { title: 'Placebo', value: '9.1', lower: '8.0', upper: '11.4' },
        ],
        analyses: [
          {
            groupIds: ['OG000', 'OG001'],
            paramType: 'Hazard Ratio (HR)',
            paramValue: '0.72',
            ciPctValue: '95',
            ciNumSides: 'TWO_SIDED',
            ciLowerLimit: '0.5',
            ciUpperLimit: '1.0',
            pValue: '0.05',
            statisticalMethod: 'Log Rank',
          },
        ],
      }),
      outcome({
        title: 'Change From Baseline in FEV1',
        param: 'MEAN',
        dispersion: 'Standard Deviation',
        unit: 'L',
        groups: [
          { title: 'Alpha', value: '-0.1', spread: '0.2' },
          { title: 'Placebo', value: '0.0', spread: '0.3' },
        ],
        type: 'SECONDARY',
        row: 'Week 12',
      }),
    ],
    {
      results: {
        adverseEventsModule: {
          frequencyThreshold: '5',
          timeFrame: '1 year',
          eventGroups: [
            {
              id: 'EG000',
              title: 'Alpha',
              seriousNumAffected: 3,
              seriousNumAtRisk: 102,
              otherNumAffected: 50,
              otherNumAtRisk: 102,
              deathsNumAffected: 1,
              deathsNumAtRisk: 102,
            },
            {
              id: 'EG001',
              title: 'Placebo',
              seriousNumAffected: 4,
              seriousNumAtRisk: 101,
              otherNumAffected: 40,
              otherNumAtRisk: 101,
            },
          ],
          otherEvents: [
            {
              term: 'Headache',
              organSystem: 'Nervous system disorders',
              stats: [
                { groupId: 'EG000', numAffected: 12, numAtRisk: 102, numEvents: 15 },
                { groupId: 'EG001', numAffected: 9, numAtRisk: 101 },
              ],
            },
          ],
        },
      },
    },
  );
}
