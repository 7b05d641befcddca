import { describe, expect, test } from 'vitest';
import { type Part, reviewAcknowledgements } from '../../../src/evidence/comparability/acknowledge.ts';
import { judge } from '../../../src/evidence/comparability/compare.ts';
import type { Acknowledgement } from '../../../src/model/library.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { contextOf, finding, trial } from './invented.ts';

const alpha = trial('alpha');
const coarse = finding(alpha, { id: 'alpha.coarse' });
const fine = finding(alpha, { id: 'alpha.fine', threshold: { exponent: -6 } });
const finer = { threshold: { exponent: -6 } };
const beta = finding(trial('beta'), { id: 'beta.mrd', ...finer });
const betaOther = finding(trial('beta'), { id: 'beta.other', ...finer });
const gamma = finding(trial('gamma'), { id: 'gamma.mrd', ...finer, assay: 'MFC' });

function part(where: string, ...findings: Finding[]): Part {
  const place = { file: 'b.md', line: 1, column: 1 };
  return { where, verdict: judge(findings, contextOf()), place, gaps: [], sentences: [] };
}

let line = 0;
function entry(rule: string, ...names: string[]): Acknowledgement {
  line += 1;
  const place = { file: 'b.md', line, column: 5 };
  return {
    rule,
    between: names.map((name, index) => ({ name, place: { ...place, column: 20 + index } })),
    reason: { segments: [{ kind: 'text', text: `reason ${rule}`, at: () => place }], place },
    place,
  };
}

function open(parts: Part[], ...entries: Acknowledgement[]): string[] {
  return reviewAcknowledgements(parts, entries).open.map(
    ({ part: { where }, rule, trials }) => `${where}: ${rule.id} ${trials.join(' ')}`,
  );
}

function complaints(parts: Part[], ...entries: Acknowledgement[]) {
  return reviewAcknowledgements(parts, entries).diagnostics;
}

const depth = part('figure depth', coarse, fine, beta, betaOther, gamma);

describe('open blocks', () => {
  test('one a rule and pair of trials, with the first pair that fired it', () => {
    const { open: blocks } = reviewAcknowledgements([depth], []);
    expect(blocks.map(({ trials, between }) => [trials, between])).toEqual([
      [
        ['alpha', 'beta'],
        ['alpha.coarse', 'beta.mrd'],
      ],
      [
        ['alpha', 'gamma'],
        ['alpha.coarse', 'gamma.mrd'],
      ],
    ]);
    expect(blocks[0]?.rule.id).toBe('mrd-threshold');
    expect(blocks[0]?.part).toBe(depth);
  });

  test('major differences need no acknowledgement', () => {
    expect(open([part('figure', coarse, finding(trial('beta'), { assay: 'MFC' }))])).toEqual([]);
  });

  test('an acknowledgement covers its rule between two trials with all their results', () => {
    const answered = entry('mrd-threshold', 'alpha.coarse', 'beta.other');
    expect(open([depth], answered)).toEqual(['figure depth: mrd-threshold alpha gamma']);
    expect(open([depth], entry('mrd-threshold', 'beta.mrd', 'alpha.fine'))).toEqual([
      'figure depth: mrd-threshold alpha gamma',
    ]);
  });

  test('another rule covers nothing', () => {
    expect(open([depth], entry('disease', 'alpha.coarse', 'beta.mrd'))).toHaveLength(2);
  });

  test('one that names results covers the parts that show both', () => {
    const table = part('table context', coarse, beta);
    const answered = entry('mrd-threshold', 'alpha.coarse', 'beta.other');
    expect(open([depth, table], answered)).toEqual([
      'figure depth: mrd-threshold alpha gamma',
      'table context: mrd-threshold alpha beta',
    ]);
  });

  test('one may name more than two, and covers any two of them', () => {
    expect(open([depth], entry('mrd-threshold', 'alpha', 'beta', 'gamma'))).toEqual([]);
    expect(open([depth], entry('mrd-threshold', 'alpha', 'beta.absent', 'gamma'))).toEqual([
      'figure depth: mrd-threshold alpha beta',
    ]);
  });

  test('one that names trials covers every part', () => {
    const table = part('table context', coarse, beta);
    expect(open([depth, table], entry('mrd-threshold', 'beta', 'alpha'))).toEqual([
      'figure depth: mrd-threshold alpha gamma',
    ]);
    expect(open([depth, table], entry('mrd-threshold', 'beta', 'alpha.fine'))).toEqual([
      'figure depth: mrd-threshold alpha gamma',
      'table context: mrd-threshold alpha beta',
    ]);
  });
});

