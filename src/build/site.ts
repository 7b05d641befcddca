import { z } from 'zod';
import { editionsOf } from '../archive/site/editions.ts';
import { siteOf } from '../archive/site/pages/frame.ts';
import type { ArchiveReader, SearchDatabase } from '../archive/site/shelf.ts';
import { isSiteFile, sitePaths } from '../archive/site/site-files.ts';
import { readJson } from '../model/json-file.ts';
import { sha256 } from '../outputs/artifact.ts';
import { toolVersions } from '../outputs/tool.ts';
import { loadArchiveDesign } from '../pages/archive/design.ts';
import { createArchiveRenderer } from '../pages/archive/renderer.ts';
import { iconOf } from '../pages/icon.ts';
import { forEachOf } from './for-each.ts';
import { withSearchIndex } from './search-index.ts';
import { siteAssets } from './site-assets.ts';
import { sitePages } from './site-pages.ts';
import { readHouse, siteSources } from './site-sources.ts';
import { touchedBy } from './site-touched.ts';

export interface SiteUpdate {
  /** Number of files of the updated site. */
  files: number;
  /** Paths of those that were written, and of those that were no longer part of it. */
  written: string[];
  removed: string[];
}

/**
 * Brings the site and the search index of an archive up to date after revisions were sealed, and touches only
 * the affected files; all of it when the tool or the house has changed since. The same sealed folders always
 * give the same site, however it came to be. `root` is the tool's own folder. Throws what the file system
 * throws, and `ArchiveDamaged`.
 */
export function updateSite(shelf: ArchiveReader, root: string): Promise<SiteUpdate> {
  return bringUp(shelf, root, (made, hashes, index) => {
    const before = parseState(index.note(stateNote));
    const isContinued =
      before?.made === made && hashes[before.count - 1] === before.head && shelf.isThere(sitePaths.index);
    return before && isContinued ? hashes.slice(before.count) : undefined;
  });
}

/** Rebuilds the whole site from the sealed folders, and removes files no longer part of it. */
export function rebuildSite(shelf: ArchiveReader, root: string): Promise<SiteUpdate> {
  return bringUp(shelf, root, () => undefined);
}

const stateNote = 'site';

/** Which revisions the site covers, and hashes of the tool and the house. */
const stateSchema = z.object({ made: z.string(), count: z.int().min(0), head: z.string().optional() });

type State = z.infer<typeof stateSchema>;

/** Undefined too of a note that is none of ours: then the whole site is made anew. */
function parseState(note: string | undefined): State | undefined {
  const read = note === undefined ? undefined : readJson(Buffer.from(note), stateSchema);
  return read && 'value' in read ? read.value : undefined;
}

/** Hashes added since; undefined when the existing site cannot be reused. */
type FindAdded = (made: string, hashes: string[], index: SearchDatabase) => string[] | undefined;

async function bringUp(shelf: ArchiveReader, root: string, findAdded: FindAdded): Promise<SiteUpdate> {
  const revisions = shelf.revisions();
  const editions = editionsOf(revisions);
  const design = loadArchiveDesign(root);
  const { house, logo } = readHouse(shelf, revisions.at(-1));
  const { assets, keys } = siteAssets(design, house);
  const icon = iconOf(house, logo);
  const site = siteOf({ house, ...(logo && { logo }), icon, assets: keys }, editions);
  // Every page leads to the list of series once there is one.
  const hasSeries = site.series.size > 0;
  const made = sha256(JSON.stringify([toolVersions(root).files, house, logo?.toString(), keys, hasSeries]));
  return withSearchIndex(shelf, editions, async (index) => {
    const hashes = revisions.map(({ hash }) => hash);
    const added = findAdded(made, hashes, index);
    const render = createArchiveRenderer(design);
    const pages = sitePages({ site, render, made, sources: siteSources(shelf, site, index) });
    const touched = added && new Set([...assets.keys(), ...touchedBy(added, site)]);
    const update = await write(shelf, new Map([...assets, ...pages]), touched);
    const state: State = { made, count: hashes.length, head: hashes.at(-1) };
    index.setNote(stateNote, JSON.stringify(state));
    return update;
  });
}

/** At most this many files are under way at a time. */
const inFlight = 16;

/**
 * Writes the files that differ, of all or of those `touched`, and removes those no longer part of the site.
 */
async function write(
  shelf: ArchiveReader,
  files: ReadonlyMap<string, () => string>,
  touched: ReadonlySet<string> | undefined,
): Promise<SiteUpdate> {
  const wanted = touched ? [...touched] : [...files.keys()];
  const standing = touched ? [] : shelf.unsealed().filter(isSiteFile);
  const gone = new Set([...wanted, ...standing].filter((file) => !files.has(file)));
  const [written, removed]: [string[], string[]] = [[], []];
  await forEachOf(
    [...files].filter(([file]) => !touched || touched.has(file)),
    inFlight,
    async ([file, make]) => {
      if (await shelf.write(file, make())) written.push(file);
    },
  );
  for (const file of gone) if (await shelf.remove(file)) removed.push(file);
  return { files: files.size, written: written.sort(), removed: removed.sort() };
}
