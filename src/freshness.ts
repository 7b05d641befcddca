import { statSync } from 'node:fs';
import path from 'node:path';
import { findPredecessor } from './changes/predecessor.ts';
import { type Loaded, loadContent } from './content/files.ts';
import type { Diagnostic } from './diagnostics.ts';
import type { Edition, Making } from './edition.ts';
import { readPlainFile } from './files/files.ts';
import { slugOf } from './model/slug.ts';
import { hashesOf, isShared, sha256 } from './outputs/artifact.ts';
import type { SealedRevision } from './outputs/sealed.ts';
import { toolVersions } from './outputs/tool.ts';
import { loadTemplates, type Templates } from './page/templates.ts';
import type { Profiles } from './profiles.ts';

/** Size in bytes and time of change of a file as a build left it. */
type Stamp = [number, number];

/** What a build records of an edition, so that the next one can detect changes. */
export interface RememberedEdition {
  title: string;
  dek: string;
  date: string;
  /** Hash over the tool and every file in `inputs`. */
  key: string;
  /** Content files that the edition depends on. */
  inputs: string[];
  files: Record<string, Stamp>;
  /** Keys of the files that its appraisal consults beside its inputs, and a hash over what it finds there. */
  consults: string[];
  consultation: string;
  made: Making;
  series?: string;
  /** Hash of the sealed manifest of the edition it is compared with; empty without one. */
  predecessor: string;
  /** Text of its link to the previous edition. */
  previous: string;
  /** Problems for the editor to fix, with their severity for publication. */
  obstacles: Diagnostic[];
}

/** out/.build.json. It contains no content, only hashes: a wrong one costs time, never correctness. */
export interface BuildMemory {
  schema: 3;
  /** Hash over the tool and all content of a build that left everything fresh; empty otherwise. */
  everything: string;
  /** Tool that found the content sound, and hash of each file that it checked. */
  toolKey: string;
  sound: Record<string, string>;
  warnings: Diagnostic[];
  /** What appraisals look up in each trial and product, hashed. */
  profiles: Profiles;
  editions: Record<string, RememberedEdition>;
  index: Stamp;
  /** Problems of the index for the editor to fix, with their severity for publication. */
  indexObstacles: Diagnostic[];
}

const noMemory: BuildMemory = {
  schema: 3,
  everything: '',
  toolKey: '',
  sound: {},
  warnings: [],
  profiles: {},
  editions: {},
  index: [0, 0],
  indexObstacles: [],
};

/** The current inputs and the record of the last build. Cheap: files are hashed, not parsed. */
export interface BuildState {
  loaded: Loaded;
  /** The shipped templates. */
  templates: Templates;
  tool: ReturnType<typeof toolVersions>;
  /** Hash of each content file by key. */
  hashes: Map<string, string>;
  /** Tool and browser: a change of either makes every edition stale. */
  toolKey: string;
  everything: string;
  memory: BuildMemory;
  out: string;
  /** Sealed revisions; empty until the archive is read. */
  sealed: readonly SealedRevision[];
  /** What must have been made of an edition for it to be fresh. */
  wanted: Making;
}

export interface Folders {
  content: { folder: string; shownAs: string };
  /** The tool's own folder. */
  root: string;
  /** Hash of its files, where it is known already. */
  toolFiles?: string | undefined;
  out: string;
}

export function readBuildState(
  { content, root, toolFiles, out }: Folders,
  browserIdentity: string,
  wanted: Making,
): BuildState {
  const loaded = loadContent(content.folder, content.shownAs);
  const tool = toolVersions(root, toolFiles);
  const toolKey = `${tool.files} ${tool.node} ${browserIdentity}`;
  const hashes = hashesOf(loaded);
  const unread = loaded.diagnostics.map(({ code, place }) => [`${code} ${place.file}`, ''] as const);
  return {
    loaded,
    templates: loadTemplates(path.join(root, 'templates'), 'templates'),
    tool,
    hashes,
    toolKey,
    everything: keyOf(toolKey, [...hashes, ...unread, ['archive', headOf(out)]]),
    memory: recallBuild(out),
    out,
    sealed: [],
    wanted,
  };
}

/**
 * The files that changed since the content last passed all checks, and all inputs of stale editions. If these
 * pass, so does the rest. Undefined when everything must be checked.
 */
export function changedFiles(standing: BuildState): Loaded | undefined {
  const { loaded, hashes, memory, toolKey } = standing;
  const isGone = (key: string) => !hashes.has(key);
  if (memory.toolKey !== toolKey || Object.keys(memory.sound).some(isGone)) return undefined;
  const stale = loaded.files.filter(({ kind, id }) => kind === 'briefing' && !isFresh(id, standing));
  const filesOf = (id: string) => {
    const { inputs = [], consults = [] } = memory.editions[id] ?? {};
    return [...inputs, ...consults];
  };
  const inputs = new Set(stale.flatMap(({ id, key }) => [key, ...filesOf(id)]));
  const isSuspect = (key: string) =>
    isShared(key) || inputs.has(key) || memory.sound[key] !== hashes.get(key);
  return { ...loaded, files: loaded.files.filter(({ key }) => isSuspect(key)) };
}

/**
 * Whether checking these files covers all content: none changes the appraisal of another edition, and every
 * file that their own editions consult is among them.
 */
