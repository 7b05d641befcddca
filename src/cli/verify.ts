import { statSync } from 'node:fs';
import path from 'node:path';
import { type ArchiveFlaw, checkChain } from '../archive/chain.ts';
import {
  findRevisions,
  hashFiles,
  readArchive,
  readHead,
  readKeys,
  readRevision,
  readSealedFile,
  readSignature,
  type WalkedFile,
  walkFiles,
} from '../archive/disk.ts';
import { ArchiveDamaged } from '../archive/errors.ts';
import {
  compareFiles,
  headFile,
  isUnsealed,
  manifestFile,
  revisionFolder,
  sealedFolderOf,
} from '../archive/files.ts';
import { findBytes, findEdition, type SealedLocation, whatCameAfter } from '../archive/naming.ts';
import { checkSignatures, KeyRefused, type PublicKey, readPublicKey } from '../archive/signature.ts';
import { dataFile, readDataJson } from '../changes/data-file.ts';
import { readPlainFile } from '../files/files.ts';
import { messageFile, readMailMessage } from '../mail/letter.ts';
import type { ReadJson } from '../model/json-file.ts';
import { sha256 } from '../outputs/artifact.ts';
import { readStatedEdition, type StatedEdition } from '../outputs/claim.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { count } from '../report.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';

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

/** Result of verifying an archive. */
interface Verified {
  /** In the order in which they were sealed. */
  revisions: SealedRevision[];
  /** Files read, including manifests. */
  files: number;
  bytes: number;
  /** Sorted by path. */
  flaws: ArchiveFlaw[];
}

interface Trust {
  keys: readonly PublicKey[];
  /** Hash of a manifest that must exist. */
  head: string | undefined;
  /** Called with the number of files read and their total. */
  progress(done: number, all: number): void;
}

/** Hashes every sealed file of an archive, and follows its chain. */
export async function verifyArchive(archive: string, { keys, head, progress }: Trust): Promise<Verified> {
  const found = readManifests(archive);
  const walked = walkFiles(archive);
  const inside = walked.filter(({ path }) => sealedFolderOf(path) !== undefined);
  const read = await readFiles(archive, inside, progress);
  const revisions = found.revisions.toSorted((a, b) => a.manifest.sequence - b.manifest.sequence);
  const bytesOf = (folder: string) => ({
    manifest: found.bytes.get(folder) ?? Buffer.of(),
    signature: readSignature(path.join(archive, folder)),
  });
  const flaws = [
    ...found.flaws,
    ...strays(walked),
    ...comparedFiles(revisions, inside, read.hashes),
    ...unreadableContents(archive, revisions),
    ...chainFlaws(archive, revisions).filter(({ where }) => !found.unread.has(where)),
    ...checkSignatures(revisions, bytesOf, { trusted: keys, kept: keptKeys(archive) }),
    ...(head && !revisions.some(({ hash }) => hash === head) ? [headLost(head)] : []),
  ];
  return {
    revisions,
    files: read.hashes.size,
    bytes: read.bytes,
    flaws: flaws.toSorted(byPlace),
  };
}

/**
 * Hashes every file of one sealed folder, in or outside an archive; undefined when it has no manifest.
 * Whether the manifest was changed or followed only an archive shows; signatures are checked with the given
 * keys only.
 */
export async function verifyFolder(
  folder: string,
  { keys, progress }: Pick<Trust, 'keys' | 'progress'>,
): Promise<Verified | undefined> {
  const alone = readRevision(folder, '');
  if ('problem' in alone) {
    if (alone.isGone || !/[\\/]\d{4}-\d{2}-\d{2}[\\/]r[1-9]\d*$/.test(path.resolve(folder))) return undefined;
    return { revisions: [], files: 0, bytes: 0, flaws: [unreadable(manifestFile, alone.problem)] };
  }
  const { manifest, hash } = alone.revision;
  const revision = { folder: revisionFolder(manifest), manifest, hash };
  const walked = walkFiles(folder);
  const read = await readFiles(folder, walked, progress);
  const owners = new Map(manifest.files.map((file) => [file.sha256, file.path]));
  const found = walked.map(({ path }) => ({ path, sha256: read.hashes.get(path) }));
  const signed = { manifest: alone.bytes, signature: readSignature(folder) };
  const flaws = [
    ...compareFiles(revision, found, (hash) => owners.get(hash)),
    ...(keys.length > 0 ? checkSignatures([revision], () => signed, { trusted: keys, kept: [] }) : []),
  ];
  return {
    revisions: [revision],
    files: read.hashes.size,
    bytes: read.bytes,
    flaws: flaws.toSorted(byPlace),
  };
}

