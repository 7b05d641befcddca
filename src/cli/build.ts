import path from 'node:path';
import { Conflict } from '../archive/errors.ts';
import type { NamedEdition } from '../archive/release.ts';
import { findBrowser } from '../browser/binary.ts';
import type { Composed } from '../build.ts';
import type { Checked, checkContent } from '../check.ts';
import type { Loaded } from '../content/files.ts';
import { asWarning, type Diagnostic, inReadingOrder, isError } from '../diagnostics.ts';
import type { Edition } from '../edition.ts';
import { recoverFolders, writeFolder, writeWhole } from '../files/edition-disk.ts';
import { lockFolder } from '../files/lock.ts';
import { forEachOf } from '../for-each.ts';
import {
  archiveIn,
  type BuildMemory,
  type BuildState,
  carriedWarnings,
  changedFiles,
  coversAll,
  isFresh,
  isUnchanged,
  memoryFile,
  type RememberedEdition,
  readBuildState,
  rememberEdition,
  stampOf,
} from '../freshness.ts';
import type { Briefing } from '../model/library.ts';
import { slugOf } from '../model/slug.ts';
import type { Browser } from '../ports.ts';
import type { Profiles } from '../profiles.ts';
import { suggest } from '../suggest.ts';
import { type Console, endingWithConflict, exit, type Stopwatch } from './console.ts';
import type { DraftArchive } from './content.ts';
import { folderNamed, isContentThere, type ProjectPaths, printDiagnostics } from './sources.ts';

export interface BuildOptions {
  content: string;
  out: string;
  /** Write nothing if anything blocks publication. */
  strict: boolean;
  /** Make the pictures as PNG as well. */
  png: boolean;
  mail: boolean;
  /** Make everything in a published edition. */
  all: boolean;
}

/** Two pages print while a third edition is being prepared. */
const editionsUnderWay = 3;

/** Builds the named briefings, or all: stale ones are rebuilt, the others are left alone. */
export function runBuild(
  named: string[],
  options: BuildOptions,
  console: Console,
  place: ProjectPaths,
  stopwatch: Stopwatch,
): Promise<number> {
  return endingWithConflict(console, () => build(named, options, console, place, stopwatch));
}

async function build(
  named: string[],
  options: BuildOptions,
  console: Console,
  place: ProjectPaths,
  stopwatch: Stopwatch,
): Promise<number> {
  const content = folderNamed(options.content, place);
  const out = folderNamed(options.out, place);
  if (!isContentThere(content, console)) return exit.usage;
  const binary = await findBrowser();
  const folders = { content, root: place.root, toolFiles: place.toolFiles, out: out.folder };
  const { strict, png, mail, all } = options;
  const stock = readBuildState(folders, binary.identity, {
    thorough: strict,
    png: png || all,
    mail: mail || all,
  });
  const idle: Work = {
    named,
    strict,
    content,
    out,
    standing: stock,
    console,
    place,
    stopwatch,
  };
  if (named.length === 0 && isUnchanged(stock)) return finishUnchanged(idle);

  const [{ launchBrowser }, { findDraftArchive, printDamage }] = await Promise.all([
    import('../browser/chromium.ts'),
    import('./content.ts'),
  ]);
  const archive = findDraftArchive(archiveIn(out.folder));
  const work = { ...idle, standing: { ...stock, sealed: archive.sealed } };
  const launched = launchBrowser({ binary, notice: console.info });
  launched.catch(() => {});
  try {
    return await buildStale(work, archive, launched);
  } finally {
    printDamage(archive, console);
    const browser = await launched.catch(() => undefined);
    await browser?.[Symbol.asyncDispose]();
  }
}