export function coversAll(
  checked: Loaded,
  profiles: Profiles,
  consulted: readonly string[],
  { memory }: BuildState,
): boolean {
  const keys = new Set(checked.files.map(({ key }) => key));
  const isKnown = ([key, { digest }]: [string, Profiles[string]]) => memory.profiles[key]?.digest === digest;
  return Object.entries(profiles).every(isKnown) && consulted.every((key) => keys.has(key));
}

/** Warnings of the last build about files that are not checked again. */
export function carriedWarnings({ loaded, memory }: BuildState, checked: Loaded): Diagnostic[] {
  const pathsOf = ({ files }: Loaded) => new Set(files.map(({ path: shown }) => shown));
  const unchecked = pathsOf(loaded).difference(pathsOf(checked));
  return memory.warnings.filter(({ place }) => unchecked.has(place.file));
}

/** Whether a build of everything would write nothing. */
export function isUnchanged({ memory, everything, out, wanted }: BuildState): boolean {
  if (memory.everything !== everything || !isAsLeft(path.join(out, 'index.html'), memory.index)) return false;
  return Object.entries(memory.editions).every(
    ([id, { files, made }]) => hasAll(made, wanted) && isIntact(path.join(out, id), files),
  );
}

/** Whether an edition is on disk, untouched, and made from what is there and sealed now. */
export function isFresh(id: string, { memory, hashes, toolKey, out, sealed, wanted }: BuildState): boolean {
  const edition = Object.hasOwn(memory.editions, id) ? memory.editions[id] : undefined;
  if (!edition || !hasAll(edition.made, wanted)) return false;
  if (predecessorOf({ ...edition, id }, sealed) !== edition.predecessor) return false;
  const shared = [...hashes.keys()].filter(isShared);
  const keys = [...new Set([...edition.inputs, ...shared])];
  const inputs = keys.map((key) => [key, hashes.get(key) ?? 'gone'] as const);
  return keyOf(toolKey, inputs) === edition.key && isIntact(path.join(out, id), edition.files);
}

function hasAll(made: Making, wanted: Making): boolean {
  return (made.thorough || !wanted.thorough) && (made.png || !wanted.png) && (made.mail || !wanted.mail);
}

/** The record of an edition that was just written. */
export function rememberEdition(
  {
    id,
    series,
    title,
    dek,
    date,
    inputs,
    artifacts,
    obstacles,
    consults,
    consultation,
    previous,
    made,
  }: Edition,
  { toolKey, out, sealed }: BuildState,
): RememberedEdition {
  const keyed = inputs.map(({ path: key, sha256: hash }) => [key, hash] as const);
  return {
    title,
    dek,
    date,
    key: keyOf(toolKey, keyed),
    inputs: keyed.map(([key]) => key),
    consults,
    consultation,
    previous,
    made,
    obstacles,
    ...(series !== undefined && { series }),
    predecessor: predecessorOf({ id, series }, sealed),
    files: Object.fromEntries(artifacts.map((file) => [file.path, stampOf(path.join(out, id, file.path))])),
  };
}

function predecessorOf(
  { id, series }: { id: string; series?: string | undefined },
  sealed: readonly SealedRevision[],
): string {
  const slug = slugOf(id);
  return findPredecessor({ id, slug, series }, sealed)?.hash ?? '';
}

/** head.json of the archive; changes with each publication and correction. Empty without one. */
function headOf(out: string): string {
  try {
    return readPlainFile(path.join(archiveIn(out), 'head.json'), { limit: 100_000 }).toString('utf8');
  } catch {
    return '';
  }
}

/** Default archive folder. */
export function archiveIn(out: string): string {
  return path.join(out, 'archive');
}

export function memoryFile(out: string): string {
  return path.join(out, '.build.json');
}

/** The record of the last build into `out`; empty when missing or unreadable. */
function recallBuild(out: string): BuildMemory {
  try {
    const memory = JSON.parse(
      readPlainFile(memoryFile(out), { limit: 100_000_000 }).toString('utf8'),
    ) as BuildMemory;
    return isMemory(memory) ? memory : noMemory;
  } catch {
    return noMemory;
  }
}

function isMemory({
  schema,
  everything,
  toolKey,
  sound,
  warnings,
  profiles,
  editions,
  index,
  indexObstacles,
}: BuildMemory): boolean {
  const whole = (edition: RememberedEdition) =>
    Array.isArray(edition.inputs) &&
    Array.isArray(edition.consults) &&
    Array.isArray(edition.obstacles) &&
    typeof edition.predecessor === 'string' &&
    typeof edition.previous === 'string' &&
    typeof edition.files === 'object' &&
    edition.files !== null &&
    typeof edition.made === 'object' &&
    edition.made !== null;
  return (
    schema === noMemory.schema &&
    typeof everything === 'string' &&
    typeof toolKey === 'string' &&
    typeof sound === 'object' &&
    sound !== null &&
    typeof profiles === 'object' &&
    profiles !== null &&
    Array.isArray(warnings) &&
    Array.isArray(index) &&
    Array.isArray(indexObstacles) &&
    Object.values(editions).every(whole)
  );
}

function keyOf(tool: string, inputs: readonly (readonly [string, string])[]): string {
  return sha256(JSON.stringify([tool, inputs.toSorted(([a], [b]) => (a < b ? -1 : 1))]));
}

function isIntact(folder: string, files: RememberedEdition['files']): boolean {
  return Object.entries(files).every(([name, stamp]) => isAsLeft(path.join(folder, name), stamp));
}

function isAsLeft(file: string, [size, time]: Stamp): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.size === size && stat.mtimeMs === time;
}

export function stampOf(file: string): Stamp {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
}
