import { z } from 'zod';
import { type ReadJson, readJson } from '../model/json-file.ts';
import { date } from '../model/scalars.ts';
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

/** manifest.json: the edition's files and inputs. It does not list itself. */
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

/** What manifest.json says of an edition, be it a draft's (`edition: r1`) or a sealed one's (`revision: 1`). */
export interface ReadManifest {
  id: string;
  title: string;
  date: string;
  series?: string;
  inputs: Input[];
  edition?: string;
  revision?: number;
}

const manifestSchema = z.object({
  id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/, { error: 'expected a date and a slug' }),
  title: z.string(),
  date,
  series: z.string().exactOptional(),
  inputs: z.array(z.object({ path: z.string(), sha256: z.string() })),
  edition: z
    .string()
    .regex(/^r[1-9]\d*$/, { error: 'expected a revision such as r1' })
    .exactOptional(),
  revision: z.int().min(1).exactOptional(),
});

export function readManifestJson(bytes: Uint8Array): ReadJson<ReadManifest> {
  return readJson(bytes, manifestSchema);
}
