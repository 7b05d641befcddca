import { createHash } from 'node:crypto';
import type { Loaded } from '../content/files.ts';

/** One file of an edition. */
export interface Artifact {
  /** Relative to the edition's folder, with forward slashes. */
  path: string;
  mediaType: string;
  bytes: Uint8Array;
}

export function artifact(path: string, mediaType: string, content: string | Uint8Array): Artifact {
  return { path, mediaType, bytes: typeof content === 'string' ? Buffer.from(content) : content };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Hash of each file of a content folder by its key. */
export function hashesOf({ files, designs }: Pick<Loaded, 'files' | 'designs'>): Map<string, string> {
  return new Map([...files, ...designs].map(({ key, text }) => [key, sha256(text)]));
}

/** Files that every edition depends on. */
export function isShared(key: string): boolean {
  return /^(?:house\.yaml|endpoints\.yaml|sources.*|templates\/.*|[^/]*\.(?:svg|csl))$/.test(key);
}
