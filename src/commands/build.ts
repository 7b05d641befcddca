import path from 'node:path';
import { findBrowser } from '../adapters/chromium-binary.ts';
import { recoverFolders, writeFolder, writeWhole } from '../adapters/disk.ts';
import type { Edition } from '../build.ts';
import { type Loaded, loadContent } from '../content/load.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { sha256 } from '../outputs/artifact.ts';
import {
  type BuildMemory,
  isAsLeft,
  isIntact,
  keyOf,
  memoryFile,
  type RememberedEdition,
  recallBuild,
  stampOf,
} from '../outputs/build-memory.ts';
import { toolVersions } from '../outputs/tool.ts';
import { loadTemplates, type Templates } from '../pages/templates.ts';
import { type Console, exit, type Stopwatch } from './console.ts';
import { folderNamed, tell, type Workplace } from './sources.ts';

export interface BuildOptions {
  content: string;
  out: string;
}

/** What the last build left, set against what is on disk now. */
interface Standing {
  loaded: Loaded;
  templates: Templates;
  hashes: Map<string, string>;
  memory: BuildMemory;
  /** Tool and browser: a change of either makes every edition stale. */
  toolKey: string;
  everything: string;
}

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
  const binary = await findBrowser();
  const tool = toolVersions(place.root);
  const standing = takeStock(
    content,
    out.folder,
    place.root,
    `${tool.files} ${tool.node} ${binary.identity}`,
  );
  if (named.length === 0 && isUnchanged(standing, out.folder)) {
    return finish([], standing.memory, out.shownAs, console, place, stopwatch);
  }

  const { launchBrowser } = await import('../adapters/chromium.ts');
  const launched = launchBrowser({ binary, notice: console.say });
  launched.catch(() => {});
  try {
    const line = await import('../build.ts');
    const checked = line.checkContent(standing.loaded, standing.templates, content.shownAs);
    if ('problems' in checked) return refuse(checked.problems, console, place);
    const wanted = selectBriefings(checked.library.briefings, named, console);
    if (!wanted) return exit.usage;

    await recoverFolders(out.folder);
    const stale = wanted.filter(({ id }) => !isFresh(id, standing, out.folder));
    const shop = line.openWorkshop(checked.library, standing.templates, {
      tool,
      hashes: standing.hashes,
      browser: launched,
    });
    const remembered = { ...standing.memory.editions };
    const built: string[] = [];
    await forEachOf(stale, 3, async (briefing) => {
      const edition = await line.makeEdition(briefing, shop);
      remembered[edition.id] = await keep(edition, out.folder, standing);
      built.push(edition.id);
      console.progress(`${built.length}/${stale.length} ${edition.id}`);
    });

    const current = new Set(checked.library.briefings.map(({ id }) => id));
    const editions = Object.fromEntries(
      Object.entries(remembered)
        .filter(([id]) => current.has(id))
        .sort(),
    );
    const { renderIndex } = await import('../pages/index-page.ts');
    await writeWhole(path.join(out.folder, 'index.html'), renderIndex(editions, checked.library.house, shop));
    const isComplete = checked.library.briefings.every(
      ({ id }) => built.includes(id) || isFresh(id, standing, out.folder),
    );
    const memory: BuildMemory = {
      schema: 1,
      everything: isComplete ? standing.everything : '',
      warnings: checked.warnings,
      editions,
      index: stampOf(path.join(out.folder, 'index.html')),
    };
    await writeWhole(memoryFile(out.folder), JSON.stringify(memory));
    return finish(built.sort(), memory, out.shownAs, console, place, stopwatch);
  } finally {
    await launched.then(
      (browser) => browser[Symbol.asyncDispose](),
      () => {},
    );
  }
}

