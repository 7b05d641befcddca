import { describe, expect, test } from 'vitest';
import {
  kaplanMeier,
  landmarkAt,
  limitsOf,
  medianOf,
  numberAtRisk,
  type Observation,
  type Step,
  standardError,
} from '../../../src/evidence/survival.ts';
import { seededRandom } from '../../random.ts';
import { mercaptopurine, observations, placebo } from './freireich.ts';

const treated = kaplanMeier(mercaptopurine);
const control = kaplanMeier(placebo);

const four = (value: number | undefined) => (value === undefined ? undefined : Number(value.toFixed(4)));

function rowOf(step: Step) {
  const limits = limitsOf(step, 'log-log');
  const { time, atRisk, events, survival } = step;
  return [
    time,
    atRisk,
    events,
    four(survival),
    four(standardError(step)),
    four(limits?.low),
    four(limits?.high),
  ];
}

// summary(survfit(Surv(time, cens) ~ treat, gehan, conf.type = "log-log")); Stata's `sts list` prints the same.
describe('the Freireich trial, against published output of R and Stata', () => {
  test('6-MP: time, at risk, events, survival, standard error, log-log limits', () => {
    expect(treated.steps.map(rowOf)).toEqual([
      [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
      [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
      [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
      [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
      [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
      [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
      [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
    ]);
  });

  test('placebo', () => {
    expect(control.steps.map(rowOf)).toEqual([
      [1, 21, 2, 0.9048, 0.0641, 0.67, 0.9753],
      [2, 19, 2, 0.8095, 0.0857, 0.5689, 0.9239],
      [3, 17, 1, 0.7619, 0.0929, 0.5194, 0.8933],
      [4, 16, 2, 0.6667, 0.1029, 0.4254, 0.825],
      [5, 14, 2, 0.5714, 0.108, 0.338, 0.7492],
      [8, 12, 4, 0.381, 0.106, 0.1831, 0.5778],
      [11, 8, 2, 0.2857, 0.0986, 0.1166, 0.4818],
      [12, 6, 2, 0.1905, 0.0857, 0.0595, 0.3774],
      [15, 4, 1, 0.1429, 0.0764, 0.0357, 0.3212],
      [17, 3, 1, 0.0952, 0.0641, 0.0163, 0.2612],
      [22, 2, 1, 0.0476, 0.0465, 0.0033, 0.197],
      [23, 1, 1, 0, undefined, undefined, undefined],
    ]);
  });

  test('medians', () => {
    expect(medianOf(treated)).toEqual({ value: 23, low: 13, high: undefined });
    expect(medianOf(control)).toEqual({ value: 8, low: 4, high: 11 });
  });

  test('plain limits are cut off at 0 and 1', () => {
    const plain = treated.steps.map((step) => limitsOf(step, 'plain'));
    expect(plain.map((limits) => four(limits?.low))).toEqual([
      0.7075, 0.6363, 0.5641, 0.4808, 0.4039, 0.2865, 0.1844,
    ]);
    expect(plain.map((limits) => four(limits?.high))).toEqual([
      1, 0.9771, 0.9418, 0.8995, 0.851, 0.7891, 0.712,
    ]);
    expect(four(limitsOf(control.steps.at(-2) as Step, 'plain')?.low)).toBe(0);
  });

  test('numbers at risk are those just before', () => {
    expect([0, 6, 6.5, 10, 20, 30, 35, 36].map((time) => numberAtRisk(treated, time))).toEqual([
      21, 21, 17, 15, 8, 4, 1, 0,
    ]);
  });

  test('ends of follow-up are kept in order', () => {
    expect(treated.censored).toEqual([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
  });
});

describe('at a landmark', () => {
  test('the estimate is that of the last step', () => {
    const at = landmarkAt(treated, 12);
    expect([four(at?.survival), four(at?.limits?.low), four(at?.limits?.high)]).toEqual([
      0.7529, 0.5032, 0.8894,
    ]);
    expect(landmarkAt(treated, 23)?.survival).toBeCloseTo(0.4482, 4);
  });

  test('before the first event everyone is well, and there is no variance', () => {
    expect(landmarkAt(treated, 3)).toEqual({ time: 3, survival: 1 });
  });

  test('beyond the last observation nothing is known, unless nobody is left', () => {
    expect(landmarkAt(treated, 35)?.survival).toBeCloseTo(0.4482, 4);
    expect(landmarkAt(treated, 35.1)).toBeUndefined();
    expect(landmarkAt(control, 24)).toEqual({ time: 24, survival: 0 });
  });
});

describe('medians at the edge', () => {
  test('a stretch at exactly a half counts with its middle', () => {
    expect(medianOf(kaplanMeier(observations('1 2 3 4'))).value).toBe(2.5);
    expect(medianOf(kaplanMeier(observations('1 2 3+ 4+'))).value).toBe(2);
  });

  test('a half that floating point misses is a half', () => {
    expect(medianOf(kaplanMeier(observations('1 2 3 4 5 6'))).value).toBe(3.5);
  });

  test('without events nothing is reached', () => {
    expect(medianOf(kaplanMeier(observations('1+ 2+')))).toEqual({
      value: undefined,
      low: undefined,
      high: undefined,
    });
  });
});

/** S and Greenwood's sum as exact fractions, by following each patient from event to event. */
function exactly(all: readonly Observation[], time: number): { survival: number; sum: number } {
  let [top, bottom, sumTop, sumBottom] = [1n, 1n, 0n, 1n];
  const before = [...all].sort((a, b) => b.time - a.time);
  const times = [...new Set(all.flatMap((one) => (one.event ? [one.time] : [])))].sort((a, b) => a - b);
  for (const at of times.filter((one) => one <= time)) {
    while ((before.at(-1)?.time ?? at) < at) before.pop();
    const n = BigInt(before.length);
    const d = BigInt(before.filter((one) => one.event && one.time === at).length);
    top *= n - d;
    bottom *= n;
    if (n > d) {
      sumTop = sumTop * n * (n - d) + d * sumBottom;
      sumBottom *= n * (n - d);
    }
  }
  const share = (a: bigint, b: bigint) => Number((a * 10n ** 18n) / b) / 1e18;
  return { survival: share(top, bottom), sum: share(sumTop, sumBottom) };
}

test('agrees with exact fractions over random trials', () => {
  const random = seededRandom(20);
  for (let trial = 0; trial < 40; trial++) {
    const all = Array.from({ length: 1 + Math.floor(random() * 40) }, () => ({
      time: 1 + Math.floor(random() * 15),
      event: random() < 0.6,
    }));
    const estimate = kaplanMeier(all);
    for (const step of estimate.steps) {
      const exact = exactly(all, step.time);
      expect(step.survival).toBeCloseTo(exact.survival, 12);
      if (step.survival > 0) expect(step.logVariance).toBeCloseTo(exact.sum, 12);
      expect(numberAtRisk(estimate, step.time)).toBe(all.filter((one) => one.time >= step.time).length);
    }
  }
});
