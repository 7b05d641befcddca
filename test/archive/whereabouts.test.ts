import { describe, expect, test } from 'vitest';
import { findBytes, whatCameAfter } from '../../src/archive/naming.ts';
import { reportAltered, reportSealed, reportUnknown } from '../../src/cli/verify.ts';
import { revisionOf } from './revisions.ts';

function page(sha256: string, path = 'index.html') {
  return { files: [{ path, mediaType: 'text/html', bytes: 1, sha256 }] };
}

const correction = { kind: 'erratum' as const, reason: 'A name was misspelt.' };
const archive = [
  revisionOf('2026-02-02-depth', 1, { ...page('a'), series: 'Myeloma', sequence: 1 }),
  revisionOf('2026-03-03-sales', 1, { ...page('b'), series: 'Myeloma', sequence: 2 }),
  revisionOf('2026-02-02-depth', 2, { ...page('a'), series: 'Myeloma', sequence: 3, correction }),
  revisionOf('2026-04-04-other', 1, { ...page('c'), sequence: 4 }),
];
const [first, sales, second, other] = archive as [
  (typeof archive)[0],
  (typeof archive)[0],
  (typeof archive)[0],
  (typeof archive)[0],
];

describe('bytes', () => {
  test('are found wherever they were sealed', () => {
    expect(findBytes('a', archive).map(({ revision }) => revision.folder)).toEqual([
      first.folder,
      second.folder,
    ]);
    expect(findBytes('z', archive)).toEqual([]);
  });

  test('that lie in two revisions are of the newer one', () => {
    expect(reportSealed(findBytes('a', archive), archive).lines).toEqual([
      'exactly what was sealed on 2026-02-02 as depth/2026-02-02/r1/index.html',
      'exactly what was sealed on 2026-02-02 as depth/2026-02-02/r2/index.html',
      'this revision is an erratum: A name was misspelt.',
      'the newest revision of its edition',
      'a later edition is sales/2026-03-03/r1: About sales',
    ]);
  });
});

describe('what came after', () => {
  test('a revision: its corrections, and a later edition of the series', () => {
    expect(whatCameAfter(first, archive)).toEqual({ corrections: [second], laterEdition: sales });
    expect(whatCameAfter(sales, archive)).toEqual({ corrections: [], laterEdition: undefined });
    expect(whatCameAfter(other, archive)).toEqual({ corrections: [], laterEdition: undefined });
  });

  test('an edition without a series: a later one of its slug, in its newest revision', () => {
    const again = [5, 6].map((sequence) => revisionOf('2026-05-05-other', sequence - 4, { sequence }));
    expect(whatCameAfter(other, [...archive, ...again]).laterEdition).toBe(again[1]);
  });
});

describe('a file that was never sealed', () => {
  const other = 'not a file of this archive: these bytes were never sealed in it';

  test('and says nothing', () => {
    expect(reportAltered(undefined, archive)).toEqual({
      state: 'other',
      lines: [other, 'it does not say which edition it is'],
    });
  });

  test('and claims to be an edition of the archive', () => {
    const { lines } = reportAltered({ edition: '2026-02-02-depth', revision: 'r1' }, archive);
    expect(lines).toEqual([
      other,
      'it claims to be 2026-02-02-depth, r1: a draft, or changed since',
      'see depth/2026-02-02/r2, the newest',
    ]);
  });

  test('and claims to be one that is not there', () => {
    const { lines } = reportAltered({ edition: '2026-02-02-breadth' }, archive);
    expect(lines[2]).toBe('the archive has no such edition');
  });

  test('is vouched for by nothing where there is no archive', () => {
    expect(reportUnknown({ edition: '2026-02-02-depth' }, 'out/archive').lines[1]).toContain(
      'that cannot be verified without an archive',
    );
    expect(reportUnknown(undefined, 'out/archive').state).toBe('unknown');
  });
});