function takeStock(
  content: { folder: string; shownAs: string },
  out: string,
  root: string,
  toolKey: string,
): Standing {
  const loaded = loadContent(content.folder, content.shownAs);
  const templates = loadTemplates(path.join(root, 'templates'), 'templates');
  const hashes = new Map(loaded.files.map(({ key, text }) => [key, sha256(text)]));
  const diagnosed = loaded.diagnostics.map(({ code, place }) => [`${code} ${place.file}`, ''] as const);
  return {
    loaded,
    templates,
    hashes,
    toolKey,
    memory: recallBuild(out),
    everything: keyOf(toolKey, [...hashes, ...diagnosed]),
  };
}

function isUnchanged({ memory, everything }: Standing, out: string): boolean {
  if (memory.everything !== everything || !isAsLeft(path.join(out, 'index.html'), memory.index)) return false;
  return Object.entries(memory.editions).every(([id, { files }]) => isIntact(path.join(out, id), files));
}

function isFresh(id: string, { memory, hashes, toolKey }: Standing, out: string): boolean {
  const edition = memory.editions[id];
  if (!edition) return false;
  const inputs = edition.inputs.map((key) => [key, hashes.get(key) ?? 'gone'] as const);
  return keyOf(toolKey, inputs) === edition.key && isIntact(path.join(out, id), edition.files);
}

/** Writes an edition whole and notes what a later build needs to leave it alone. */
async function keep(edition: Edition, out: string, { toolKey }: Standing): Promise<RememberedEdition> {
  const folder = path.join(out, edition.id);
  await writeFolder(folder, edition.artifacts);
  const { title, dek, date, inputs } = edition;
  return {
    title,
    dek,
    date,
    key: keyOf(
      toolKey,
      inputs.map(({ path: key, sha256: hash }) => [key, hash] as const),
    ),
    inputs: inputs.map(({ path: key }) => key),
    files: Object.fromEntries(
      edition.artifacts.map((file) => [file.path, stampOf(path.join(folder, file.path))]),
    ),
    warnings: [],
  };
}

/** The briefings that were named by id or slug; undefined, having said why, when a name fits none. */
function selectBriefings<B extends { id: string; slug: string }>(
  all: B[],
  named: string[],
  console: Console,
): B[] | undefined {
  if (named.length === 0) return all;
  const unknown = named.filter((name) => !all.some(({ id, slug }) => id === name || slug === name));
  for (const name of unknown)
    console.warn(`there is no briefing ‘${name}’; there are ${all.map(({ id }) => id).join(', ')}`);
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

function refuse(problems: Diagnostic[], console: Console, place: Workplace): number {
  if (console.json)
    console.result(
      JSON.stringify({ schema: 1, command: 'build', editions: [], diagnostics: problems }, null, 2),
    );
  tell(problems, console, place);
  console.warn('nothing was written');
  return problems.some(({ code }) => code === 'remote-asset') ? exit.rendering : exit.invalidContent;
}

function finish(
  built: string[],
  memory: BuildMemory,
  out: string,
  console: Console,
  place: Workplace,
  stopwatch: Stopwatch,
): number {
  const warnings = [
    ...memory.warnings,
    ...Object.values(memory.editions).flatMap((edition) => edition.warnings),
  ];
  tell(warnings, console, place);
  const editions = Object.entries(memory.editions).map(([id, { title, date, files }]) => ({
    id,
    title,
    date,
    state: built.includes(id) ? 'built' : 'unchanged',
    folder: `${out}/${id}`,
    files: Object.keys(files),
  }));
  if (console.json) {
    console.result(JSON.stringify({ schema: 1, command: 'build', editions, diagnostics: warnings }, null, 2));
  } else {
    for (const { folder, state, files } of editions)
      console.result(`${state.padEnd(9)} ${folder}/  ${files.length} files`);
  }
  const unchanged = editions.length - built.length;
  console.say(
    `${built.length} built, ${unchanged} unchanged, in ${stopwatch().toFixed(2)} s; open ${out}/index.html`,
  );
  return exit.done;
}
