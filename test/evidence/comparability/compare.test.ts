import { describe, expect, test } from 'vitest';
import {
  comparePair,
  judge,
  judgeBriefing,
  judgeGroups,
} from '../../../src/evidence/comparability/compare.ts';
import { type Verdict, verdictData } from '../../../src/evidence/comparability/verdict.ts';
import type { Arm, Finding } from '../../../src/model/trial.ts';
import { codes } from './fired.ts';
import { contextOf, count, cut, finding, hazardRatio, median, proportion, trial } from './invented.ts';

const context = contextOf();

/** Without C05, which values of single arms always raise. */
function caveatsOf({ caveats }: Verdict) {
  return caveats.filter(({ rule }) => rule.code !== 'C05');
}

const seen = (id: string, months: string, changes: Parameters<typeof finding>[1] = {}) =>
  finding(trial(id), { cut: cut('final', months), ...changes });

describe('comparePair', () => {
  const a = finding(trial('alpha', { disease: 'disease Y' }), { threshold: { exponent: -6 } });
  const b = finding(trial('beta', { phase: '2', setting: 'frail' }), { value: proportion(20, 20) });

  test('puts blocks first, then goes by code', () => {
    const fired = comparePair(a, b, context);
    expect(fired.map(({ rule }) => rule.code)).toEqual(['C01', 'C09', 'C03', 'C05', 'C23', 'C07', 'C25']);
  });

  test('names both results for every rule, and the trial of the value', () => {
    const fired = comparePair(a, b, context);
    expect(fired.map(({ between }) => between)).toEqual(
      fired.map(() => ['alpha.mrd-negativity', 'beta.mrd-negativity']),
    );
    const small = fired.find(({ rule }) => rule.code === 'C23');
    expect(small?.caveat).toContain('20 patients in BETA');
    expect(small?.caveat).not.toContain('ALPHA');
  });

  test('two arms of one trial raise no rule on pairs, but their values may', () => {
    const own = trial('alpha');
    const [exp, con] = own.arms as [Arm, Arm];
    const one = finding(own, { arm: exp, assay: undefined, timing: undefined });
    const other = finding(own, { id: 'alpha.con', arm: con, assay: undefined, timing: undefined });
    expect(codes(one, other)).toEqual([]);
    expect(codes(one, { ...other, value: proportion(3, 20) })).toEqual(['C23']);
  });

  test('numbers of patients and follow-up raise nothing', () => {
    const patients = finding(trial('gamma', { disease: 'disease Z' }), {
      on: 'randomised',
      value: count(20, 20),
    });
    expect(codes(a, patients)).toEqual([]);
    expect(judge([a, patients], context).findings).toEqual([a.id]);
  });
});

