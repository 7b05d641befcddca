import { describe, expect, test } from 'vitest';
import { lintEach, mostPlaced } from '../../../src/evidence/lint/lint.ts';
import { findQuantities } from '../../../src/evidence/lint/quantities.ts';

// Each of these took minutes, or more stack than there is, when reading it was quadratic.
describe('text dense in digits is read in one go', () => {
  test.each([
    ['numbers', '9 '.repeat(150_000), 150_000],
    ['halves of dates', '2026-04-'.repeat(12_500), 12_500],
    ['digits', '9'.repeat(100_000), 1],
    ['lists', '9,'.repeat(50_000), 50_000],
    ['ranges', '9-'.repeat(50_000), 25_000],
    ['letters and digits', 'a1'.repeat(50_000), 50_000],
    ['words', 'two '.repeat(20_000), 2_000],
    ['paragraphs', '9\n\n'.repeat(30_000), 30_000],
  ])('%s', (_, text, count) => {
    expect(findQuantities(text)).toHaveLength(count);
  });
});

test('the first hundreds of numbers are placed, and all are counted', () => {
  let placed = 0;
  const at = (offset: number) => {
    placed += 1;
    return { file: 'x.md', line: 1, column: offset + 1 };
  };
  const [found] = lintEach([{ where: 'text', segments: [{ kind: 'text', text: '9 '.repeat(5_000), at }] }]);
  expect(found?.counts.numbers).toBe(5_000);
  expect(placed).toBe(mostPlaced);
  expect(found?.strays[499]?.place?.column).toBe(999);
});

test('numbers are looked for in the names of endpoints in one go', () => {
  const [found] = lintEach(
    [{ where: 'text', segments: [{ kind: 'text', text: `${'9 '.repeat(150_000)}PASI 75 and 9` }] }],
    { names: () => ['pasi 75', 'hba1c below 7%'] },
  );
  expect(found?.counts).toMatchObject({ numbers: 150_002, names: 1 });
});
