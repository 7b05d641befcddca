import { describe, expect, test } from 'vitest';
import { findEdition, suggestEditions } from '../../src/archive/naming.ts';
import { revisionOf } from './revisions.ts';

const archive = [
  revisionOf('2026-02-02-depth'),
  revisionOf('2026-03-02-depth'),
  revisionOf('2026-03-02-sales'),
  revisionOf('2026-02-02-depth', 2),
  revisionOf('2026-03-02-depth', 2),
  ...Array.from({ length: 9 }, (_, index) => revisionOf('2026-03-02-depth', index + 3)),
];

function folderOf(name: string): string | undefined {
  return findEdition(name, archive)?.revision.folder;
}

describe('an edition of an archive is named', () => {
  test.each([
    ['2026-02-02-depth', 'depth/2026-02-02/r2'],
    ['depth', 'depth/2026-03-02/r11'],
    ['depth/2026-02-02', 'depth/2026-02-02/r2'],
    ['depth/2026-02-02/r1', 'depth/2026-02-02/r1'],
    ['depth/2026-02-02/r1/', 'depth/2026-02-02/r1'],
    ['sales', 'sales/2026-03-02/r1'],
  ])('%s', (name, folder) => {
    expect(folderOf(name)).toBe(folder);
  });

  test('with all its revisions, oldest first', () => {
    const revisions = findEdition('depth/2026-03-02/r4', archive)?.revisions;
    expect(revisions?.map(({ manifest }) => manifest.revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test.each(['dept', 'depth/2026-04-02', 'depth/2026-02-02/r9', '', '/', '2026-02-02'])(
    'not by ‘%s’',
    (name) => {
      expect(folderOf(name)).toBeUndefined();
    },
  );
});

describe('a name that fits none', () => {
  test.each([
    ['dept', 'did you mean ‘depth’?'],
    ['2026-02-03-depth', 'did you mean ‘2026-02-02-depth’?'],
    ['sales/2026-03-03', 'did you mean ‘sales/2026-03-02’?'],
    ['depth/2026-02-02/r9', 'the newest revision is ‘depth/2026-02-02/r2’'],
    ['nothing like it', 'known: depth, sales'],
  ])('%s', (name, hint) => {
    expect(suggestEditions(name, archive)).toEqual([hint]);
  });

  test('in an empty archive', () => {
    expect(suggestEditions('depth', [])).toEqual(['the archive is empty; publish an edition first']);
  });
});
