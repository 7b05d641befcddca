import { describe, expect, test } from 'vitest';
import {
  type Gap,
  type Part,
  reviewAcknowledgements,
} from '../../../src/evidence/comparability/acknowledge.ts';
import { judge, judgeGroups } from '../../../src/evidence/comparability/compare.ts';
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

  test('an acknowledgement of what does not apply', () => {
    const idle = entry('disease', 'alpha.coarse', 'beta.mrd');
    expect(complaints([depth], idle)).toEqual([
      {
        code: 'acknowledges-nothing',
        severity: 'warning',
        message: 'rule ‘disease’ does not apply between ‘alpha.coarse’ and ‘beta.mrd’',
        place: idle.place,
        hints: ['remove the entry, or name results that appear in one figure, table or sentence'],
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
        message: 'rule ‘mrd-assay’ does not apply for ‘delta’ here',
        place: { ...wide.place, column: 21 },
        hints: ['remove the name from `between`'],
        related: [],
      },
    ]);
  });

  test('several names that raise nothing, together', () => {
    const [only] = complaints([depth], entry('disease', 'alpha', 'beta', 'gamma'));
    expect(only?.message).toBe('rule ‘disease’ does not apply between ‘alpha’, ‘beta’ and ‘gamma’');
  });

  test('that results of one trial raise nothing', () => {
    const [only] = complaints([depth], entry('mrd-threshold', 'alpha.coarse', 'alpha.fine'));
    expect(only?.hints).toEqual(['comparability rules do not apply within one trial; remove the entry']);
  });
});

describe('where', () => {
  const said = { text: 'Of 45%, “more” than *ever*. ', heading: 'Depth of response' };
  const figure = part('figure depth', coarse, beta);
  const opening = part('opening', coarse, beta);
  const text = { ...part('text', coarse, beta), sentences: [said] };
  const at = (where: string, one = entry('mrd-threshold', 'alpha', 'beta')): Acknowledgement => ({
    ...one,
    where: { text: where, place: { file: 'b.md', line: 90, column: 9 } },
  });
  const everywhere = ['figure depth', 'opening', 'text'];
  const leftOpen = (one: Acknowledgement) =>
    open([figure, opening, text], one).map((block) => block.replace(/:.*/, ''));

  test.each([
    ['figure depth', 'figure depth'],
    ['Figure  depth', 'figure depth'],
    ['opening', 'opening'],
    ['of 45% more than', 'text'],
    ['Of 45%, “more”', 'text'],
    ['Depth of response', 'text'],
    ['text', 'text'],
  ])('‘%s’ answers for the %s alone', (where, covered) => {
    expect(leftOpen(at(where))).toEqual(everywhere.filter((one) => one !== covered));
    expect(complaints([figure, opening, text], at(where))).toEqual([]);
  });

  test.each(['figure deep', 'more than ever', 'Of 4', 'Depth'])('‘%s’ is nowhere', (where) => {
    expect(leftOpen(at(where))).toEqual(everywhere);
    const [only, ...more] = complaints([figure, opening, text], at(where));
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      code: 'acknowledges-nothing',
      severity: 'warning',
      message: `‘${where}’ is not a figure or table here, the beginning of a sentence or a heading`,
      place: { line: 90, column: 9 },
    });
  });

  test('a near miss of a figure is suggested', () => {
    expect(complaints([figure], at('figure dept'))[0]?.hints).toEqual([
      'did you mean ‘figure depth’?',
      'name `figure <id>`, `table <id>` or `opening`, or copy the first words of the sentence as printed',
    ]);
    expect(complaints([figure], at('wholly other words'))[0]?.hints).toHaveLength(1);
  });

  test('a place where the rule does not apply is told', () => {
    const elsewhere = part('table context', coarse);
    const [only] = complaints([figure, elsewhere], at('table context'));
    expect(only?.message).toBe(
      'rule ‘mrd-threshold’ does not apply between ‘alpha’ and ‘beta’ in ‘table context’',
    );
  });
});

describe('a difference taken between two trials', () => {
  const gapIn = (sentence: string, heading?: string, between: [Finding, Finding] = [coarse, beta]): Gap => ({
    between,
    sentence: { text: sentence, ...(heading !== undefined && { heading }) },
  });
  const partWith = (where: string, ...gaps: Gap[]): Part => {
    const shown = gaps.flatMap(({ between }) => between);
    const verdict = judgeGroups(
      [shown],
      contextOf(),
      gaps.map(({ between }) => between),
    );
    const sentences = gaps.map(({ sentence }) => sentence);
    return { where, verdict, place: { file: 'b.md', line: 1, column: 1 }, gaps, sentences };
  };
  const answer = (where?: string, ...names: string[]): Acknowledgement => {
    const one = entry('effect-across-trials', ...(names.length > 0 ? names : ['alpha', 'beta']));
    return where === undefined ? one : { ...one, where: { text: where, place: one.place } };
  };
  const openGaps = (parts: Part[], ...entries: Acknowledgement[]) =>
    reviewAcknowledgements(parts, entries).open.flatMap(({ gap }) => gap?.sentence.text ?? []);

  const first = partWith('text', gapIn('The gap was 14 points.', 'Depth'));
  const second = partWith('text', gapIn('Another gap was 20 points.', 'Depth'));

  test('blocks, however the difference of the trials themselves is answered for', () => {
    expect(openGaps([first])).toEqual(['The gap was 14 points.']);
    expect(openGaps([first], entry('unanchored', 'alpha', 'beta'))).toHaveLength(1);
    expect(first.verdict.caveats.find(({ rule }) => rule.code === 'C54')?.text).toBe(
      'A difference is taken between ALPHA and BETA: patients were not randomised between them, so it is not a treatment effect.',
    );
    expect(first.verdict.line).toContain('blocking');
  });

  test('is answered for in its own sentence only', () => {
    expect(openGaps([first, second], answer())).toHaveLength(2);
    expect(openGaps([first, second], answer('The gap was'))).toEqual(['Another gap was 20 points.']);
    expect(openGaps([first, second], answer('The gap was'), answer('Another gap'))).toEqual([]);
    const { answered } = reviewAcknowledgements([first, second], [answer('Another gap')]);
    expect(answered.map(({ gap }) => gap?.sentence.text)).toEqual(['Another gap was 20 points.']);
  });

  test('words that mean two sentences answer for neither; a heading or figure for its only one', () => {
    expect(openGaps([first, second], answer('Depth'))).toHaveLength(2);
    expect(openGaps([first], answer('Depth'))).toEqual([]);
    const figure = partWith('figure depth', gapIn('In the caption 3 points.'));
    expect(openGaps([figure, first], answer('figure depth'))).toEqual(['The gap was 14 points.']);
    const both = partWith('figure depth', gapIn('One is 3 points.'), gapIn('Two is 4 points.'));
    expect(openGaps([both], answer('figure depth'))).toHaveLength(2);
  });

  test('is not answered for by other trials or other results', () => {
    expect(openGaps([first], answer('The gap was', 'alpha', 'gamma'))).toHaveLength(1);
    expect(openGaps([first], answer('The gap was', 'alpha.fine', 'beta'))).toHaveLength(1);
    expect(openGaps([first], answer('The gap was', 'alpha.coarse', 'beta.mrd'))).toEqual([]);
  });

  test('an answer without a place is not idle, but does not pass', () => {
    expect(complaints([first], answer())).toEqual([]);
    expect(complaints([first], answer('No such words'))).toHaveLength(1);
  });
});