describe('judge', () => {
  test('merges all pairs into one sentence a rule, with each value once', () => {
    const caveats = caveatsOf(
      judge(
        [seen('alpha', '47.5'), seen('beta', '15.3'), seen('gamma', '64.5'), seen('delta', '47.5')],
        context,
      ),
    );
    expect(caveats.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Median follow-up differs: 15.3 months (BETA), 47.5 (ALPHA, DELTA), 64.5 (GAMMA).',
    ]);
    expect(caveats[0]?.between).toEqual([
      ['alpha.mrd-negativity', 'beta.mrd-negativity'],
      ['alpha.mrd-negativity', 'gamma.mrd-negativity'],
      ['beta.mrd-negativity', 'gamma.mrd-negativity'],
      ['beta.mrd-negativity', 'delta.mrd-negativity'],
      ['gamma.mrd-negativity', 'delta.mrd-negativity'],
    ]);
    expect(caveats[0]?.trials).toEqual(['alpha', 'beta', 'gamma', 'delta']);
    expect(caveats[0]?.findings.map(({ id }) => id)).toEqual(
      ['alpha', 'beta', 'gamma', 'delta'].map((id) => `${id}.mrd-negativity`),
    );
  });

  test('names the trials concerned only', () => {
    const [caveat] = caveatsOf(
      judge([seen('alpha', '24.0'), seen('beta', '30.0'), seen('gamma', '40.0')], context),
    );
    expect(caveat?.between).toEqual([['alpha.mrd-negativity', 'gamma.mrd-negativity']]);
    expect(caveat?.trials).toEqual(['alpha', 'gamma']);
    expect(caveat?.text).not.toContain('BETA');
  });

  test('counts a result once', () => {
    const one = seen('alpha', '24.0', { value: proportion(10, 20) });
    const { caveats, findings } = judge([one, one], context);
    expect(findings).toEqual([one.id]);
    expect(caveats.map(({ text }) => text.match(/ALPHA/g)?.length)).toEqual([1]);
  });

  test('says which endpoint where a trial has two answers', () => {
    const own = trial('alpha');
    const [first] = caveatsOf(
      judge(
        [
          finding(own, { on: 'cr', population: 'evaluable' }),
          finding(own),
          finding(trial('beta'), { on: 'cr' }),
          finding(trial('beta')),
          finding(trial('gamma'), { population: 'treated' }),
        ],
        context,
      ),
    );
    expect(first?.text).toBe(
      'The analysis population differs: evaluable (ALPHA ≥CR), all randomised (ALPHA MRD−, BETA), treated (GAMMA).',
    );
  });

  test('does not name the endpoints of a trial that has one answer for all', () => {
    const own = trial('alpha');
    const beta = trial('beta');
    const treated = { population: 'treated' };
    const [first] = caveatsOf(
      judge(
        [
          finding(own, { on: 'cr' }),
          finding(own),
          finding(beta, { on: 'cr', ...treated }),
          finding(beta, treated),
        ],
        context,
      ),
    );
    expect(first?.text).toBe('The analysis population differs: all randomised (ALPHA), treated (BETA).');
  });

  test('does not name the endpoint where the values differ within it', () => {
    const own = trial('alpha');
    const [first] = judge(
      [
        finding(own),
        finding(own, { id: 'alpha.6', threshold: { exponent: -6 } }),
        finding(trial('beta')),
        finding(trial('gamma'), { threshold: { exponent: -6 } }),
      ],
      context,
    ).caveats;
    expect(first?.text).toContain('10⁻⁵ (ALPHA, BETA), 10⁻⁶ (ALPHA, GAMMA);');
  });

  test('one trial has caveats but no verdict line', () => {
    const verdict = judge([seen('alpha', '24.0', { value: proportion(10, 20) })], context);
    expect(verdict.line).toBeUndefined();
    expect(verdict.counts).toEqual({ block: 0, major: 1, minor: 0, info: 0 });
  });

  test('alike results have no verdict line', () => {
    const ratio = (id: string) => {
      const own = trial(id);
      const [one, other] = own.arms as [Arm, Arm];
      return seen(id, '24.0', {
        on: 'pfs',
        arm: undefined,
        compare: [one, other],
        value: hazardRatio('0.70'),
      });
    };
    expect(judge([ratio('alpha'), ratio('beta')], context)).toEqual({
      counts: { block: 0, major: 0, minor: 0, info: 0 },
      caveats: [],
      findings: ['alpha.pfs', 'beta.pfs'],
    });
  });

  test('response is compared with response where both trials have it, and survival with survival', () => {
    const of = (id: string) => [finding(trial(id)), finding(trial(id), { on: 'os', value: median('20.0') })];
    expect(caveatsOf(judge([...of('alpha'), ...of('beta')], context))).toEqual([]);
    const [first, , last] = [...of('alpha'), ...of('beta').reverse()];
    expect(caveatsOf(judge([first, last] as Finding[], context)).map(({ rule }) => rule.code)).toEqual([
      'C36',
    ]);
  });
});

describe('the verdict line', () => {
  const base = seen('alpha', '24.0');
  const line = (changes: Parameters<typeof finding>[1], own: Parameters<typeof trial>[1] = {}) =>
    judge([base, finding(trial('beta', own), { cut: cut('final', '24.0'), ...changes })], context).line;
  const finer = { threshold: { exponent: -6 } };

  test.each([
    [finer, {}, '1 blocking, 1 major difference'],
    [finer, { disease: 'disease Y' }, '2 blocking, 1 major difference'],
    [{ assay: 'MFC' }, {}, '2 major differences'],
    [{ assay: 'MFC', timing: 'day 100' }, {}, '3 major differences'],
    [{ ...finer, assay: 'MFC' }, {}, '1 blocking, 2 major differences'],
    [{ ...finer, assay: 'MFC', timing: 'day 100' }, { disease: 'Y' }, '2 blocking, 3 major differences'],
    [{}, { phase: '2' }, '1 major difference'],
    [{ assay: 'MFC' }, { phase: '2' }, '2 major differences'],
    [finer, { phase: '2' }, '1 blocking, 1 major difference'],
  ] as [Parameters<typeof finding>[1], Parameters<typeof trial>[1], string][])(
    '%j %j',
    (changes, own, end) => {
      expect(line(changes, own)).toBe(`Not a head-to-head comparison: ${end}`);
    },
  );
});

