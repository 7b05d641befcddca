import path from 'node:path';
import { checkChain } from '../archive/chain.ts';
import { hasOtherFolders, readArchive, readHead } from '../archive/disk.ts';
import { ArchiveDamaged, Conflict } from '../archive/errors.ts';
import { headFile, keysFolder, manifestFile, revisionFolder, signatureFile } from '../archive/files.ts';
import { headOf, nextManifest, toJsonFile } from '../archive/manifest.ts';
import { inArchive, previousOf, type Release, sealedEditions } from '../archive/release.ts';
import { clearLeftovers, findFileInPlaceOf, lockArchive, replaceFile, sealFolder } from '../archive/seal.ts';
import { readSigner, type Signer, signManifest } from '../archive/signature.ts';
import { findBrowser } from '../browser/binary.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { type Composed, composeEdition } from '../build.ts';
import { asWarning, type Diagnostic, inReadingOrder, problem, warning } from '../diagnostics.ts';
import { readSecretFile } from '../files/secrets.ts';
import { namedSeries } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import { daysBetween, writeDate } from '../notation/dates.ts';
import { type Artifact, artifact, sha256 } from '../outputs/artifact.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import type { OtherEditions } from '../page/page.ts';
import { finishPublication, type Publication } from '../publish.ts';
import { archiveNamed } from './archive-folder.ts';
import { refuse } from './build.ts';
import { type Console, exit, type Stopwatch } from './console.ts';
import { type OpenContent, openContent } from './content.ts';
import { followWithSite } from './follow-with-site.ts';
import { folderNamed, isContentThere, type ProjectPaths, printDiagnostics } from './sources.ts';

export interface PublishOptions {
  content: string;
  out: string;
  /** Defaults to `<out>/archive`. */
  archive?: string;
  /** Day of sealing, YYYY-MM-DD. */
  on: string;
  /** File with the private key that signs. */
  sign?: string;
  /** The key itself, from the environment. */
  signingKey?: string | undefined;
}

/** Inputs of `publish` and `correct`: checked content, the archive, the signer. */
export interface PublishContext extends OpenContent {
  command: 'publish' | 'correct';
  content: { folder: string; shownAs: string };
  archive: { folder: string; shownAs: string };
  sealed: SealedRevision[];
  signer: Signer | undefined;
  published: string;
  console: Console;
  place: ProjectPaths;
  stopwatch: Stopwatch;
}

type Setting = Pick<PublishContext, 'command' | 'console' | 'place' | 'stopwatch'>;

/** The context, or an exit code after printing why there is none. */
export function preparePublishing(options: PublishOptions, setting: Setting): PublishContext | number {
  const { command, console, place } = setting;
  const content = folderNamed(options.content, place);
  if (!isContentThere(content, console)) return exit.usage;
  const signer = signerFrom(options, place);
  const opened = openContent(content, place);
  if ('problems' in opened) return refuse(opened.problems, { console, place }, command);
  const archive = archiveNamed(options, place);
  const sealed = readArchive(archive.folder);
  return { ...setting, ...opened, content, archive, sealed, signer, published: options.on };
}

function signerFrom({ sign, signingKey }: PublishOptions, { cwd }: ProjectPaths): Signer | undefined {
  if (sign !== undefined) return readSigner(readSecretFile(path.resolve(cwd, sign)), sign);
  return signingKey ? readSigner(signingKey, 'TRIALBRIEF_SIGNING_KEY') : undefined;
}

/**
 * compose → finish → seal: adds one revision to the archive, or none. `allow` is given the page first and
 * throws `Conflict` when it must not be sealed.
 */
export async function makeRevision(
  publishing: PublishContext,
  { briefing, release }: { briefing: Briefing; release: Release },
  allow: (composed: Composed) => void = () => {},
): Promise<number> {
  const { context, console } = publishing;
  const early = refuseEarlyDay(publishing);
  if (early !== undefined) return early;
  const ahead = datedAhead(briefing, publishing.published);
  if (ahead) return refuse([ahead], publishing, publishing.command);
  const launched = findBrowser().then((binary) => launchBrowser({ binary, notice: console.info }));
  launched.catch(() => {});
  try {
    const composed = await composeEdition(briefing, context, release);
    allow(composed);
    const made = await finishPublication(composed, publishing, {
      browser: launched,
      published: publishing.published,
    });
    if ('problems' in made) return refuse(inReadingOrder(made.problems), publishing, publishing.command);
    const feeds = context.library.house.site === undefined ? [feedsWithoutSite(publishing.content)] : [];
    return await seal(publishing, made, [
      ...context.warnings,
      ...composed.obstacles.map(asWarning),
      ...feeds,
    ]);
  } finally {
    const browser = await launched.catch(() => undefined);
    await browser?.[Symbol.asyncDispose]();
  }
}

