import { type Artifact, artifact, sha256 } from './artifact.ts';

/** A file that an edition was made from. */
export interface Input {
  path: string;
  sha256: string;
}

/** Versions of everything that shapes the bytes of an edition. */
export interface ToolVersions {
  trialbrief: string;
  node: string;
  browser: string;
  /** Hash of the tool's own files, templates and fonts. */
  files: string;
}

export interface EditionFacts {
  id: string;
  edition: string;
  series?: string;
  title: string;
  date: string;
  dataAsOf: string;
  inputs: Input[];
  tool: ToolVersions;
}

/** manifest.json: what the edition holds and what it was made from. It does not list itself. */
export function makeManifest(facts: EditionFacts, artifacts: Artifact[]): Artifact {
  const files = artifacts.map(({ path, mediaType, bytes }) => ({
    path,
    mediaType,
    bytes: bytes.length,
    sha256: sha256(bytes),
  }));
  const manifest = { schema: 1, ...facts, files };
  return artifact('manifest.json', 'application/json', `${JSON.stringify(manifest, null, 2)}\n`);
}
