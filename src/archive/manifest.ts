import type { ArchiveHead, SealedFacts, SealedFile, SealedManifest, SealedRevision } from './sealed.ts';

/** The manifest of a revision that is sealed next after `head`, not signed yet. */
export function nextManifest(
  facts: SealedFacts,
  files: SealedFile[],
  head: SealedRevision | undefined,
): SealedManifest {
  return {
    schema: 2,
    ...facts,
    files,
    sequence: (head?.manifest.sequence ?? 0) + 1,
    previous: head?.hash ?? null,
  };
}

/** A manifest or head as it is written, hashed and signed. */
export function toJsonFile(value: SealedManifest | ArchiveHead): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

export function headOf({ folder, hash, manifest }: SealedRevision): ArchiveHead {
  return { schema: 1, sequence: manifest.sequence, folder, manifest: hash };
}

/** A manifest that says everything that one has to say; undefined of anything else. */
export function parseManifest(bytes: Uint8Array): SealedManifest | undefined {
  const found = parseObject<SealedManifest>(bytes);
  return found && found.schema === 2 && isWhole(found) ? found : undefined;
}

export function parseHead(bytes: Uint8Array): ArchiveHead | undefined {
  const head = parseObject<ArchiveHead>(bytes);
  const isHead =
    head?.schema === 1 &&
    Number.isInteger(head.sequence) &&
    typeof head.folder === 'string' &&
    typeof head.manifest === 'string';
  return isHead ? head : undefined;
}

function parseObject<T>(bytes: Uint8Array): T | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

function isWhole(manifest: SealedManifest): boolean {
  const { id, slug, date, title, published, previous, key } = manifest;
  const texts = [id, slug, date, title, published, previous ?? '', key ?? ''];
  const counts = [manifest.revision, manifest.sequence];
  return (
    texts.every((text) => typeof text === 'string') &&
    counts.every((count) => Number.isInteger(count) && count > 0) &&
    areNamedHashes(manifest.files) &&
    areNamedHashes(manifest.inputs)
  );
}

function areNamedHashes(list: unknown): boolean {
  const isNamedHash = (one: { path?: unknown; sha256?: unknown } | null) =>
    typeof one?.path === 'string' && typeof one.sha256 === 'string';
  return Array.isArray(list) && list.every(isNamedHash);
}
