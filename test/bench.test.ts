import { expect, test } from 'vitest';
import { chooseSections, runSections } from '../bench/run-sections.mjs';

const rows = async () => [{ label: 'quick', passed: true }];
const all = {
  first: rows,
  broken: async () => {
    throw new Error('publish ended with 3');
  },
  last: rows,
};

test('a section that fails loses no rows of others, and each is printed when it ends', async () => {
  const printed: unknown[] = [];
  const { chosen } = chooseSections(all);
  const outcome = await runSections(
    chosen,
    (name: string, { rows: measured, error }: { rows?: unknown[]; error?: Error }) =>
      printed.push([name, measured?.length ?? error?.message]),
  );
  expect(printed).toEqual([
    ['first', 1],
    ['broken', 'publish ended with 3'],
    ['last', 1],
  ]);
  expect(outcome.rows).toHaveLength(2);
  expect(outcome.failed).toEqual(['broken']);
});

test('sections are chosen by name, in their own order', () => {
  expect(chooseSections(all, ['last', 'first']).chosen?.map(([name]) => name)).toEqual(['first', 'last']);
  expect(chooseSections(all, ['first', 'lost'])).toEqual({
    unknown: 'lost',
    names: ['first', 'broken', 'last'],
  });
});