/** Reports an unreadable head once; the chain is then followed without it. */
function chainFlaws(archive: string, revisions: SealedRevision[]): ArchiveFlaw[] {
  const head = readHead(archive);
  if (!head || 'value' in head) return checkChain(revisions, head?.value);
  const flaws = checkChain(revisions, undefined).filter(({ where }) => where !== headFile);
  return [unreadable(headFile, head.problem), ...flaws];
}

function byPlace(a: ArchiveFlaw, b: ArchiveFlaw): number {
  return a.where < b.where ? -1 : Number(a.where > b.where);
}

function readManifests(archive: string) {
  const revisions: SealedRevision[] = [];
  const flaws: ArchiveFlaw[] = [];
  const all = new Map<string, Buffer>();
  const unread = new Set<string>();
  for (const found of findRevisions(archive)) {
    if ('problem' in found) {
      const where = `${found.folder}/${manifestFile}`;
      unread.add(found.folder);
      flaws.push(found.isGone ? lost(where) : unreadable(where, found.problem));
    } else {
      all.set(found.revision.folder, found.bytes);
      revisions.push(found.revision);
    }
  }
  return { revisions, flaws, bytes: all, unread };
}

function lost(where: string): ArchiveFlaw {
  return { kind: 'missing', where, message: 'is missing, and with it the record of what was sealed here' };
}

function unreadable(where: string, problem: string): ArchiveFlaw {
  return { kind: 'unreadable', where, message: `cannot be read: ${problem}` };
}

function headLost(head: string): ArchiveFlaw {
  const message = `no manifest of the archive has the sha256 ${head}`;
  return { kind: 'missing', where: 'the revision that you know of', message };
}

/** Files outside sealed folders that are not the site's, and anything that is not a plain file. */
function strays(walked: readonly WalkedFile[]): ArchiveFlaw[] {
  return walked
    .filter(({ path, plain }) => sealedFolderOf(path) === undefined && !(plain && isUnsealed(path)))
    .map(({ path, plain }) => ({
      kind: 'extra',
      where: path,
      message: plain ? 'was not sealed' : 'is not a plain file, and was not sealed',
    }));
}

/** Files of a revision that the tool cannot read although they are exactly what was sealed. */
function unreadableContents(archive: string, revisions: readonly SealedRevision[]): ArchiveFlaw[] {
  const readers = { [dataFile]: readDataJson, [messageFile]: readMailMessage };
  return revisions.flatMap((revision) =>
    Object.entries(readers).flatMap(([file, read]) => {
      if (!revision.manifest.files.some(({ path }) => path === file)) return [];
      const problem = problemOf(() => read(readSealedFile(archive, revision, file)));
      return problem === undefined ? [] : [unreadable(`${revision.folder}/${file}`, problem)];
    }),
  );
}

/** Also undefined for an altered file, which is reported elsewhere. */
function problemOf(read: () => ReadJson<unknown> | undefined): string | undefined {
  try {
    const found = read();
    return found && 'problem' in found ? found.problem : undefined;
  } catch (error) {
    if (error instanceof ArchiveDamaged) return undefined;
    throw error;
  }
}

async function readFiles(
  archive: string,
  walked: readonly WalkedFile[],
  progress: Trust['progress'],
): Promise<{ hashes: Map<string, string>; bytes: number }> {
  const files = walked.filter(({ plain }) => plain).map(({ path }) => path);
  const hashes = new Map<string, string>();
  let bytes = 0;
  await hashFiles(archive, files, (file, hash, length) => {
    hashes.set(file, hash);
    bytes += length;
    progress(hashes.size, files.length);
  });
  return { hashes, bytes };
}

