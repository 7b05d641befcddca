import { describe, expect, test } from 'vitest';
import { findOrigin, lintEach } from '../../../src/evidence/lint/lint.ts';

/** `file+offset+length` where the first stray of a text is found among others. */
function originOf(page: string, ...texts: string[]): string | undefined {
  const [stray] = lintEach([{ where: 'text', segments: [{ kind: 'text', text: page }] }])[0]?.strays ?? [];
  const filed = texts.map((text, index) => ({
    text,
    at: (offset: number, length = 1) => ({ file: String(index), line: 1, column: offset, length }),
  }));
  const place = stray && findOrigin(stray, filed);
  return place && `${place.file}+${place.column}+${place.length}`;
}

describe('the text in which a number was written', () => {
  test('is the one that holds what stands around it', () => {
    expect(originOf('Arm A, 71% of all · phase 3', 'Arm B, 71% of all', 'Arm A, 71% of all')).toBe('1+7+3');
  });

  test('may be broken into lines, and marked', () => {
    expect(originOf('It was 71% in the arm', 'It\n  was *71%*\n  in the arm\n')).toBe('0+10+3');
  });

  test('may hold more, or begin otherwise', () => {
    expect(originOf('Sales, 71% worldwide, as told', 'sales, 71% worldwide, as told; more')).toBe('0+7+3');
  });

  test('is no number alone, and none that stands among other words', () => {
    expect(originOf('It was 71% in the arm', '71%', '71', 'Reached 71% of them')).toBe(undefined);
  });
});
