import { sha256 } from '../../src/outputs/artifact.ts';
import type { EditionMetadata, SealedManifest, SealedRevision } from '../../src/outputs/sealed.ts';

/** What is sealed of an invented edition; `id` and the revision's number are what matters. */
export function factsOf(id: string, revision = 1): EditionMetadata {
  const [date, slug] = [id.slice(0, 10), id.slice(11)];
  return {
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
  };
}

/** A revision as an archive gives it. */
export function revisionOf(id: string, revision = 1, more: Partial<SealedManifest> = {}): SealedRevision {
  const facts = factsOf(id, revision);
  const manifest: SealedManifest = {
    schema: 2,
    ...facts,
    files: [],
    sequence: revision,
    previous: null,
    ...more,
  };
  const folder = `${facts.slug}/${facts.date}/r${revision}`;
  return { manifest, hash: sha256(JSON.stringify(manifest)), folder };
}
