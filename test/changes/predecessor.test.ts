import { describe, expect, test } from 'vitest';
import { findPredecessor } from '../../src/changes/predecessor.ts';
import type { SealedManifest, SealedRevision } from '../../src/outputs/sealed.ts';

function sealed(id: string, revision = 1, series?: string): SealedRevision {
  const [date, slug] = [id.slice(0, 10), id.slice(11)];
  const manifest = { id, slug, date, revision, ...(series && { series }) } as SealedManifest;
  return { manifest, hash: `${id} r${revision}`, folder: `${slug}/${date}/r${revision}` };
}

function editionBefore(id: string, archive: SealedRevision[], series?: string): string | undefined {
  return findPredecessor({ id, slug: id.slice(11), series }, archive)?.hash;
}

describe('the edition before', () => {
  const archive = [
    sealed('2026-01-10-one', 1, 'Notes'),
    sealed('2026-02-10-two', 1, 'Notes'),
    sealed('2026-02-10-two', 2, 'Notes'),
    sealed('2026-03-10-three', 1, 'Other'),
    sealed('2026-01-10-one', 2, 'Notes'),
    sealed('2026-05-10-five', 1, 'Notes'),
  ];

  test('is the last of its series that is older, by its newest revision', () => {
    expect(editionBefore('2026-04-10-four', archive, 'Notes')).toBe('2026-02-10-two r2');
    expect(editionBefore('2026-04-10-four', archive.toReversed(), 'Notes')).toBe('2026-02-10-two r2');
  });

  test('is never itself, and there is none before the first', () => {
    expect(editionBefore('2026-02-10-two', archive, 'Notes')).toBe('2026-01-10-one r2');
    expect(editionBefore('2026-01-10-one', archive, 'Notes')).toBeUndefined();
  });

  test('without a series has the same slug; a series of the name of a slug is another thing', () => {
    const weekly = [sealed('2026-01-10-weekly'), sealed('2026-01-17-weekly'), sealed('2026-01-18-else')];
    expect(editionBefore('2026-01-24-weekly', weekly)).toBe('2026-01-17-weekly r1');
    expect(editionBefore('2026-01-24-any', weekly, 'weekly')).toBeUndefined();
  });
});
