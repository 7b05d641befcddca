import type { DataSnapshot } from '../changes/snapshot.ts';
import { type Artifact, artifact } from './artifact.ts';

export const dataFile = 'data.json';

/** data.json: what the next edition is compared with. A line a fact, so that a diff of two files can be read. */
export function makeDataJson({ facts, ...rest }: DataSnapshot): Artifact {
  const lines = facts.map((fact) => `    ${JSON.stringify(fact)}`).join(',\n');
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return artifact(dataFile, 'application/json', `${head},\n  "facts": [\n${lines}\n  ]\n}\n`);
}

/** Undefined when it is none that this tool can read. */
export function readDataJson(bytes: Uint8Array): DataSnapshot | undefined {
  try {
    const found = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<DataSnapshot> | null;
    const isWhole = found?.schema === 1 && Array.isArray(found.trials) && Array.isArray(found.facts);
    return isWhole ? (found as DataSnapshot) : undefined;
  } catch {
    return undefined;
  }
}
