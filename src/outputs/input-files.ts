import type { Loaded } from '../content/load.ts';
import { sha256 } from './artifact.ts';

/** Hash of each file of a content folder by its key. */
export function hashesOf({ files, designs }: Pick<Loaded, 'files' | 'designs'>): Map<string, string> {
  return new Map([...files, ...designs].map(({ key, text }) => [key, sha256(text)]));
}

/** Files that every edition depends on. */
export function isShared(key: string): boolean {
  return /^(?:house\.yaml|endpoints\.yaml|sources.*|templates\/.*|[^/]*\.svg)$/.test(key);
}
