import { z } from 'zod';
import { type ReadJson, readJson } from '../model/json-file.ts';
import { date, slug } from '../model/scalars.ts';
import type {
  ArchiveHead,
  EditionMetadata,
  SealedFile,
  SealedManifest,
  SealedRevision,
} from '../outputs/sealed.ts';

/** The manifest of a revision that is sealed next after `head`, not signed yet. */
export function nextManifest(
  facts: EditionMetadata,
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

const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected a sha256 in hexadecimal' });
const number = z.int().min(1).max(1_000_000_000);

/** Relative, with forward slashes, down and never up, and a name on every system. */
const filePath = z
  .string()
  .max(1000)
  .refine((name) => name.split('/').every(isName), { error: 'expected a path inside the folder' });

function isName(part: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /^[^\\:\u0000-\u001f\u007f]{1,255}$/.test(part) && part !== '.' && part !== '..';
}

const named = z.object({ path: filePath, sha256: hash });

const manifestSchema = z
  .object({
    schema: z.literal(2),
    id: z.string(),
    slug,
    date,
    revision: number,
    title: z.string(),
    dek: z.string(),
    series: z.string().exactOptional(),
    authors: z.array(z.string()),
    keywords: z.array(z.string()),
    language: z.string(),
    dataAsOf: date,
    trials: z.array(z.object({ id: slug, name: z.string() })),
    published: date,
    correction: z
      .object({ kind: z.enum(['correction', 'erratum', 'retraction']), reason: z.string() })
      .exactOptional(),
    inputs: z.array(named),
    tool: z.object({ trialbrief: z.string(), node: z.string(), browser: z.string(), files: z.string() }),
    files: z.array(named.extend({ mediaType: z.string(), bytes: z.int().min(0) })),
    sequence: number,
    previous: hash.nullable(),
    key: hash.exactOptional(),
  })
  .refine(({ id, date: day, slug: name }) => id === `${day}-${name}`, {
    path: ['id'],
    error: 'expected its date and slug',
  })
  .refine(({ files }) => new Set(files.map(({ path }) => path)).size === files.length, {
    path: ['files'],
    error: 'one path is listed twice',
  });

/** A complete manifest, possibly written by someone else: its ids and paths cannot lead outside the archive. */
export function parseManifest(bytes: Uint8Array): ReadJson<SealedManifest> {
  return readJson(bytes, manifestSchema);
}

const headSchema = z.object({
  schema: z.literal(1),
  sequence: number,
  folder: filePath,
  manifest: hash,
});

export function parseHead(bytes: Uint8Array): ReadJson<ArchiveHead> {
  return readJson(bytes, headSchema);
}