function comparedFiles(
  revisions: readonly SealedRevision[],
  walked: readonly WalkedFile[],
  hashes: ReadonlyMap<string, string>,
): ArchiveFlaw[] {
  const owners = new Map<string, string[]>();
  for (const { folder, manifest } of revisions) {
    for (const file of manifest.files) {
      const paths = owners.get(file.sha256) ?? [];
      owners.set(file.sha256, [...paths, `${folder}/${file.path}`]);
    }
  }
  const byFolder = Map.groupBy(walked, ({ path }) => sealedFolderOf(path));
  return revisions.flatMap((revision) => {
    const { folder } = revision;
    const found = (byFolder.get(folder) ?? []).map(({ path }) => ({
      path: path.slice(folder.length + 1),
      sha256: hashes.get(path),
    }));
    const ownerOf = (hash: string) => {
      const all = owners.get(hash);
      return all?.find((path) => path.startsWith(`${folder}/`)) ?? all?.[0];
    };
    return compareFiles(revision, found, ownerOf);
  });
}

/** Skips files that are not keys or not named after their fingerprint. */
function keptKeys(archive: string): PublicKey[] {
  return readKeys(archive).flatMap(({ name, pem }) => {
    try {
      const key = readPublicKey(pem, name);
      return name === `${key.fingerprint}.pem` ? [key] : [];
    } catch (error) {
      if (error instanceof KeyRefused) return [];
      throw error;
    }
  });
}

/** Report on a single file. */
interface FileReport {
  /** `sealed`: exactly the sealed bytes; `other`: different bytes; `unknown`: no archive to compare with. */
  state: 'sealed' | 'other' | 'unknown';
  lines: string[];
}

/** Reports on a file whose bytes are in the archive: where, since when, and what followed it. */
export function reportSealed(
  places: readonly SealedLocation[],
  archive: readonly SealedRevision[],
): FileReport {
  const lines = places.map(
    ({ revision, file }) =>
      `exactly what was sealed on ${revision.manifest.published} as ${revision.folder}/${file.path}`,
  );
  const newest = places.at(-1)?.revision;
  return { state: 'sealed', lines: [...lines, ...(newest ? afterwards(newest, archive) : [])] };
}

/** Reports on a file that is not in the archive: what it claims to be, and the matching edition. */
export function reportAltered(
  claim: StatedEdition | undefined,
  archive: readonly SealedRevision[],
): FileReport {
  const other = 'not a file of this archive: these bytes were never sealed in it';
  if (!claim) return { state: 'other', lines: [other, 'it does not say which edition it is'] };
  const said = `it claims to be ${nameOf(claim)}`;
  const found = findEdition(claim.edition, archive);
  if (!found) return { state: 'other', lines: [other, said, 'the archive has no such edition'] };
  const { folder } = found.revision;
  return {
    state: 'other',
    lines: [other, `${said}: a draft, or changed since`, `see ${folder}, the newest`],
  };
}

/** Reports on a file when there is no archive to compare with. */
export function reportUnknown(claim: StatedEdition | undefined, archive: string): FileReport {
  const nobody = `there is no archive at ${archive}; name one with --archive`;
  if (!claim) return { state: 'unknown', lines: [nobody, 'the file does not say which edition it is'] };
  const said = `the file claims to be ${nameOf(claim)}; that cannot be verified without an archive`;
  return { state: 'unknown', lines: [nobody, said] };
}

function nameOf({ edition, revision }: StatedEdition): string {
  return [edition, revision].filter(Boolean).join(', ');
}

function afterwards(revision: SealedRevision, archive: readonly SealedRevision[]): string[] {
  const { corrections, laterEdition } = whatCameAfter(revision, archive);
  const own = revision.manifest.correction && [`this revision is ${correctionText(revision)}`];
  const later = laterEdition && [`a later edition is ${laterEdition.folder}: ${laterEdition.manifest.title}`];
  const superseded = corrections.map(
    (next) => `superseded on ${next.manifest.published} by ${next.folder}, ${correctionText(next)}`,
  );
  const isNewest = corrections.length === 0 ? ['the newest revision of its edition'] : [];
  return [...(own ?? []), ...superseded, ...isNewest, ...(later ?? [])];
}

const named = { correction: 'a correction', erratum: 'an erratum', retraction: 'a retraction' };

/** `an erratum: A name was misspelt.` */
function correctionText({ manifest: { correction } }: SealedRevision): string {
  return correction ? `${named[correction.kind]}: ${correction.reason}` : 'a revision without a reason';
}
