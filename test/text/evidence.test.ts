import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/model/source.ts';
import {
  type Evidence,
  evidenceFrom,
  evidenceHtml,
  evidenceOf,
  evidencePlain,
  isBare,
} from '../../src/text/evidence.ts';
import type { Run, Text } from '../../src/text/run.ts';
import { productWith, trialWith } from '../base-library.ts';
import { setting } from './set.ts';

const number = (entry: number, how: 'value' | 'computed' | 'former' = 'value'): Run => ({
  kind: 'number',
  text: '7',
  id: `id-${entry}`,
  entry,
  how,
});
const cited = (...sources: number[]): Run => ({ kind: 'citation', sources });

/** Odd entries are primary, even ones secondary, from 10 on without a grade. */
const gradeOf = (entry: number): Grade | undefined =>
  entry >= 10 ? undefined : entry % 2 === 1 ? 'primary' : 'secondary';

/** Without the spaces that keep a mark at its entries. */
const plain = (...texts: Text[]) => evidencePlain(evidenceOf(texts, gradeOf)).replaceAll('\u00a0', ' ');

describe('the evidence of texts', () => {
  test('is the entries of all their numbers, rising, each once, by grade in the order of their first', () => {
    const texts: Text[] = [
      [number(4), number(1)],
      [number(3, 'computed'), number(4)],
    ];
    expect(evidenceOf(texts, gradeOf)).toEqual({
      entries: [
        { grade: 'primary', numbers: [1, 3] },
        { grade: 'secondary', numbers: [4] },
      ],
      sources: [],
    });
  });

  test('reaches into emphasis, links and small print', () => {
    const text: Text = [
      { kind: 'emphasis', runs: [{ kind: 'strong', runs: [number(1)] }] },
      { kind: 'link', href: '#x', runs: [number(3)] },
      { kind: 'small', runs: [cited(2)] },
    ];
    expect(plain(text)).toBe('● e1, e3 [2]');
  });

  test('leaves out what was the value in an edition before', () => {
    expect(isBare(evidenceOf([[number(1, 'former')]], gradeOf))).toBe(true);
  });

  test('of what a source merely states has no grade', () => {
    expect(plain([number(11), number(2)])).toBe('◐ e2 e11');
  });

  test('holds the sources cited, rising, each once', () => {
    expect(evidenceOf([[cited(6, 1)], [cited(6), number(1)]], gradeOf).sources).toEqual([1, 6]);
  });

  test('is none of words', () => {
    expect(isBare(evidenceOf([[{ kind: 'words', text: 'None' }, { kind: 'break' }]], gradeOf))).toBe(true);
    expect(isBare(evidenceFrom([], [1], gradeOf))).toBe(false);
    expect(isBare(evidenceFrom([1], [], gradeOf))).toBe(false);
  });
});

describe('numbers in a row are run together', () => {
  const all: Evidence = {
    entries: [
      { grade: 'unconfirmed', numbers: [1, 3, 4, 5] },
      { grade: 'secondary', numbers: [2] },
    ],
    sources: [1, 2, 3, 6],
  };

  test('in characters', () => {
    expect(evidencePlain(all).replaceAll('\u00a0', ' ')).toBe('○ e1, e3–5 ◐ e2 [1–3, 6]');
  });

  test('and in markup, each end a link to its place', () => {
    const link = (anchor: string, text: string) => `<${anchor}:${text}>`;
    expect(evidenceHtml(all, link, (grade) => `(${grade})`).replaceAll('\u00a0', ' ')).toBe(
      '<span class="group">(unconfirmed) <entry-1:e1>, <span class="run"><entry-3:e3>–<entry-5:5></span></span> ' +
        '<span class="group">(secondary) <entry-2:e2></span> · ' +
        '[<span class="run"><source-1:1>–<source-3:3></span>, <source-6:6>]',
    );
  });

  test('two neighbours as well, but not across a gap', () => {
    const of = (...numbers: number[]) =>
      evidencePlain({ entries: [{ grade: undefined, numbers }], sources: [] });
    expect(of(7, 8)).toBe('e7–8');
    expect(of(7, 9)).toBe('e7, e9');
  });

  test('sources alone have no separator before them', () => {
    expect(evidenceHtml(evidenceFrom([], [2], gradeOf))).toBe('[<a href="#source-2">2</a>]');
    expect(evidencePlain(evidenceFrom([], [2], gradeOf))).toBe('[2]');
  });
});

test('a mark has its grade for those who see it and a name for those who hear it', () => {
  expect(evidenceHtml(evidenceFrom([1], [], () => 'primary'))).toBe(
    '<span class="group"><span class="grade primary"><span class="aside">primary document</span></span>\u00a0<a href="#entry-1">e1</a></span>',
  );
  expect(
    ['primary', 'secondary', 'unconfirmed'].map(
      (grade) => evidencePlain(evidenceFrom([1], [], () => grade as Grade))[0],
    ),
  ).toEqual(['●', '◐', '○']);
});

describe('the grade of a number on a page', () => {
  const files = {
    'trials/gamma.yaml': trialWith(
      's: { endpoint: orr, arm: a, proportion: { events: 9, of: 20 }, source: beta-2025, grade: secondary }',
    ),
    'products/p.yaml': productWith(`2024-Q1: { value: 5, source: beta-2025 }
2025-Q1: { value: 6, source: beta-2025, grade: unconfirmed }
2025-Q2: { value: 6, source: beta-2025 }
2026-Q2: { value: 7, source: beta-2025 }
2026-Q1: { value: 7, source: beta-2025 }`),
  };

  test.each([
    ['of a value as given', '{{value "alpha.orr.zor"}}', '●'],
    ['of a secondary value', '{{value "gamma.s"}}', '◐'],
    ['of an unconfirmed value', '{{value "beta.orr"}}', '○'],
    ['of an interval, that of its value', '{{value "beta.orr" show="ci"}}', '○'],
    ['of a computation, the worst of its operands', '{{gap "gamma.s" "beta.orr"}}', '○'],
    ['in any order', '{{range "beta.orr" "gamma.s"}}', '○'],
    ['a secondary operand counts too', '{{gap "alpha.orr.zor" "gamma.s"}}', '◐'],
    ['of a growth, that of its sale', '{{growth "p.2025-Q1"}}', '○'],
    ['or of its base, where that is worse', '{{growth "p.2026-Q1"}}', '○'],
  ])('%s', (_, expression, mark) => {
    const { briefing, page } = setting(expression, { files });
    expect(evidencePlain(evidenceOf([page.line(briefing.body)], page.gradeOf))).toMatch(
      new RegExp(`^${mark}`),
    );
  });
});
