import { describe, expect, test } from 'vitest';
import { type Diagnostic, inReadingOrder, problem, warning } from '../src/diagnostics.ts';
import { countDiagnostics, reportDiagnostics } from '../src/report.ts';

function report(diagnostic: Diagnostic, text = '', colour = false): string {
  return reportDiagnostics([diagnostic], { colour, readSource: () => text });
}

function at(line: number, column: number, length?: number) {
  return { file: 'f.yaml', line, column, ...(length && { length }) };
}

/** The part of the framed line that the carets stand under. */
function underlined(reported: string): string {
  const lines = reported.split('\n');
  const carets = lines.findIndex((line) => /^\s*\| *\^+$/.test(line));
  const [from, to] = [lines[carets]?.indexOf('^') ?? 0, lines[carets]?.lastIndexOf('^') ?? 0];
  return lines[carets - 1]?.slice(from, to + 1) ?? '';
}

describe('the frame', () => {
  test.each([
    ['a word', 'name: ALPHA', at(1, 7, 5), 'ALPHA'],
    ['the first column', 'name: ALPHA', at(1, 1, 4), 'name'],
    ['the last column', 'name: ALPHA', at(1, 11), 'A'],
    ['far to the right', `${'x'.repeat(300)}HERE${'y'.repeat(300)}`, at(1, 301, 4), 'HERE'],
    ['after a tab', 'a:\tHERE', at(1, 4, 4), 'HERE'],
    ['after a control character', 'a\u0007 HERE', at(1, 4, 4), 'HERE'],
    ['after a character outside the basic plane', '🧪 HERE', at(1, 4, 4), 'HERE'],
    ['no further than the line', 'name: ALPHA', at(1, 7, 99), 'ALPHA'],
  ])('underlines %s', (_, text, place, expected) => {
    expect(underlined(report(problem('c', 'm', place), text))).toBe(expected);
  });

  test('shows the line before, unless it is empty', () => {
    expect(report(problem('c', 'm', at(2, 1)), 'one\ntwo\nthree')).toContain('  1 | one\n  2 | two\n');
    expect(report(problem('c', 'm', at(3, 1)), 'one\n\nthree')).not.toContain('2 |');
  });

  test('reads and splits a file once, however many diagnostics point into it', () => {
    let [reads, splits] = [0, 0];
    const text = Object.assign(new String('one\ntwo'), {
      split: (by: RegExp) => {
        splits += 1;
        return 'one\ntwo'.split(by);
      },
    }) as unknown as string;
    const readSource = () => {
      reads += 1;
      return text;
    };
    const related = [{ message: 'there', place: at(2, 1) }];
    const many = Array.from({ length: 50 }, () => problem('c', 'm', at(1, 1), { related }));
    expect(reportDiagnostics(many, { colour: false, readSource })).toContain('  1 | one');
    expect([reads, splits]).toEqual([1, 1]);
  });

  test.each(['\n', '\r\n'])('counts lines that end with %j', (end) => {
    expect(report(problem('c', 'm', at(2, 1, 3)), ['one', 'two'].join(end))).toContain('  2 | two\n');
  });

  test('keeps numbers of lines aligned', () => {
    const text = 'x\n'.repeat(12);
    expect(report(problem('c', 'm', at(10, 1)), text)).toContain('   9 | x\n  10 | x\n     | ^');
  });

  test('is left out for a file that cannot be read and for a line that is not there', () => {
    const options = { colour: false, readSource: () => undefined };
    expect(reportDiagnostics([problem('c', 'm', at(1, 1))], options)).toBe('error c f.yaml:1:1\n  m\n');
    expect(report(problem('c', 'm', at(9, 1)), 'one')).not.toContain('|');
  });

  test('underlines the right word after a terminal sequence in the author’s text', () => {
    expect(underlined(report(problem('c', 'm', at(1, 11, 4)), 'a\u001b[31mred HERE'))).toBe('HERE');
  });
});

describe('nothing that an author writes reaches the terminal as a command', () => {
  const hostile = 'a\u001b[31m\u202e\u0007\ue000b';
  const forbidden = /[\p{Co}\p{Cf}]|(?!\n)\p{Cc}/u;

  test('in the message, the hints and the frame', () => {
    const diagnostic = problem('c', hostile, at(1, 1), { hints: [hostile] });
    expect(report(diagnostic, hostile)).not.toMatch(forbidden);
  });

  test('in the name of a file', () => {
    expect(report(problem('c', 'm', { ...at(1, 1), file: hostile }))).not.toMatch(forbidden);
  });
});

test('other places are shown after the first, with frames of their own', () => {
  const related = [{ message: 'the other', place: at(2, 1, 3) }];
  expect(report(problem('c', 'm', at(1, 1, 3), { related, hints: ['do this'] }), 'one\ntwo')).toBe(
    'error c f.yaml:1:1\n  m\n  1 | one\n    | ^^^\n  the other: f.yaml:2:1\n  1 | one\n  2 | two\n    | ^^^\n  hint do this\n',
  );
});

test('colours are written only when asked for', () => {
  const diagnostic = problem('c', 'm', at(1, 1), { hints: ['h'] });
  expect(report(diagnostic, 'x', false)).not.toContain('\u001b');
  expect(report(diagnostic, 'x', true)).toContain('\u001b[31m');
});

test('diagnostics are counted in words', () => {
  const [error, other] = [problem('c', 'm', at(1, 1)), problem('c', 'm', { ...at(1, 1), file: 'g' })];
  const small = warning('c', 'm', at(1, 1));
  expect(countDiagnostics([error])).toBe('1 error in 1 file');
  expect(countDiagnostics([error, other, small])).toBe('2 errors and 1 warning in 2 files');
  expect(countDiagnostics([small])).toBe('1 warning in 1 file');
});

test('diagnostics come in reading order, each once', () => {
  const places = [at(2, 1), at(10, 1), at(2, 3), { ...at(9, 9), file: 'a.yaml' }];
  const all = places.map((place) => problem('c', 'm', place));
  const again = problem('c', 'm', at(2, 1));
  expect(
    inReadingOrder([...all, again]).map(({ place }) => `${place.file}:${place.line}:${place.column}`),
  ).toEqual(['a.yaml:9:9', 'f.yaml:2:1', 'f.yaml:2:3', 'f.yaml:10:1']);
});
