import { describe, expect, test } from 'vitest';
import { passRules } from '../../../src/evidence/lint/passes.ts';
import { findQuantities, findQuantitiesIn } from '../../../src/evidence/lint/quantities.ts';
import { couldContainNumber } from '../../../src/evidence/lint/vocabulary.ts';
import { corpus, failing, passing, type Sample } from './corpus.ts';
import { heldOut, heldOutAgain, heldOutAtLast } from './held-out.ts';
import { readCorpus } from './marked.ts';

function evidenceIn(text: string): string[] {
  return findQuantities(text)
    .filter(({ kind }) => kind !== 'pass')
    .map(({ text: found }) => found);
}

/** What is in `all` and not in `some`, each as often as it is there. */
function without(all: string[], some: string[]): string[] {
  const left = [...some];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function misses(samples: Sample[]): string[] {
  return samples.flatMap(({ text, unsourced }) =>
    without(unsourced, evidenceIn(text)).map((one) => `${one} in: ${text}`),
  );
}

function falseAlarms(samples: Sample[]): string[] {
  return samples.flatMap(({ text, unsourced }) =>
    without(evidenceIn(text), unsourced).map((one) => `${one} in: ${text}`),
  );
}

describe('the corpus', () => {
  test('is large, and half of it must fail', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(80);
    expect(failing.every(({ unsourced }) => unsourced.length > 0)).toBe(true);
    expect(Math.abs(failing.length - passing.length)).toBeLessThanOrEqual(4);
  });

  test('has no number that is missed', () => {
    expect(misses(corpus)).toEqual([]);
  });

  test('has at most one false alarm', () => {
    expect(falseAlarms(corpus).slice(1)).toEqual([]);
  });

  test('needs every rule that passes a number', () => {
    const used = new Set(
      [...corpus, ...heldOut, ...heldOutAgain, ...readCorpus('corpus.yaml')].flatMap(({ text }) =>
        findQuantities(text).flatMap(({ kind, why }) => (kind === 'pass' ? [why] : [])),
      ),
    );
    const unused = new Set(passRules.map(({ why }) => why).filter((why) => !used.has(why)));
    expect([...unused]).toEqual([]);
  });
});

describe('sentences written after the rules', () => {
  const all = [...heldOut, ...heldOutAgain, ...heldOutAtLast];

  test('have no number that is missed', () => {
    expect(misses(all)).toEqual([]);
  });

  test('give no false alarm', () => {
    expect(falseAlarms(all)).toEqual([]);
  });
});

