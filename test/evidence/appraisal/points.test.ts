import { describe, expect, test } from 'vitest';
import type { AppraisedPart } from '../../../src/evidence/appraisal/appraise.ts';
import { unlikeOf } from '../../../src/evidence/appraisal/appraise.ts';
import { textOf } from '../../../src/evidence/comparability/rule.ts';
import { type RuleCode, rules } from '../../../src/evidence/comparability/rules.ts';
import type { Caveat } from '../../../src/evidence/comparability/verdict.ts';
import { productWith, trialWith } from '../../base-library.ts';
import { appraisal, BODY, FIGURE, FILES, partAt } from './appraised.ts';

const codes = Object.keys(rules) as RuleCode[];
const ofSeverity = (severity: string) => codes.filter((code) => rules[code].severity === severity);

function caveat(code: RuleCode): Caveat {
  return { rule: rules[code] as Caveat['rule'], pieces: [], text: '', trials: [], between: [], findings: [] };
}

/** A part with caveats of these rules, as a comparison of trials or of one trial. */
function unlike(own: RuleCode[], line: string | undefined = 'Not a head-to-head comparison: 1 blocking') {
  const counts = { block: 0, major: 0, minor: 0, info: 0 };
  const verdict = { counts, caveats: own.map(caveat), findings: [], ...(line && { line }) };
  return unlikeOf({ verdict, sales: [] } as Pick<AppraisedPart, 'verdict' | 'sales'>);
}

const briefsOf = (own: RuleCode[]) => own.map((code) => rules[code].brief);

describe('what a display sets side by side, in brief', () => {
  const blocks = ofSeverity('block').slice(0, 6);
  const majors = ofSeverity('major');

  test('names every block, however many', () => {
    expect(blocks.length).toBeGreaterThan(4);
    const found = unlike(blocks);
    expect(found?.named).toEqual(briefsOf(blocks));
    expect(found?.count).toBe(blocks.length);
  });

  test('and majors up to four points in all, blocks first', () => {
    const [a, b, c, d, e] = majors as [RuleCode, RuleCode, RuleCode, RuleCode, RuleCode];
    const [block] = blocks as [RuleCode];
    const found = unlike([a, b, c, d, e, block]);
    expect(found?.named).toHaveLength(4);
    expect(found?.named[0]).toBe(rules[block].brief);
    expect(found?.count).toBe(6);
    expect(unlike([a, ...blocks])?.named).toEqual(briefsOf(blocks));
  });

  test('and what weighs most before other majors', () => {
    const telling = ['single-arm', 'small-sample', 'unanchored', 'line-of-therapy'];
    const codeOf = (id: string) => majors.find((code) => rules[code].id === id) as RuleCode;
    const others = majors.filter((code) => !telling.includes(rules[code].id)).slice(0, 2);
    expect(unlike([...others, ...telling.toReversed().map(codeOf)])?.named).toEqual(
      telling.map((id) => rules[codeOf(id)].brief),
    );
  });

  test('counts minors without naming them', () => {
    const minors = ofSeverity('minor').slice(0, 2);
    expect(unlike([...majors.slice(0, 1), ...minors])).toMatchObject({
      named: briefsOf(majors.slice(0, 1)),
      count: 3,
    });
    expect(unlike(minors)).toMatchObject({ named: [], count: 2 });
  });

  test('leads with the verdict without its counts; results of one trial have no verdict', () => {
    expect(unlike(blocks)?.lead).toBe('Not a head-to-head comparison');
    const limits = unlike(majors.slice(0, 1), '');
    expect(limits && 'lead' in limits).toBe(false);
    expect(limits?.named).toEqual(briefsOf(majors.slice(0, 1)));
  });

  test('is nothing where nothing weighs', () => {
    expect(unlike([])).toBeUndefined();
    expect(unlike(ofSeverity('minor').slice(0, 1), '')).toBeUndefined();
    expect(unlike(ofSeverity('info').slice(0, 1))).toBeUndefined();
  });

  test('each rule has words of its own for it', () => {
    const said = codes.map((code) => rules[code].brief);
    expect(said.filter((brief) => !/^[\p{L}][^.:;]{4,60}$/u.test(brief))).toEqual([]);
  });

  test('goes with each part, unless it is slight', () => {
    const { parts } = appraisal(BODY, FIGURE);
    expect(partAt(parts, 'figure depth').unlike).toMatchObject({
      lead: 'Not a head-to-head comparison',
      named: expect.arrayContaining(['different test sensitivities']),
    });
    const single = trialWith(
      'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 9 }, population: treated, source: beta-2025 }',
    );
    const one = appraisal(
      '{{figure "one"}}',
      'figures:\n  one: { kind: proportions, title: One, findings: [gamma.orr] }\n',
      { 'trials/gamma.yaml': single },
    );
    expect(partAt(one.parts, 'figure one').unlike).toEqual({
      named: expect.arrayContaining(['few patients']),
      count: expect.any(Number),
    });
  });
});

