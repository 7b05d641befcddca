import type { SealedManifest, SealedRevision } from '../../src/archive/sealed.ts';
import { sha256 } from '../../src/outputs/artifact.ts';

/** A revision as an archive gives it; `id` and the revision's number are what matters. */
export function revisionOf(id: string, revision = 1, more: Partial<SealedManifest> = {}): SealedRevision {
  const [date, slug] = [id.slice(0, 10), id.slice(11)];
  const manifest: SealedManifest = {
    schema: 2,
    id,
    slug,
    date,
    revision,
    title: `About ${slug}`,
    dek: 'One line',
    authors: ['Editor'],
    keywords: [],
    language: 'en',
    dataAsOf: date,
    trials: [],
    published: date,
    inputs: [],
    tool: { trialbrief: '1', node: '24', browser: 'none', files: '' },
    files: [],
    sequence: revision,
    previous: null,
    ...more,
  };
  return { manifest, hash: sha256(JSON.stringify(manifest)), folder: `${slug}/${date}/r${revision}` };
}