test('the line counts minor differences where there are no others', () => {
  const ratio = (id: string, own: Parameters<typeof trial>[1] = {}) => {
    const of = trial(id, own);
    const [one, other] = of.arms as [Arm, Arm];
    return finding(of, { on: 'orr', arm: undefined, compare: [one, other], value: hazardRatio('0.70') });
  };
  expect(judge([ratio('alpha'), ratio('beta', { phase: '2' })], context).line).toBe(
    'Not a head-to-head comparison: 1 minor difference',
  );
  const other = { ...ratio('beta', { phase: '2' }), assessor: 'investigator' as const };
  expect(judge([ratio('alpha'), other], context).line).toBe(
    'Not a head-to-head comparison: 2 minor differences',
  );
});

describe('judgeGroups', () => {
  const one = seen('alpha', '24.0', { on: 'cr' });
  const other = seen('beta', '60.0', { on: 'pfs', value: median('12.0') });

  test('compares within a group, not across', () => {
    expect(judgeGroups([[one], [other]], context).caveats).toEqual([]);
    expect(judgeGroups([[one, other]], context).caveats.map(({ rule }) => rule.code)).toEqual([
      'C05',
      'C17',
      'C36',
      'C35',
    ]);
  });

  test('sees cuts and values across groups', () => {
    const early = seen('alpha', '24.0', { on: 'orr', cut: cut('early', '12.0'), value: proportion(9, 20) });
    const { caveats, findings } = judgeGroups([[one], [early], [early]], context);
    expect(caveats.map(({ rule }) => rule.code)).toEqual(['C19', 'C23']);
    expect(findings).toEqual([one.id, early.id]);
  });
});

test('judgeBriefing asks for safety, judge does not', () => {
  const one = seen('alpha', '24.0', { on: 'cr' });
  expect(judgeBriefing([one], context).caveats.map(({ rule }) => rule.code)).toEqual(['C29']);
  expect(judge([one], context).caveats).toEqual([]);
  const early = seen('alpha', '12.0', { cut: cut('early', '12.0') });
  expect(judgeBriefing([one, early], context).caveats.map(({ rule }) => rule.code)).toEqual(['C29']);
});

describe('what a caveat prints', () => {
  test('ties each value to a result that states it', () => {
    const verdict = judge(
      [seen('alpha', '24.0'), seen('beta', '24.0', { threshold: { exponent: -6 } })],
      context,
    );
    const bound = verdict.caveats[0]?.pieces.filter(({ datum }) => datum) ?? [];
    expect(bound.map(({ written, datum }) => [written.text, written.html, datum?.id])).toEqual([
      ['10⁻⁵', '10<sup>−5</sup>', 'alpha.mrd-negativity'],
      ['10⁻⁶', '10<sup>−6</sup>', 'beta.mrd-negativity'],
    ]);
  });

  test('leaves no figure untied but the level of confidence', () => {
    const alpha = trial('alpha', {
      design: 'single-arm',
      phase: '1b/2',
      lines: [{ from: 4, openEnded: true }],
    });
    const one = finding(alpha, { value: proportion(20, 20), timing: 'by 12 months', cut: cut('m5', '15.3') });
    const two = finding(trial('beta'), {
      threshold: { exponent: -6 },
      value: proportion(undefined, 300, '32.1'),
    });
    const verdict = judge([one, two], context);
    const loose = verdict.caveats.flatMap(({ pieces }) => pieces.filter(({ datum }) => !datum));
    expect(verdict.caveats.length).toBeGreaterThan(8);
    expect(
      loose.map(({ written }) => written.text.replace('95% CI', '')).filter((text) => /\d/.test(text)),
    ).toEqual([]);
  });
});

test('a verdict as data', () => {
  const verdict = judge([seen('alpha', '24.0'), seen('beta', '24.0', { assay: 'MFC' })], context);
  expect(verdictData(verdict)).toEqual({
    verdict: 'Not a head-to-head comparison: 2 major differences',
    counts: { block: 0, major: 2, minor: 0, info: 0 },
    caveats: [
      expect.objectContaining({ rule: 'unanchored' }),
      {
        rule: 'mrd-assay',
        code: 'C10',
        severity: 'major',
        guidance: ['IMWG2016', 'COSTA2021'],
        caveat: 'The MRD assay differs: NGS (ALPHA), MFC (BETA).',
        trials: ['alpha', 'beta'],
        between: [['alpha.mrd-negativity', 'beta.mrd-negativity']],
        findings: ['alpha.mrd-negativity', 'beta.mrd-negativity'],
      },
    ],
  });
  expect(verdictData(judge([seen('alpha', '24.0')], context))).toEqual({
    counts: { block: 0, major: 0, minor: 0, info: 0 },
    caveats: [],
  });
});