async function buildStale(work: Work, archive: DraftArchive, browser: Promise<Browser>): Promise<number> {
  const { standing, content, out } = work;
  const [
    line,
    { finishEdition, finishIndex },
    { checkContent },
    { consultationOf, consultedBy, profilesOf },
    { draftRelease },
    { amongDrafts, previousOf, previousKey },
  ] = await Promise.all([
    import('../build.ts'),
    import('../edition.ts'),
    import('../check.ts'),
    import('../profiles.ts'),
    import('./content.ts'),
    import('../archive/release.ts'),
  ]);
  const all = standing.loaded.files
    .filter(({ kind }) => kind === 'briefing')
    .map(({ id }) => ({ id, slug: slugOf(id) }));
  const linked = all.filter((one) => isNamed(one, work) || isFresh(one.id, standing)).map(({ id }) => id);
  const othersIn = (checked: Checked) => {
    const named = new Map(linked.map((id) => [id, nameDraft(id, checked, standing, line.nameEdition)]));
    return (id: string) => amongDrafts(previousOf(named.get(id) ?? { id }, named.values()));
  };
  const isToldAsNow = (id: string, others: ReturnType<typeof othersIn>) =>
    standing.memory.editions[id]?.previous === previousKey(others(id).previous);
  const check = (loaded: Loaded) => checkContent(loaded, standing.templates, content.shownAs);
  const narrow = checkNarrowly(check, standing, (checked) => {
    const { library } = checked;
    const profiles = profilesOf(library);
    const profilesOfAll = { ...standing.memory.profiles, ...profiles };
    const stale = library.briefings.filter(({ id }) => !isFresh(id, standing));
    const consulted = stale.flatMap((briefing) => consultedBy(briefing, profilesOfAll));
    const others = othersIn(checked);
    const read = new Set(library.briefings.map(({ id }) => id));
    return { profiles, consulted, isTold: linked.every((id) => read.has(id) || isToldAsNow(id, others)) };
  });
  const checked = narrow ?? check(standing.loaded);
  if ('problems' in checked) return refuse(checked.problems, work);
  const { library, warnings } = checked;
  const others = othersIn(checked);
  const profiles = { ...(narrow ? standing.memory.profiles : {}), ...profilesOf(library) };
  const consultations = new Map(
    narrow ? [] : library.briefings.map((briefing) => [briefing.id, consultationOf(briefing, profiles)]),
  );
  const isCurrent = (id: string) => {
    const remembered = standing.memory.editions[id]?.consultation;
    return (
      isFresh(id, standing) && (consultations.get(id) ?? remembered) === remembered && isToldAsNow(id, others)
    );
  };
  const wanted = selectBriefings(all, work)?.map(({ id }) => id);
  if (!wanted) return exit.usage;

  using held = new DisposableStack();
  // A refused strict build must leave nothing behind, so it locks the folder only when it writes.
  if (!work.strict) held.use(holdOutput(out));
  await recoverFolders(out.folder);
  const current = new Set(all.map(({ id }) => id).filter(isCurrent));
  const stale = library.briefings.filter(({ id }) => wanted.includes(id) && !current.has(id));
  const context = line.prepareBuild(checked, {
    tool: standing.tool,
    hashes: standing.hashes,
    profiles,
  });
  const editions: Record<string, RememberedEdition> = { ...standing.memory.editions };
  const compose = (briefing: Briefing) =>
    line.composeEdition(briefing, context, {
      ...draftRelease(briefing, library.house, archive),
      others: others(briefing.id),
    });
  const composed = new Map<string, Composed>();
  if (work.strict) {
    for (const briefing of stale) composed.set(briefing.id, await compose(briefing));
    const problems = wanted
      .flatMap((id) => composed.get(id)?.obstacles ?? editions[id]?.obstacles ?? [])
      .filter(isError);
    if (problems.length > 0) return refuse(inReadingOrder(problems), work);
  }
  const built: string[] = [];
  const keep = async (edition: Edition) => {
    await writeFolder(path.join(out.folder, edition.id), edition.artifacts);
    // An edition compared with a damaged archive is stale once the archive is repaired.
    const compared = archive.damage.length > 0 ? { ...standing, sealed: [] } : standing;
    editions[edition.id] = rememberEdition(edition, compared);
    built.push(edition.id);
    work.console.progress(`${built.length}/${stale.length} ${edition.id}  ${work.stopwatch().toFixed(1)} s`);
  };
  const finished: Edition[] = [];
  await forEachOf(stale, editionsUnderWay, async (briefing) => {
    const page = composed.get(briefing.id) ?? (await compose(briefing));
    const edition = await finishEdition(page, context, browser, standing.wanted);
    if (work.strict) finished.push(edition);
    else await keep(edition);
  });
  const lost = finished.flatMap(({ obstacles }) => obstacles.filter(isError));
  if (lost.length > 0) return refuse(inReadingOrder(lost), work);
  const made = new Map(finished.map((edition) => [edition.id, edition]));
  const listed = all
    .map(({ id }) => id)
    .filter((id) => built.includes(id) || made.has(id) || current.has(id));
  const facts = Object.fromEntries(
    listed.map((id) => [id, made.get(id) ?? (editions[id] as RememberedEdition)]),
  );
  const index = await finishIndex(facts, context, browser, work.strict);
  if (work.strict && index.obstacles.some(isError)) return refuse(inReadingOrder(index.obstacles), work);
  if (work.strict) held.use(holdOutput(out));
  for (const edition of finished) await keep(edition);

  const indexFile = path.join(out.folder, 'index.html');
  const standingEditions = Object.fromEntries(
    listed.sort().map((id) => [id, editions[id] as RememberedEdition]),
  );
  await writeWhole(indexFile, index.html);
  const memory: BuildMemory = {
    schema: 3,
    everything: listed.length === all.length && archive.damage.length === 0 ? standing.everything : '',
    toolKey: standing.toolKey,
    sound: Object.fromEntries(standing.hashes),
    warnings,
    profiles,
    editions: standingEditions,
    index: stampOf(indexFile),
    indexObstacles: index.obstacles,
  };
  await writeWhole(memoryFile(out.folder), JSON.stringify(memory));
  return finish(built, memory, work);
}