describe('what is answered for', () => {
  test('comes back with its reason, for major differences too', () => {
    const { answered } = reviewAcknowledgements(
      [depth],
      [entry('mrd-threshold', 'alpha.coarse', 'beta.mrd'), entry('mrd-assay', 'beta.mrd', 'gamma.mrd')],
    );
    expect(answered).toEqual([
      {
        part: depth,
        rule: expect.objectContaining({ id: 'mrd-threshold' }),
        trials: ['alpha', 'beta'],
        between: ['alpha.coarse', 'beta.mrd'],
        reason: expect.objectContaining({
          segments: [expect.objectContaining({ kind: 'text', text: 'reason mrd-threshold' })],
        }),
      },
      {
        part: depth,
        rule: expect.objectContaining({ id: 'mrd-assay' }),
        trials: ['beta', 'gamma'],
        between: ['beta.mrd', 'gamma.mrd'],
        reason: expect.objectContaining({
          segments: [expect.objectContaining({ kind: 'text', text: 'reason mrd-assay' })],
        }),
      },
    ]);
  });
});

describe('what authors are told', () => {
  test('nothing when all acknowledgements are needed', () => {
    expect(complaints([depth], entry('mrd-threshold', 'alpha.fine', 'beta.mrd'))).toEqual([]);
  });

  test('an unknown rule, with the nearest name, and without more', () => {
    const wrong = entry('mrd-treshold', 'alpha.coarse', 'beta.mrd');
    expect(complaints([depth], wrong)).toEqual([
      {
        code: 'unknown-rule',
        severity: 'error',
        message: 'there is no rule ‘mrd-treshold’',
        place: wrong.place,
        hints: ['did you mean ‘mrd-threshold’?'],
        related: [],
      },
    ]);
    expect(open([depth], wrong)).toHaveLength(2);
  });

  test('an acknowledgement of what does not fire', () => {
    const idle = entry('disease', 'alpha.coarse', 'beta.mrd');
    expect(complaints([depth], idle)).toEqual([
      {
        code: 'acknowledges-nothing',
        severity: 'warning',
        message: 'rule ‘disease’ does not fire between ‘alpha.coarse’ and ‘beta.mrd’',
        place: idle.place,
        hints: ['take the entry out, or name results that appear in one figure, table or sentence'],
        related: [],
      },
    ]);
    expect(complaints([], entry('mrd-threshold', 'alpha', 'beta'))).toHaveLength(1);
    expect(complaints([depth], entry('mrd-threshold', 'alpha.absent', 'beta.mrd'))).toHaveLength(1);
  });

  test('a name that is not needed, at its place', () => {
    const wide = entry('mrd-assay', 'beta', 'delta', 'gamma');
    expect(complaints([depth], wide)).toEqual([
      {
        code: 'acknowledges-nothing',
        severity: 'warning',
        message: 'rule ‘mrd-assay’ does not fire for ‘delta’ here',
        place: { ...wide.place, column: 21 },
        hints: ['take the name out of `between`'],
        related: [],
      },
    ]);
  });

  test('several names that raise nothing, together', () => {
    const [only] = complaints([depth], entry('disease', 'alpha', 'beta', 'gamma'));
    expect(only?.message).toBe('rule ‘disease’ does not fire between ‘alpha’, ‘beta’ and ‘gamma’');
  });

  test('that results of one trial raise nothing', () => {
    const [only] = complaints([depth], entry('mrd-threshold', 'alpha.coarse', 'alpha.fine'));
    expect(only?.hints).toEqual(['results of one trial raise no rule on comparisons; take the entry out']);
  });
});