/** Links of a revision's page; they lead to sealed editions only, never to drafts. */
export function othersOf(
  { context, sealed }: PublishContext,
  briefing: Briefing,
  revision: number,
): OtherEditions {
  const { house } = context.library;
  const series = namedSeries(briefing, house);
  const { id, slug, date } = briefing;
  return inArchive({ slug, date, revision }, house, previousOf({ id, series }, sealedEditions(sealed)));
}

function feedsWithoutSite({ shownAs }: PublishContext['content']): Diagnostic {
  return warning(
    'feeds-without-site',
    'the feeds contain no web addresses of editions, because house.yaml has no site:',
    { file: `${shownAs}/house.yaml`, line: 1, column: 1 },
    { hints: ['add site: https://… to house.yaml before you deploy the archive to a server'] },
  );
}

/** Exit code when the day of sealing is earlier than that of the previous revision; else undefined. */
function refuseEarlyDay({ sealed, published, console }: PublishContext): number | undefined {
  const last = sealed.at(-1);
  if (!last || published >= last.manifest.published) return undefined;
  console.warn(
    `--on ${published} is before ${last.manifest.published}, when ${last.folder} was sealed; a revision cannot be sealed before the previous one`,
  );
  return exit.usage;
}

/** Maximum days by which the date of an edition may be later than its publication. */
const mostDaysAhead = 366;

function datedAhead({ date, parsed }: Briefing, published: string): Diagnostic | undefined {
  const ahead = daysBetween(published, date);
  if (ahead <= mostDaysAhead) return undefined;
  const message = `the edition is dated ${ahead} days after the day of its publication, ${writeDate(published)}`;
  return problem('dated-ahead', message, parsed.placeOf(['date']), {
    hints: ['check the year of the date; --on sets the day of publication'],
  });
}

async function seal(publishing: PublishContext, made: Publication, warnings: Diagnostic[]): Promise<number> {
  const { archive, sealed: seen, signer } = publishing;
  using _held = acquireArchive(archive.folder);
  const revision = sealing(() => sealRevision(archive.folder, made, { seen, signer }));
  const code = printOutcome(publishing, { state: 'sealed', revision, warnings: inReadingOrder(warnings) });
  return (await followWithSite(archive, publishing.console, publishing.place)) ? code : exit.failed;
}

/** Adds what a disk-full or permission error means for the archive. */
function sealing(seal: () => SealedRevision): SealedRevision {
  try {
    return seal();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      Object.assign(error, { fix: 'the archive is intact; run the command again once that is fixed' });
    throw error;
  }
}

/** Finishes what a killed publisher left undone, unless another publisher is running. */
export async function tidyArchive({ archive, sealed, console, place }: PublishContext): Promise<void> {
  using held = lockArchive(archive.folder);
  if (!held) return;
  recoverArchive(archive.folder, sealed);
  await followWithSite(archive, console, place);
}

/** Prints which revision contains the content now. */
export function printOutcome(
  { command, console, place, archive, stopwatch }: PublishContext,
  outcome: { state: 'sealed' | 'unchanged'; revision: SealedRevision; warnings: Diagnostic[] },
): number {
  const { state, revision, warnings } = outcome;
  const { folder, hash, manifest } = revision;
  printDiagnostics(warnings, console, place);
  if (console.json) {
    const edition = { id: manifest.id, title: manifest.title, revision: manifest.revision, state };
    const sealed = { folder: `${archive.shownAs}/${folder}`, sequence: manifest.sequence, sha256: hash };
    const document = { schema: 1, command, edition: { ...edition, ...sealed }, diagnostics: warnings };
    console.result(JSON.stringify(document, null, 2));
    return exit.done;
  }
  console.result(`${state.padEnd(9)} ${archive.shownAs}/${folder}/  ${manifest.files.length + 1} files`);
  const signed = manifest.key === undefined ? 'not signed' : `signed with ${manifest.key.slice(0, 16)}…`;
  const head = `number ${manifest.sequence} of the archive, ${signed}, manifest sha256 ${hash}`;
  console.info(state === 'sealed' ? `${head}; in ${stopwatch().toFixed(2)} s` : head);
  return exit.done;
}