/** Locks a folder of drafts for one build. Throws `Conflict` when another build is writing there. */
function holdOutput({ folder, shownAs }: Work['out']): Disposable {
  const lock = lockFolder(path.join(folder, '.build.lock'));
  if (lock) return lock;
  throw new Conflict(`another build is writing to ${shownAs}/; nothing was written`, [
    'run the command again once it has finished',
  ]);
}

/** A draft as other editions refer to it: as checked, or as built when it has not changed. */
function nameDraft(
  id: string,
  { library }: Checked,
  { memory }: BuildState,
  nameEdition: (briefing: Briefing, library: Checked['library']) => NamedEdition,
): NamedEdition {
  const briefing = library.briefings.find((one) => one.id === id);
  if (briefing) return nameEdition(briefing, library);
  const { title = '', date = '', series } = memory.editions[id] ?? {};
  return { id, title, date, series };
}

/**
 * Checks the files that changed since the last build; undefined when that finds a problem, which may only be
 * a reference to a file that was left out.
 */
function checkNarrowly(
  check: (loaded: Loaded) => ReturnType<typeof checkContent>,
  standing: BuildState,
  consult: (checked: Checked) => { profiles: Profiles; consulted: string[]; isTold: boolean },
): Checked | undefined {
  const suspects = changedFiles(standing);
  const checked = suspects && check(suspects);
  if (!suspects || !checked || 'problems' in checked) return undefined;
  const { profiles, consulted, isTold } = consult(checked);
  if (!isTold || !coversAll(suspects, profiles, consulted, standing)) return undefined;
  return {
    ...checked,
    warnings: inReadingOrder([...carriedWarnings(standing, suspects), ...checked.warnings]),
  };
}

/** State of one run of the build command. */
interface Work {
  named: string[];
  strict: boolean;
  content: { folder: string; shownAs: string };
  out: { folder: string; shownAs: string };
  standing: BuildState;
  console: Console;
  place: ProjectPaths;
  stopwatch: Stopwatch;
}

/** The briefings named by id or slug; undefined, after printing why, when a name matches none. */
export function selectBriefings<B extends { id: string; slug: string }>(
  all: B[],
  { named, console }: Pick<Work, 'named' | 'console'>,
): B[] | undefined {
  if (named.length === 0) return all;
  const names = all.flatMap(({ id, slug }) => [id, slug]);
  const unknown = named.filter((name) => !names.includes(name));
  for (const name of unknown) {
    console.warn(
      [
        `there is no briefing ‘${name}’`,
        ...suggest(
          name,
          all.map(({ slug }) => slug),
        ),
      ].join('; '),
    );
  }
  return unknown.length > 0 ? undefined : all.filter((briefing) => isNamed(briefing, { named }));
}

/** Whether to build a briefing: it is named by id or slug, or none is named. */
function isNamed({ id, slug }: { id: string; slug: string }, { named }: Pick<Work, 'named'>): boolean {
  return named.length === 0 || named.includes(id) || named.includes(slug);
}

/** Prints why nothing was written. */
export function refuse(
  problems: Diagnostic[],
  { console, place }: Pick<Work, 'console' | 'place'>,
  command = 'build',
): number {
  if (console.json) {
    console.result(JSON.stringify({ schema: 1, command, editions: [], diagnostics: problems }, null, 2));
  }
  printDiagnostics(problems, console, place);
  console.warn('nothing was written');
  return problems.every(({ code }) => code === 'remote-asset') ? exit.rendering : exit.invalidContent;
}

function obstaclesIn({ editions, indexObstacles }: BuildMemory): Diagnostic[] {
  return [...Object.values(editions).flatMap(({ obstacles }) => obstacles), ...indexObstacles];
}

/** Errors found by the last build still block publication while nothing has changed. */
function finishUnchanged(work: Work): number {
  const { memory } = work.standing;
  const problems = obstaclesIn(memory).filter(isError);
  return work.strict && problems.length > 0
    ? refuse(inReadingOrder(problems), work)
    : finish([], memory, work);
}

function finish(built: string[], memory: BuildMemory, { console, place, out, stopwatch }: Work): number {
  const warnings = inReadingOrder([...memory.warnings, ...obstaclesIn(memory).map(asWarning)]);
  printDiagnostics(warnings, console, place);
  const editions = Object.entries(memory.editions).map(([id, { title, date, files }]) => ({
    id,
    title,
    date,
    state: built.includes(id) ? 'built' : 'unchanged',
    folder: `${out.shownAs}/${id}`,
    files: Object.keys(files),
  }));
  if (console.json) {
    const document = { schema: 1, command: 'build', editions, diagnostics: warnings };
    console.result(JSON.stringify(document, null, 2));
  } else {
    for (const { folder, state, files } of editions) {
      console.result(`${state.padEnd(9)} ${folder}/  ${files.length} files`);
    }
  }
  const unchanged = editions.length - built.length;
  const time = stopwatch().toFixed(2);
  console.info(`${built.length} built, ${unchanged} unchanged, in ${time} s; open ${out.shownAs}/index.html`);
  return exit.done;
}
