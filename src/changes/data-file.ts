import { z } from 'zod';
import { type ReadJson, readJson } from '../model/json-file.ts';
import { slug } from '../model/scalars.ts';
import { grade } from '../model/source.ts';
import { type Artifact, artifact } from '../outputs/artifact.ts';
import type { DataSnapshot } from './snapshot.ts';

export const dataFile = 'data.json';

/** data.json: what the next edition is compared with. A line a fact, so that a diff of two files can be read. */
export function makeDataJson({ facts, ...rest }: DataSnapshot): Artifact {
  const lines = facts.map((fact) => `    ${JSON.stringify(fact)}`).join(',\n');
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return artifact(dataFile, 'application/json', `${head},\n  "facts": [\n${lines}\n  ]\n}\n`);
}

const owner = z.object({ id: slug, name: z.string() });

const fact = z.object({
  id: z.string(),
  subject: z.string(),
  owner: slug,
  about: z.object({ endpoint: z.string(), shape: z.string(), arms: z.array(z.string()) }),
  endpoint: z.string(),
  arms: z.array(z.string()).exactOptional(),
  landmark: z.string().exactOptional(),
  subgroup: z.string().exactOptional(),
  population: z.string().exactOptional(),
  threshold: z.string().exactOptional(),
  assay: z.string().exactOptional(),
  assessor: z.string().exactOptional(),
  timing: z.string().exactOptional(),
  cut: z
    .object({
      id: z.string(),
      label: z.string(),
      followUp: z.string().exactOptional(),
      date: z.string().exactOptional(),
    })
    .exactOptional(),
  value: z.string(),
  estimate: z.string(),
  details: z.record(z.string(), z.string()),
  state: z.enum(['value', 'expected', 'not reached', 'not estimable', 'not reported']),
  grade,
  sources: z.array(z.object({ id: z.string(), title: z.string(), locator: z.string().exactOptional() })),
  used: z.boolean(),
});

const dataSchema = z.object({
  schema: z.literal(1),
  edition: z.string(),
  trials: z.array(owner),
  facts: z.array(fact),
});

const otherSchema = z.object({ schema: z.int().min(2) });

/** Undefined of data that another version of the tool wrote, in a form that this one does not know. */
export function readDataJson(bytes: Uint8Array): ReadJson<DataSnapshot> | undefined {
  return 'value' in readJson(bytes, otherSchema) ? undefined : readJson(bytes, dataSchema);
}
