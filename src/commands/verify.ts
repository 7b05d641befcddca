import { statSync } from 'node:fs';
import path from 'node:path';
import { readArchive } from '../adapters/archive-disk.ts';
import { readPlainFile } from '../adapters/plain-file.ts';
import { type PublicKey, readPublicKey } from '../archive/signature.ts';
import { findBytes } from '../archive/whereabouts.ts';
import { sha256 } from '../outputs/artifact.ts';
import { readStatedEdition } from '../outputs/claim.ts';
import { count } from '../report.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';
import { type Verified, verifyArchive, verifyFolder } from './verify-archive.ts';
import { reportAltered, reportSealed, reportUnknown } from './verify-file.ts';

export interface VerifyOptions {
  out: string;
  archive?: string;
  /** Files with public keys. */
  key?: string[];
  head?: string;
}

/** Verifies that an archive, or a single file, is exactly what was sealed. */
export async function runVerify(
  what: string | undefined,
  options: VerifyOptions,
  console: Console,
  place: ProjectPaths,
): Promise<number> {
  const archive = archiveNamed(options, place);
  const asked = what === undefined ? archive : folderNamed(what, place);
  const kind = statSync(asked.folder, { throwIfNoEntry: false });
  if (kind?.isFile()) return checkFile(asked, archive, console);
  const keys = (options.key ?? []).map((file) => readKeyFile(file, place));
  if (kind?.isDirectory()) return checkArchive(asked, { keys, head: options.head }, console);
  return misnamed(
    `there is neither a file nor a folder ${asked.shownAs}; name the archive: verify <folder>`,
    console,
  );
}

function misnamed(error: string, console: Console): number {
  console.warn(error);
  return exit.usage;
}

type Named = ReturnType<typeof folderNamed>;

function readKeyFile(file: string, { cwd }: ProjectPaths): PublicKey {
  return readPublicKey(readPlainFile(path.resolve(cwd, file), { limit: 100_000 }).toString('utf8'), file);
}

async function checkArchive(
  { folder, shownAs }: Named,
  trust: { keys: PublicKey[]; head: string | undefined },
  console: Console,
): Promise<number> {
  const progress = (done: number, all: number) => {
    if (done % 200 === 0) console.progress(`${done}/${all} files`);
  };
  const alone = await verifyFolder(folder, { ...trust, progress });
  const verified = alone ?? (await verifyArchive(folder, { ...trust, progress }));
  const { revisions, flaws, files, bytes } = verified;
  if (revisions.length === 0 && flaws.every(({ kind }) => kind === 'extra')) {
    return misnamed(`${shownAs}/ is not an archive: nothing was ever sealed there`, console);
  }
  const newest = revisions.at(-1);
  const head = newest && { sequence: newest.manifest.sequence, folder: newest.folder, sha256: newest.hash };
  if (console.json) {
    const counts = { revisions: revisions.length, files, bytes };
    const document = { schema: 1, command: 'verify', archive: shownAs, ...counts, head, flaws };
    console.result(JSON.stringify(document, null, 2));
  } else for (const line of describe(verified, shownAs)) console.result(line);
  if (alone)
    console.info(
      'only this sealed folder was checked; whether its manifest was changed or it was followed, only the archive can show',
    );
  return flaws.length === 0 ? exit.done : exit.failed;
}

function describe({ revisions, flaws, files, bytes }: Verified, shownAs: string): string[] {
  const editions = new Set(revisions.map(({ manifest }) => manifest.id)).size;
  const counts = `${count(revisions.length, 'revision')} of ${count(editions, 'edition')}`;
  const size = `${count(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const signed = revisions.filter(({ manifest }) => manifest.key !== undefined).length;
  const newest = revisions.at(-1);
  return [
    ...flaws.map(({ kind, where, message }) => `${kind.padEnd(10)} ${where}  ${message}`),
    ...(flaws.length > 0 ? [''] : []),
    `${shownAs}/: ${counts}, ${size}, ${signed === 0 ? 'none' : signed} signed`,
    ...(newest ? [`newest: ${newest.folder}, manifest sha256 ${newest.hash}`] : []),
    flaws.length === 0
      ? 'every file is what was sealed'
      : `NOT what was sealed: ${count(flaws.length, 'flaw')}`,
  ];
}

/** Larger files were never sealed. */
const mostSealed = 512_000_000;

async function checkFile(file: Named, archive: Named, console: Console): Promise<number> {
  const bytes = readPlainFile(file.folder, { limit: mostSealed });
  const sealed = readArchive(archive.folder);
  const places = findBytes(sha256(bytes), sealed);
  const claim = places.length > 0 ? undefined : await readStatedEdition(bytes);
  const report =
    places.length > 0
      ? reportSealed(places, sealed)
      : sealed.length > 0
        ? reportAltered(claim, sealed)
        : reportUnknown(claim, archive.shownAs);
  if (console.json) {
    const folders = places.map(({ revision, file: { path: name } }) => `${revision.folder}/${name}`);
    const document = { file: file.shownAs, state: report.state, places: folders, claim, told: report.lines };
    console.result(JSON.stringify({ schema: 1, command: 'verify', ...document }, null, 2));
  } else {
    for (const line of report.lines) console.result(`${file.shownAs}: ${line}`);
  }
  return report.state === 'sealed' ? exit.done : exit.failed;
}
