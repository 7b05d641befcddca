import { describe, expect, test } from 'vitest';
import { judgeBriefing } from '../../../src/evidence/comparability/compare.ts';
import type { Arm, Finding } from '../../../src/model/trial.ts';
import { contextOf, count, finding, trial } from './invented.ts';

const own = trial('alpha');
const [exp, con] = own.arms as [Arm, Arm];
const efficacy = finding(own, { id: 'alpha.orr.exp', on: 'orr', arm: exp });
const safety = finding(own, { id: 'alpha.crs.exp', on: 'crs', arm: exp });
const controlSafety = finding(own, { id: 'alpha.crs.con', on: 'crs', arm: con });

function raised(...findings: Finding[]): string[] {
  return judgeBriefing(findings, contextOf()).caveats.map(({ rule, text }) => `${rule.code} ${text}`);
}

describe('C29, efficacy without safety', () => {
  test('fires without any safety of the arm', () => {
    expect(raised(efficacy)).toEqual([
      'C29 The efficacy of ALPHA is shown without safety results for every arm concerned; benefit cannot be weighed against harm.',
    ]);
    expect(raised(efficacy, controlSafety)).toHaveLength(1);
  });

  test('is silent with safety of the arm or of the whole trial', () => {
    expect(raised(efficacy, safety)).toEqual([]);
    expect(raised(efficacy, finding(own, { on: 'crs', arm: undefined }))).toEqual([]);
  });

  test('a contrast needs the safety of both arms', () => {
    const contrast = finding(own, { id: 'alpha.hr', on: 'pfs', arm: undefined, compare: [exp, con] });
    expect(raised(contrast, safety)).toHaveLength(1);
    expect(raised(contrast, safety, controlSafety)).toEqual([]);
  });

  test('safety told as a contrast is that of both arms', () => {
    const contrast = finding(own, { id: 'alpha.crs.rr', on: 'crs', arm: undefined, compare: [exp, con] });
    expect(raised(efficacy, contrast)).toEqual([]);
  });

  test('an efficacy of no arm needs any safety of the trial', () => {
    const whole = finding(own, { id: 'alpha.orr', on: 'orr', arm: undefined });
    expect(raised(whole)).toHaveLength(1);
    expect(raised(whole, safety)).toEqual([]);
  });

  test('safety of another trial is no safety', () => {
    const other = trial('beta', { arms: own.arms });
    expect(raised(efficacy, finding(other, { on: 'crs', arm: exp }))).toHaveLength(1);
  });

  test('is silent where the trial is marked, for safety alone, and for numbers of patients', () => {
    const marked = trial('alpha', { safety: 'not extracted' });
    expect(raised(finding(marked, { on: 'orr' }))).toEqual([]);
    expect(raised(safety)).toEqual([]);
    expect(raised(finding(own, { on: 'randomised', value: count(300, 300) }))).toEqual([]);
  });
});
