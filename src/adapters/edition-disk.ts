import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** manifest.json and data.json of an edition in a folder; undefined where one of them is missing or no JSON. */
export function readEditionFiles(folder: string): { manifest: unknown; data: Uint8Array } | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    return { manifest, data: readFileSync(path.join(folder, 'data.json')) };
  } catch {
    return undefined;
  }
}

/** Names of the folders of drafts, oldest first; none where there is no such folder. */
export function draftsIn(out: string): string[] {
  try {
    return readdirSync(out)
      .filter((name) => /^\d{4}-\d{2}-\d{2}-/.test(name))
      .sort();
  } catch {
    return [];
  }
}
