import path from 'node:path';
import { findBrowser } from '../adapters/chromium-binary.ts';
import { recoverFolders, writeFolder, writeWhole } from '../adapters/disk.ts';
import type { Checked, checkContent } from '../build/check-content.ts';
import type { Composed } from '../build.ts';
import type { Loaded } from '../content/load.ts';
import { asWarning, type Diagnostic, inReadingOrder, isError } from '../diagnostics.ts';
import {
  type BuildMemory,
  isFresh,
  isUnchanged,
  keptWarnings,
  memoryFile,
  type RememberedEdition,
  rememberEdition,
  type Standing,
  stampOf,
  suspectsOf,
  takeStock,
} from '../freshness.ts';
import type { Browser } from '../ports.ts';
import { suggest } from '../suggest.ts';
import { type Console, exit, type Stopwatch } from './console.ts';
import { folderNamed, isContentThere, tell, type Workplace } from './sources.ts';

export interface BuildOptions {
  content: string;
  out: string;
  /** Refuse what must not be published. */
  strict: boolean;
}

interface Work {
  named: string[];
  strict: boolean;
  content: { folder: string; shownAs: string };
  out: { folder: string; shownAs: string };
  standing: Standing;
  console: Console;
  place: Workplace;
  stopwatch: Stopwatch;
}

/** Two pages print while a third edition is being prepared. */
const editionsUnderWay = 3;

/** Builds the named briefings, or all: stale ones are made anew, the others left as they stand. */
export async function runBuild(
  named: string[],
  options: BuildOptions,
  console: Console,
  place: Workplace,
  stopwatch: Stopwatch,
): Promise<number> {
  const content = folderNamed(options.content, place);
  const out = folderNamed(options.out, place);
  if (!isContentThere(content, 'build', console)) return exit.usage;
  const binary = await findBrowser();
  const standing = takeStock({ content, root: place.root, out: out.folder }, binary.identity);
  const work: Work = { named, strict: options.strict, content, out, standing, console, place, stopwatch };
  if (named.length === 0 && isUnchanged(standing)) return finishUnchanged(work);

  const { launchBrowser } = await import('../adapters/chromium.ts');
  const launched = launchBrowser({ binary, notice: console.say });
  launched.catch(() => {});
  try {
    return await buildStale(work, launched);
  } finally {
    const browser = await launched.catch(() => undefined);
    await browser?.[Symbol.asyncDispose]();
  }
}

async function buildStale(work: Work, browser: Promise<Browser>): Promise<number> {
  const { standing, content, out } = work;
  const [line, { checkContent }] = await Promise.all([
    import('../build.ts'),
    import('../build/check-content.ts'),
  ]);
  const check = (loaded: Loaded) => checkContent(loaded, standing.templates, content.shownAs);
  const checked = checkNarrowly(check, standing) ?? check(standing.loaded);
  if ('problems' in checked) return refuse(checked.problems, work);
  const { library, warnings } = checked;
  const all = standing.loaded.files
    .filter(({ kind }) => kind === 'briefing')
    .map(({ id }) => ({ id, slug: id.slice('2026-01-01-'.length) }));
  const wanted = selectBriefings(all, work)?.map(({ id }) => id);
  if (!wanted) return exit.usage;

  await recoverFolders(out.folder);
  const stale = library.briefings.filter(({ id }) => wanted.includes(id) && !isFresh(id, standing));
  const shop = line.openWorkshop(checked, standing.templates, {
    tool: standing.tool,
    hashes: standing.hashes,
  });
  const editions: Record<string, RememberedEdition> = { ...standing.memory.editions };
  const composed = new Map<string, Composed>();
  if (work.strict) {
    for (const briefing of stale) composed.set(briefing.id, await line.composeEdition(briefing, shop));
    const problems = wanted
      .flatMap((id) => composed.get(id)?.obstacles ?? editions[id]?.obstacles ?? [])
      .filter(isError);
    if (problems.length > 0) return refuse(inReadingOrder(problems), work);
  }
  const built: string[] = [];
  await forEachOf(stale, editionsUnderWay, async (briefing) => {
    const page = composed.get(briefing.id) ?? (await line.composeEdition(briefing, shop));
    const edition = await line.finishEdition(page, shop, browser);
    await writeFolder(path.join(out.folder, edition.id), edition.artifacts);
    editions[edition.id] = rememberEdition(edition, standing);
    built.push(edition.id);
    work.console.progress(`${built.length}/${stale.length} ${edition.id}  ${work.stopwatch().toFixed(1)} s`);
  });

  const index = path.join(out.folder, 'index.html');
  const listed = all.map(({ id }) => id).filter((id) => built.includes(id) || isFresh(id, standing));
  const current = Object.fromEntries(listed.sort().map((id) => [id, editions[id] as RememberedEdition]));
  await writeWhole(index, line.makeIndex(current, shop));
  const memory: BuildMemory = {
    schema: 1,
    everything: listed.length === all.length ? standing.everything : '',
    toolKey: standing.toolKey,
    sound: Object.fromEntries(standing.hashes),
    warnings,
    editions: current,
    index: stampOf(index),
  };
  await writeWhole(memoryFile(out.folder), JSON.stringify(memory));
  return finish(built, memory, work);
}

/**
 * Checks what may have become unsound since the last build; undefined when that finds a problem, which
 * may be no more than a reference to a file that was left out.
 */
function checkNarrowly(
  check: (loaded: Loaded) => ReturnType<typeof checkContent>,
  standing: Standing,
): Checked | undefined {
  const suspects = suspectsOf(standing);
  const checked = suspects && check(suspects);
  if (!suspects || !checked || 'problems' in checked) return undefined;
  return { ...checked, warnings: inReadingOrder([...keptWarnings(standing, suspects), ...checked.warnings]) };
}

/** The briefings that were named by id or slug; undefined, having said why, when a name fits none. */
function selectBriefings<B extends { id: string; slug: string }>(
  all: B[],
  { named, console }: Work,
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
  return unknown.length > 0
    ? undefined
    : all.filter(({ id, slug }) => named.includes(id) || named.includes(slug));
}

/** Runs `work` on every item, at most `limit` at a time; the first failure stops new starts. */
async function forEachOf<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

function refuse(problems: Diagnostic[], { console, place }: Work): number {
  if (console.json) {
    console.result(
      JSON.stringify({ schema: 1, command: 'build', editions: [], diagnostics: problems }, null, 2),
    );
  }
  tell(problems, console, place);
  console.warn('nothing was written');
  return problems.every(({ code }) => code === 'remote-asset') ? exit.rendering : exit.invalidContent;
}

/** What was refused for publication is refused as long as it stands. */
function finishUnchanged(work: Work): number {
  const { memory } = work.standing;
  const problems = Object.values(memory.editions).flatMap(({ obstacles }) => obstacles.filter(isError));
  return work.strict && problems.length > 0
    ? refuse(inReadingOrder(problems), work)
    : finish([], memory, work);
}

function finish(built: string[], memory: BuildMemory, { console, place, out, stopwatch }: Work): number {
  const obstacles = Object.values(memory.editions).flatMap((edition) => edition.obstacles.map(asWarning));
  const warnings = inReadingOrder([...memory.warnings, ...obstacles]);
  tell(warnings, console, place);
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
  console.say(`${built.length} built, ${unchanged} unchanged, in ${time} s; open ${out.shownAs}/index.html`);
  return exit.done;
}