describe('the points of a briefing', () => {
  const acknowledge = `acknowledge:
  - { rule: mrd-threshold, between: [gamma, delta], reason: one. }
  - { rule: mrd-threshold, between: [gamma, epsilon], reason: two. }
`;
  const { points, trials, parts } = appraisal(
    `${BODY}{{value "gamma.mrd"}} and {{value "delta.mrd"}} were negative.`,
    `${FIGURE}${acknowledge}`,
  );

  test('say each rule once, of all that any display shows, blocks first', () => {
    const ids = points.map(({ rule }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe('mrd-threshold');
    const severities = points.map(({ rule }) => rule.severity);
    expect(severities).toEqual(
      severities.toSorted(
        (a, b) => ['block', 'major', 'minor'].indexOf(a) - ['block', 'major', 'minor'].indexOf(b),
      ),
    );
    expect(severities).not.toContain('info');
    const said = parts.flatMap(({ verdict }) => verdict.caveats.map(({ rule }) => rule));
    const weighing = said.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(weighing));
  });

  test('name every trial concerned, also where one display shows fewer', () => {
    const [threshold] = points;
    const text = threshold && textOf(threshold.pieces);
    for (const name of ['GAMMA', 'DELTA', 'EPSILON']) expect(text).toContain(name);
    expect(trials.map(({ id }) => id)).toEqual(['gamma', 'delta', 'epsilon']);
  });

  test('say of each piece which trials it is about', () => {
    const own = points[0]?.pieces.flatMap(({ of = [] }) => of) ?? [];
    expect(new Set(own)).toEqual(new Set(['gamma', 'delta', 'epsilon']));
  });

  test('have the author’s reasons, each once', () => {
    const reasons = points[0]?.reasons.map(({ segments: [first] }) => first?.kind === 'text' && first.text);
    expect(reasons).toEqual(['one.', 'two.']);
    expect(points.slice(1).flatMap((point) => point.reasons)).toEqual([]);
  });

  test('include what is wrong with sales, of all of them', () => {
    const product = productWith('2025-Q1: { value: 6, source: beta-2025 }', 'partners: [Other Bio]\n');
    const files = {
      'products/p.yaml': product,
      'products/q.yaml': product.replace('name: P', 'name: Q').replace('Pea Pharma', 'Queue Pharma'),
    };
    const of = (id: string) => `Other Bio’s sales came to {{sales "${id}.2025-Q1"}}.`;
    const { points: ofSales, parts: told } = appraisal(`${of('p')}\n\n${of('q')} ${of('q')}`, '', files);
    expect(ofSales.map(({ rule }) => rule.id)).toEqual(['partner-sales']);
    const text = textOf(ofSales[0]?.pieces ?? []);
    expect(text).toContain('by Pea Pharma, not Other Bio');
    expect(text.match(/by Queue Pharma, not Other Bio/g)).toHaveLength(1);
    expect(partAt(told, 'text').unlike).toEqual({ named: ['sales of a partner'], count: 1 });
  });

  test('have blocks first also where a display before has none, and only those concerned', () => {
    const files = {
      ...FILES,
      'trials/zeta.yaml': trialWith(
        'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 9 }, population: treated, source: beta-2025 }',
      ).replace('GAMMA', 'ZETA'),
    };
    const small = 'figures:\n  small: { kind: proportions, title: Small, findings: [zeta.orr] }\n';
    const all = appraisal(`{{figure "small"}}\n\n${BODY}`, FIGURE.replace('figures:\n', small), files).points;
    expect(all.map(({ rule }) => rule.id)).toContain('small-sample');
    expect(all[0]?.rule.id).toBe('mrd-threshold');
    expect(textOf(all[0]?.pieces ?? [])).not.toContain('ZETA');
    expect(textOf(all.find(({ rule }) => rule.id === 'small-sample')?.pieces ?? [])).not.toContain('DELTA');
  });

  test('are none where nothing is set side by side', () => {
    const none = appraisal('In {{value "gamma.mrd"}}.', '', FILES);
    expect([none.points, none.trials]).toEqual([[], []]);
  });
});
