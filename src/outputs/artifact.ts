import { createHash } from 'node:crypto';

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
