import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArchive } from '../../src/archive/disk.ts';
import { readSigner, type Signer } from '../../src/archive/signature.ts';
import { acquireArchive, sealRevision } from '../../src/cli/publishing.ts';
import { artifact, sha256 } from '../../src/outputs/artifact.ts';
import type { EditionMetadata, SealedRevision } from '../../src/outputs/sealed.ts';
import type { Publication } from '../../src/publish.ts';
import { factsOf } from './revisions.ts';

/** A small edition that is ready to be sealed; `text` is what its files say. */
export function publicationOf(
  id: string,
  { revision = 1, text = id, ...more }: Partial<EditionMetadata> & { text?: string } = {},
): Publication {
  const input = artifact('inputs/house.yaml', 'application/yaml', `publication: ${text}\n`);
  return {
    facts: {
      ...factsOf(id, revision),
      inputs: [{ path: 'house.yaml', sha256: sha256(input.bytes) }],
      ...more,
    },
    files: [artifact('index.html', 'text/html', `<p>${text}, r${revision}</p>`), input],
  };
}

/** Seals as a publisher does who looked at the archive just before. */
export function publish(archive: string, publication: Publication, signer?: Signer): SealedRevision {
  const seen = readArchive(archive);
  using _held = acquireArchive(archive);
  return sealRevision(archive, publication, { seen, signer });
}

/** An empty folder for an archive. */
export function newArchive(): string {
  return mkdtempSync(path.join(tmpdir(), 'trialbrief-archive-'));
}

/** Sealed folders are read-only, which stops everybody but root from removing what is in them. */
export function removeArchive(archive: string): void {
  for (const folder of foldersIn(archive)) chmodSync(folder, 0o755);
  rmSync(archive, { recursive: true });
}

function foldersIn(folder: string): string[] {
  chmodSync(folder, 0o755);
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap(({ name }) => foldersIn(path.join(folder, name)))];
}

/** The texts of all files under a folder, hidden ones too, by path. */
export function textsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'latin1')]));
}

/** Made for these tests and used nowhere else. */
export function testSigner(pem: string): Signer {
  return readSigner(pem, 'test key');
}
