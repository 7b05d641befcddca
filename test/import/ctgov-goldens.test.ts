import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { trialOf } from '../../src/import/ctgov/trial.ts';
import { type Tree, treeAt } from '../../src/import/tree.ts';
import { areThere, keyOf, outcomeOf, readStudy, realStudies } from './registry.ts';

function trial(id: string) {
  return trialOf(readStudy(path.join(realStudies, `${id}.json`)), { source: id.toLowerCase() });
}

function cell(tree: Tree, title: string, group: string, row?: string): Tree | undefined {
  const outcome = outcomeOf(tree, title);
  const columns = { ...(treeAt(tree, ['arms']) as object), ...(treeAt(tree, ['groups']) as object) } as Tree;
  const keys = row === undefined ? [] : [keyOf(outcome.rows, row)];
  return treeAt(outcome, ['results', ...keys, keyOf(columns, group)]);
}

function derived(percent: string, of: string, ci?: [string, string]): Tree {
  return { proportion: { events: 'derived', of, percent, ...(ci && { ci }) } };
}

/** Values read by hand from the records of three studies. */
describe.skipIf(!areThere)('values of real studies', () => {
  test('NCT02130557: proportions, estimates, one-sided p, rows and class denominators', () => {
    const { tree } = trial('NCT02130557');
    const mmr = 'Percentage of Participants With Major Molecular Response (MMR) at Month 12';
    expect(cell(tree, mmr, 'Bosutinib')).toEqual(derived('47.2', '246', ['40.9', '53.4']));
    expect(cell(tree, mmr, 'Imatinib')).toEqual(derived('36.9', '241', ['30.8', '43.0']));
    expect(outcomeOf(tree, mmr)).toMatchObject({
      type: 'primary',
      timeFrame: 'Month 12',
      population: 'mitt',
    });
    expect(outcomeOf(tree, mmr).comparisons).toEqual([
      {
        arms: ['bosutinib', 'imatinib'],
        oddsRatio: {
          value: '1.547',
          ci: ['1.072', '2.233'],
          p: '0.0100',
          sided: 'one',
          analysis: 'Cochran-Mantel-Haenszel',
          direction: 'agrees with the data',
        },
      },
    ]);
    const retained = 'Kaplan-Meier Estimate of Probability of Retaining Major';
    expect(cell(tree, retained, 'Bosutinib')).toBe('92.2% at 48 months [86.8, 95.4] of 182');
    expect(outcomeOf(tree, retained).comparisons).toMatchObject([
      {
        arms: ['bosutinib', 'imatinib'],
        hazardRatio: { value: '1.09', ci: ['0.49', '2.44'], direction: 'stated' },
      },
    ]);
    const os = 'Overall Survival (OS) Rate';
    expect(cell(tree, os, 'Imatinib')).toBe('94.0% at 60 months [90.1, 96.4] of 241');
    expect(outcomeOf(tree, os)).toMatchObject({
      endpoint: 'os',
      comparisons: [{ hazardRatio: { value: '0.80', ci: ['0.37', '1.73'], p: '0.2827', sided: 'one' } }],
    });
    const stopped = 'Number of Participants With Adverse Events (AEs) Leading to Study Drug';
    expect(cell(tree, stopped, 'Bosutinib')).toBe('68/268');
    expect(cell(tree, stopped, 'Imatinib')).toBe('38/265');
    const grades = 'Number of Participants With Treatment-Emergent Adverse Events by';
    expect(cell(tree, grades, 'Bosutinib', 'Grade 3')).toBe('144/268');
    expect(
      treeAt(outcomeOf(tree, grades), ['rows', keyOf(outcomeOf(tree, grades).rows, 'Grade 3'), 'kind']),
    ).toBe('grade');
    const trough = Object.values(treeAt(tree, ['outcomes']) as object).filter(
      ({ title }) =>
        title === outcomeOf(tree, 'Summary of Trough Plasma Concentration by Major Molecular Response').title,
    );
    const cells = JSON.stringify(trough);
    expect(cells).toContain('91.081 sd 72.1500 of 141');
    expect(cells).toContain('75.050 sd 51.9551 of 140');
    expect(treeAt(tree, ['adverseEvents', 'groups'])).toMatchObject({
      bosutinib: { serious: '98/268', deaths: '14/268', other: '264/268' },
      imatinib: { serious: '68/265', deaths: '14/268', other: '260/265' },
    });
  });

  test('NCT02545283: medians, exchanged denominators, a ratio whose arms the record lists in reverse', () => {
    const { tree, coverage } = trial('NCT02545283');
    const [placebo, idasanutlin] = ['Placebo Plus Cytarabine', 'Idasanutlin Plus Cytarabine'];
    const os = 'Overall Survival in TP53 WT';
    expect(cell(tree, os, placebo)).toBe('9.13 months [7.59, 10.64] of 123');
    expect(cell(tree, os, idasanutlin)).toBe('8.28 months [6.67, 10.87] of 232');
    expect(outcomeOf(tree, os).comparisons).toMatchObject([
      {
        arms: ['idasanutlin-plus-cytarabine', 'placebo-plus-cytarabine'],
        hazardRatio: { value: '1.08', ci: ['0.81', '1.45'], p: '0.5752', direction: 'agrees with the data' },
      },
    ]);
    const cr = 'Percentage of Participants in Complete Response (CR) at the End';
    expect(cell(tree, cr, placebo)).toEqual(derived('20.3', '123'));
    expect(cell(tree, cr, idasanutlin)).toBe('17.1% of 232');
    expect(cell(tree, 'Event-Free Survival (EFS)', placebo)).toBe('6.29 weeks [5.86, 8.00] of 123');
    expect(cell(tree, 'Event-Free Survival (EFS)', idasanutlin)).toBe('4.36 weeks [4.14, 5.00] of 232');
    expect(cell(tree, 'Duration of Remission', placebo)).toBe('18.73 months [5.26, not estimable] of 25');
    expect(cell(tree, 'Duration of Remission', idasanutlin)).toBe('16.76 months [7.82, not estimable] of 59');
    expect(() =>
      outcomeOf(tree, 'Percentage of Participants With Complete Response (CR) in Clinically'),
    ).toThrow();
    expect(coverage.listed.filter(({ reason }) => reason === 'denominators exchanged')).toHaveLength(6);
    expect(cell(tree, 'Number of Participants Who Experienced at Least One', placebo)).toBe('149/149');
    expect(cell(tree, 'Number of Participants Who Experienced at Least One', idasanutlin)).toBe('232/292');
    const doubts = coverage.doubts.map(({ text }) => text).join('\n');
    expect(doubts).toContain('no whole number of 232 is 17.1%');
    expect(doubts).toContain('fewer than the 290/292 with other adverse events');
    expect(treeAt(tree, ['adverseEvents', 'groups'])).toEqual({
      'idasanutlin-plus-cytarabine': { serious: '173/292', other: '290/292', deaths: '211/292' },
      'placebo-plus-cytarabine': { serious: '72/149', other: '147/149', deaths: '109/149' },
    });
    expect(tree).toMatchObject({ name: 'MIRROS', phase: '3', design: 'randomised', masking: 'double-blind' });
    expect(treeAt(tree, ['registryStatus'])).toMatchObject({
      status: 'terminated',
      start: { date: '2015-12-30' },
      primaryCompletion: { date: '2020-04-24' },
      resultsPosted: '2021-09-14',
      enrolment: { n: '447' },
    });
    expect(String(treeAt(tree, ['registryStatus', 'whyStopped']))).toMatch(
      /^The study was stopped for futility/,
    );
    expect(treeAt(tree, ['arms', 'idasanutlin-plus-cytarabine', 'role'])).toBe('experimental');
    expect(treeAt(tree, ['arms', 'placebo-plus-cytarabine', 'role'])).toBe('control');
    const unanalysed = Object.values(treeAt(tree, ['outcomes']) as object).filter(
      ({ status }) => status === 'nobody analysed',
    );
    expect(unanalysed).toHaveLength(11);
  });

  test('NCT01071915: probabilities, quartiles, deaths that are not reported', () => {
    const { tree } = trial('NCT01071915');
    const arm = 'Degarelix 240/80 mg';
    expect(cell(tree, 'Cumulative Probability of Testosterone', arm)).toBe(
      '96.7% at 196 days [92.2, 98.6] of 152',
    );
    expect(cell(tree, 'Proportion of Patients With Testosterone', arm)).toEqual(
      derived('97.4', '154', ['93.5', '99.3']),
    );
    const change = 'Percentage Change in Prostate-specific Antigen';
    expect(cell(tree, change, arm)).toBe('-79.7 iqr [-90.5, -64.5] of 152');
    expect(outcomeOf(tree, change)).toMatchObject({ statistic: 'median', change: 'per cent from baseline' });
    expect(cell(tree, 'Cumulative Probability of no PSA', arm)).toBe('97.3% at 196 days [93.1, 99.0] of 152');
    const abnormal = 'Number of Participants With Markedly Abnormal Values in Safety';
    expect(cell(tree, abnormal, arm, 'B-Haematocrit (Ratio) <=0.37')).toBe('73/156');
    expect(cell(tree, abnormal, arm, 'S-Potassium (mmol/L) >=5.8')).toBe('10/156');
    expect(treeAt(tree, ['adverseEvents', 'groups'])).toEqual({
      'degarelix-240-80-mg': { serious: '18/156', other: '113/156' },
    });
    expect(treeAt(tree, ['registryStatus', 'primaryCompletion'])).toEqual({ date: '2011-11' });
  });

  test('NCT05464979: a study without results', () => {
    const { tree } = trial('NCT05464979_no_results');
    expect(tree).toMatchObject({
      phase: '4',
      design: 'randomised',
      masking: 'double-blind',
      safety: 'not extracted',
    });
    expect(treeAt(tree, ['registryStatus'])).toMatchObject({
      status: 'unknown',
      start: { date: '2022-08-01' },
      primaryCompletion: { date: '2024-06-30', expected: 'true' },
      enrolment: { n: '100', expected: 'true' },
    });
    const outcomes = Object.values(treeAt(tree, ['outcomes']) as object);
    expect(outcomes.filter(({ type }) => type === 'primary')).toHaveLength(24);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['not posted']));
  });
});