describe('a quantity', () => {
  test('stands where it says, with its reason', () => {
    expect(findQuantities('At 21 April 2026 the ORR was 71%.')).toEqual([
      { start: 3, end: 16, text: '21 April 2026', kind: 'pass', why: 'a date' },
      { start: 29, end: 32, text: '71%', kind: 'evidence', why: 'a number' },
    ]);
  });

  test('comes in the order of the text, and is taken at its longest', () => {
    const found = findQuantities('Two thirds, 71% in Q1 2026, half on 1 May 2026, 12 and JNJ-68284528.');
    expect(found.map(({ text }) => text)).toEqual([
      'Two thirds',
      '71%',
      'Q1 2026',
      'half',
      '1 May 2026',
      '12',
      'JNJ-68284528',
    ]);
  });

  test('of a list begins at its figure', () => {
    expect(findQuantities('a\n\n 1. b')).toMatchObject([{ start: 4, end: 6, text: '1.' }]);
  });

  test('keeps its place where emphasis, spaces and line ends are read away', () => {
    const text = 'A *two\u00a0  thirds*\nresponse, **7**1\u00a0%';
    const found = findQuantities(text);
    expect(found.map(({ text: read }) => read)).toEqual(['two thirds', '71 %']);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      'two\u00a0  thirds',
      '7**1\u00a0%',
    ]);
  });

  test.each([
    ['a soft hyphen', '7\u00ad1%', '71%'],
    ['a zero-width space', '7\u200b1%', '71%'],
    ['full-width digits', '７１%', '71%'],
    ['a vulgar fraction', '2½ of them', '2½'],
    ['a non-breaking hyphen', '3\u2011fold', '3-fold'],
  ])('is seen behind %s', (_, text, read) => {
    expect(evidenceIn(text)).toEqual([read]);
  });

  test.each([
    ['phase 3%', ['3%']],
    ['CD38.5', ['38.5']],
    ['day 100%', ['100%']],
    ['2026.5 and US$2026', ['2026.5', 'US$2026']],
    ['grade 3 and 4 patients died', ['4']],
    ['day 100 or 12 patients', ['12']],
    ['2024/368 responded', ['2024/368']],
    ['10 mg/dL', ['10']],
    ['it fell by 20 mg', ['20']],
    ['95% of those treated', ['95%']],
    ['71% [41–79] [3]', ['71%', '41–79']],
    ['In the control arm 12 died.', ['12']],
    ['of 2020 patients in 2020', ['2020']],
    ['In March 12 patients died.', ['12']],
  ])('hides behind no name: %s', (text, expected) => {
    expect(evidenceIn(text)).toEqual(expected);
  });

  test.each([
    ['interleukin 6 patients', ['6']],
    ['type 2 patients', ['2']],
    ['Q3 12 deaths', ['12']],
    ['2024 patients and 2024 deaths', ['2024', '2024']],
    ['at week 24 patients did well', ['24']],
    ['table 12 patients', ['12']],
    ['In cohort 12 patients died', ['12']],
    ['Trial 12 patients', ['12']],
    ['the two deaths, the three who died', ['two', 'three']],
    ['two patients in trials', ['two']],
    ['ORR.71 was printed', ['71']],
    ['Zorvex12.5 was printed', ['12.5']],
  ])('counts those who come next: %s', (text, expected) => {
    expect(evidenceIn(text)).toEqual(expected);
  });

  test.each([
    ['Sources: refs 1–3, 10–12.', 'refs 1–3, 10–12', 'a reference'],
    ['N Engl J Med 392:1777–88', '392:1777–88', 'a reference'],
    ['made with trialbrief 0.1.0', '0.1.0', 'the name of a build'],
    ['from inputs 29a8e45dcde3', '29a8e45dcde3', 'the name of a build'],
    ['read on the483.com', 'the483.com', 'an address'],
    ['carboplatin AUC 5', 'AUC 5', 'a dose'],
    ['10¹³ vg/kg', '10¹³ vg/kg', 'a dose'],
    ['see p. 12', 'p. 12', 'a reference'],
    ['as shown [3, 4] before', '[3, 4]', 'a reference'],
    ['as shown.³ Next', '³', 'a reference'],
    ['NEJM 2024;391:1597–1609', '2024;391:1597–1609', 'a reference'],
    ['Study 301 read out', 'Study 301', 'a numbered part'],
    ['it depends on (1) depth and (2) length', '(1)', 'a list marker'],
    ['a double-blind trial', 'double-blind', 'a manner'],
    ['triple-class refractory', 'triple-class', 'a manner'],
    ['back to square one', 'square one', 'an idiom'],
    ['in a BA.2 wave', 'BA.2', 'a name'],
  ])('passes by its own name: %s', (text, read, why) => {
    expect(findQuantities(text)).toContainEqual(expect.objectContaining({ text: read, kind: 'pass', why }));
    expect(evidenceIn(text)).toEqual([]);
  });

  test('in a list begins no item', () => {
    expect(evidenceIn('First\n\n1. one\n2) two reasons\n12. May')).toEqual([]);
    expect(evidenceIn('There were 12. Then 3) more.')).toEqual(['12', '3']);
  });
});

test('texts that are read together are read as each alone', () => {
  const texts = [...corpus, ...heldOut, ...heldOutAgain, ...heldOutAtLast].map(({ text }) => text);
  const cells = ['71', '', '%', '1 of', '20 patients', 'phase', '3', 'CD', '38', 'randomised', '1:1', 'none'];
  const together = findQuantitiesIn([...texts, ...cells]);
  expect(together).toEqual([...texts, ...cells].map((text) => findQuantities(text)));
});

describe('a text that is passed over because no word of it could be a quantity', () => {
  const all = [...corpus, ...heldOut, ...heldOutAgain, ...heldOutAtLast].flatMap(({ text }) =>
    evidenceIn(text),
  );

  test('is none that is one', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter((one) => !couldContainNumber(one.toLowerCase()))).toEqual([]);
  });

  test('is most of what labels say', () => {
    const labels = ['Overall response', 'Daratumumab', 'n/N', 'NDMM, not eligible', 'Note', 'often tested'];
    expect(labels.filter(couldContainNumber)).toEqual([]);
  });
});

test('an answer is no count: none as the whole of a sentence at the beginning', () => {
  expect(evidenceIn('None.')).toEqual([]);
  expect(evidenceIn('None. Nobody was paid.')).toEqual([]);
  expect(evidenceIn('None of the patients died.')).toEqual(['None']);
  expect(evidenceIn('Relapses: none.')).toEqual(['none']);
});

test('a long text takes no time to speak of', () => {
  for (const long of [
    '1'.repeat(5_000),
    'one two three four '.repeat(250),
    '1,'.repeat(2_000),
    'all treated '.repeat(800),
  ]) {
    const before = performance.now();
    findQuantities(long);
    expect(performance.now() - before).toBeLessThan(10_000);
  }
});