/** Locks an archive for one publisher. Throws `Conflict` when another publisher is running. */
export function acquireArchive(archive: string): Disposable {
  const lock = lockArchive(archive);
  if (lock) return lock;
  throw new Conflict('another publisher is using this archive', [
    'run the command again once it has finished',
  ]);
}

/**
 * Cleans up after killed publishers and returns the revisions in chain order. Throws `ArchiveDamaged` when
 * the chain is broken: nothing is appended to it. `seen` are the revisions read before, reused when none was
 * added since. The caller must hold the lock.
 */
function recoverArchive(archive: string, seen: readonly SealedRevision[]): readonly SealedRevision[] {
  clearLeftovers(archive);
  const standing = hasOtherFolders(archive, seen) ? readArchive(archive) : seen;
  const head = readHead(archive);
  if (head && 'problem' in head) throw new ArchiveDamaged(`${headFile} cannot be read: ${head.problem}`);
  const known = head?.value;
  const [flaw] = checkChain(standing, known);
  if (flaw) throw new ArchiveDamaged(`${flaw.where} ${flaw.message}`);
  const newest = standing.at(-1);
  if (newest && known?.manifest !== newest.hash) writeHead(archive, newest);
  return standing;
}

/**
 * Seals a publication as the next revision of the archive. `seen` are the revisions it was built against:
 * when another was sealed since, throws `Conflict` and writes nothing. The caller must hold the lock.
 */
export function sealRevision(
  archive: string,
  { facts, files }: Publication,
  { seen, signer }: { seen: readonly SealedRevision[]; signer?: Signer | undefined },
): SealedRevision {
  const standing = recoverArchive(archive, seen);
  const head = standing.at(-1);
  const folder = revisionFolder(facts);
  if (standing.some((one) => one.folder === folder)) {
    throw new Conflict(`${facts.id} is already published, as ${folder}`);
  }
  if (head?.hash !== seen.at(-1)?.hash) throw overtaken(head);
  const obstacle = findFileInPlaceOf(archive, folder);
  if (obstacle !== undefined) throw obstructed(obstacle);
  const listed = files
    .map(({ path, mediaType, bytes }) => ({ path, mediaType, bytes: bytes.length, sha256: sha256(bytes) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const key = signer && { key: signer.publicKey.fingerprint };
  const manifest = { ...nextManifest(facts, listed, head), ...key };
  const bytes = toJsonFile(manifest);
  if (signer) keepKey(archive, signer);
  const last = artifact(manifestFile, 'application/json', bytes);
  sealFolder(archive, folder, [...files, ...signatureOver(bytes, signer), last]);
  const revision = { manifest, hash: sha256(bytes), folder };
  writeHead(archive, revision);
  return revision;
}

function overtaken(head: SealedRevision | undefined): Conflict {
  const what = head ? `${head.folder} was sealed` : 'the archive was emptied';
  return new Conflict(`${what} while this edition was being built`, ['run the command again']);
}

function obstructed(file: string): Conflict {
  return new Conflict(`the archive contains a file ${file} where a folder is needed`, [
    'it was never sealed; move it away and run the command again',
  ]);
}

function signatureOver(manifest: Uint8Array, signer: Signer | undefined): Artifact[] {
  if (!signer) return [];
  return [artifact(signatureFile, 'application/octet-stream', signManifest(manifest, signer))];
}

/** Stores the key before the revision that names it, so that every signing key is in the archive. */
function keepKey(archive: string, { publicKey }: Signer): void {
  replaceFile(archive, `${keysFolder}/${publicKey.fingerprint}.pem`, Buffer.from(publicKey.pem));
}

function writeHead(archive: string, newest: SealedRevision): void {
  replaceFile(archive, headFile, toJsonFile(headOf(newest)));
}
