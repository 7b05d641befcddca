import { describe, expect, test } from 'vitest';
import { coverageLine, type LintSegment, lintTexts } from '../../../src/evidence/lint/lint.ts';

const typed = (text: string): LintSegment => ({ kind: 'text', text });
const bound = (text: string): LintSegment => ({ kind: 'bound', text });
const waived = (text: string): LintSegment => ({ kind: 'waived', text, reason: 'a rule of thumb' });

function unsourced(...segments: LintSegment[]): string[] {
  return lintTexts([{ where: 'text', segments }]).unsourced.map(({ text }) => text);
}

describe('bound numbers', () => {
  test('are taken away', () => {
    expect(unsourced(typed('ORR was '), bound('92.9%'), typed(' in MAIA.'))).toEqual([]);
  });

  test('do not lend their source to what stands beside them', () => {
    expect(unsourced(bound('118'), typed('/368 patients'))).toEqual(['368']);
    expect(unsourced(typed('20–'), bound('30'), typed('%'))).toEqual(['20']);
    expect(unsourced(typed('about twice '), bound('32.1%'))).toEqual(['twice']);
    expect(unsourced(typed('half of '), bound('368'))).toEqual(['half']);
    expect(unsourced(typed('All of the '), bound('20'), typed(' patients'))).toEqual([]);
  });

  test('keep their own words: a fold, an about, a unit', () => {
    expect(unsourced(bound('2.1'), typed('-fold'))).toEqual([]);
    expect(unsourced(typed('about '), bound('20'))).toEqual([]);
    expect(unsourced(typed('phase '), bound('3'))).toEqual([]);
  });

  test('make a number of the name that they touch', () => {
    expect(unsourced(typed('CD'), bound('3'), typed('8'))).toEqual(['8']);
    expect(unsourced(typed('phase 2'), bound('5'))).toEqual(['2']);
    expect(unsourced(bound('7'), typed('1%'))).toEqual(['1%']);
  });

  test('turn an idiom into a share', () => {
    expect(unsourced(typed('one of '), bound('20'), typed(' patients'))).toEqual(['one of …']);
    expect(unsourced(typed('one of the reasons'))).toEqual([]);
  });
});

describe('the count', () => {
  const result = lintTexts([
    {
      where: 'text',
      segments: [
        typed('In phase 3, on 5 May 2026, with CD38, '),
        bound('92.9%'),
        bound(''),
        bound('not reached'),
        typed(' and two-sided; '),
        waived('9 in 10'),
        typed(' 71%'),
      ],
    },
    { where: 'figure depth, alternative text', segments: [typed('ORR was 71% in the control arm')] },
  ]);

  test('tells traced, names and dates, and waived numbers apart', () => {
    expect(result.counts).toEqual({ numbers: 8, traced: 2, stated: 0, names: 3, waived: 1 });
  });

  test('leaves the unsourced ones with where they stand', () => {
    expect(result.unsourced).toEqual([
      { text: '71%', where: 'text', why: 'a number', protocol: false },
      { text: '71%', where: 'figure depth, alternative text', why: 'a number', protocol: false },
    ]);
  });

  test('is said in one line', () => {
    expect(coverageLine({ numbers: 214, traced: 201, stated: 0, names: 9, waived: 4 })).toBe(
      '214 numbers: 201 traced, 9 names and dates, 4 waived',
    );
    expect(coverageLine({ numbers: 3, traced: 2, stated: 0, names: 0, waived: 0 })).toBe(
      '3 numbers: 2 traced, 0 names and dates, 0 waived, 1 unsourced',
    );
    expect(coverageLine({ numbers: 7, traced: 2, stated: 3, names: 1, waived: 0 })).toBe(
      '7 numbers: 2 traced, 3 stated by a cited source, 1 names and dates, 0 waived, 1 unsourced',
    );
    expect(coverageLine(result.counts)).toBe('8 numbers: 2 traced, 3 names and dates, 1 waived, 2 unsourced');
  });
});

test('the place is that of the number in the author’s file', () => {
  const at = (line: number) => (offset: number) => ({ file: 'b.md', line, column: offset + 1 });
  const segments: LintSegment[] = [
    { kind: 'text', text: 'First ', at: at(1) },
    bound('92.9%'),
    { kind: 'text', text: ' then **two** thirds', at: at(2) },
  ];
  const [found] = lintTexts([{ where: 'text', segments }]).unsourced;
  expect(found).toMatchObject({ text: 'two thirds', place: { file: 'b.md', line: 2, column: 9 } });
});

test('a number that begins right after a bound one has its own place', () => {
  const segments: LintSegment[] = [
    bound('118'),
    { kind: 'text', text: '71%', at: (offset) => ({ file: 'b.md', line: 3, column: offset + 1 }) },
  ];
  const [found] = lintTexts([{ where: 'text', segments }]).unsourced;
  expect(found?.place).toEqual({ file: 'b.md', line: 3, column: 1 });
});
