import { z } from 'zod';
import { isSiteFile, sitePaths } from '../archive/site-files.ts';
import { forEachOf } from '../for-each.ts';
import { readJson } from '../model/json-file.ts';
import { sha256 } from '../outputs/artifact.ts';
import { toolVersions } from '../outputs/tool.ts';
import { iconOf } from '../page/renderer.ts';
import { cssString } from '../page/style.ts';
import { bibtexOf, cslOf } from './citations.ts';
import { type ArchiveDesign, loadArchiveDesign } from './design.ts';
import { editionsOf, type Imprint, type SiteEdition, seriesKey, trialsEver } from './editions.ts';
import { atomFeed, jsonFeed } from './feeds.ts';
import { type Site, siteOf } from './frame.ts';
import { homePage, seriesDirectory, seriesPage, trialDirectory, yearPage } from './lists.ts';
import { type ChangesByRevision, editionPage, latestPage } from './models.ts';
import { type SearchDocument, withSearchIndex } from './search-document.ts';
import { searchScript, shardOf, shardScript, shardsOf } from './search-shards.ts';
import type { ArchiveReader, SearchDatabase } from './shelf.ts';
import { readHouse, siteSources } from './sources.ts';
import { type ArchiveRenderer, createArchiveRenderer } from './template-model.ts';
import { historyOf, type TrialRecord, trialPage } from './trial.ts';

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

/** What pages are made from beside the manifests; each is asked for only when its page is written. */
export interface SiteSources {
  changesOf(edition: SiteEdition): ChangesByRevision;
  /** Each edition's data of a trial, in order of sealing. */
  recordsOf(trial: string): TrialRecord[];
  documentsOf(editions: readonly SiteEdition[]): ReadonlyMap<string, SearchDocument>;
}

/** What makes the files of a site. */
interface Press {
  site: Site;
  render: ArchiveRenderer;
  sources: SiteSources;
  /** Changes with the tool and the house. */
  made: string;
}

/** A file of the site by its path, made when called. */
type Page = readonly [path: string, make: () => string];

/** Every page and data file of the site, but for what is under assets/. */
function sitePages(press: Press): Map<string, () => string> {
  const ofEditions = press.site.editions.flatMap((edition) => editionPages(edition, press));
  return new Map([...topPages(press), ...listPages(press), ...ofEditions, ...searchPages(press)]);
}

function topPages({ site, render }: Press): Page[] {
  const { index, atom, json, allTrials, allSeries } = sitePaths;
  const all: Page[] = [
    [index, () => render.home(homePage(site))],
    [atom, () => atomFeed(site)],
    [json, () => jsonFeed(site)],
    [allTrials, () => render.directory(trialDirectory(site))],
    [allSeries, () => render.directory(seriesDirectory(site))],
  ];
  return all.filter(([path]) => path !== allSeries || site.series.size > 0);
}

function listPages({ site, render, sources }: Press): Page[] {
  const historyOfTrial = (id: string) => historyOf(sources.recordsOf(id));
  return [
    ...site.years.keys().map((year): Page => [sitePaths.year(year), () => render.list(yearPage(site, year))]),
    ...site.series
      .keys()
      .map((key): Page => [sitePaths.series(key), () => render.list(seriesPage(site, key))]),
    ...site.trials
      .keys()
      .map((id): Page => [sitePaths.trial(id), () => render.trial(trialPage(site, id, historyOfTrial(id)))]),
  ];
}

function editionPages(edition: SiteEdition, { site, render, sources }: Press): Page[] {
  const { edition: page, latest, bibtex, csl } = sitePaths;
  const cited = { edition, house: site.house };
  return [
    [page(edition), () => render.edition(editionPage(site, edition, sources.changesOf(edition)))],
    [latest(edition), () => render.latest(latestPage(site, edition))],
    [bibtex(edition), () => bibtexOf(cited)],
    [csl(edition), () => cslOf(cited)],
  ];
}

function searchPages({ site: { editions }, sources, made }: Press): Page[] {
  const shards = shardsOf(editions);
  const keys = shards.map((own) =>
    shortHash([made, ...own.map(({ newest }) => newest.sealed.hash)].join(' ')),
  );
  return [
    [sitePaths.search, () => searchScript(editions, keys)],
    ...shards.map((own, index): Page => {
      const number = index + 1;
      return [sitePaths.shard(number), () => shardScript(number, own, sources.documentsOf(own))];
    }),
  ];
}

/** A short hash that distinguishes versions of a file. */
function shortHash(content: string): string {
  return sha256(content).slice(0, 10);
}

/** The files that all pages share, and keys that change with them. */
function siteAssets({ assets, rules }: ArchiveDesign, house: Imprint) {
  const style = `${rules}${houseRules(house)}\n`;
  const all = { ...assets, 'site.css': style };
  return {
    assets: new Map(Object.entries(all).map(([name, content]) => [sitePaths.asset(name), () => content])),
    keys: {
      fonts: shortHash(assets['fonts.css']),
      style: shortHash(style),
      script: shortHash(assets['site.js']),
    },
  };
}

/** The house's colour and paper, and its name at the foot of each printed page. */
function houseRules({ accent, paper, publication }: Imprint): string {
  return `:root{--accent:${accent}}@page{size:${paper};@bottom-left{content:${cssString(publication)}}@bottom-right{content:counter(page) " / " counter(pages)}}`;
}

/** Paths of the files affected by revisions sealed since the site was last updated. */
function touchedBy(added: readonly string[], site: Site): Set<string> {
  const hashes = new Set(added);
  const changed = site.editions.filter(({ revisions }) =>
    revisions.some(({ sealed }) => hashes.has(sealed.hash)),
  );
  const { index, search, atom, json, allSeries, allTrials } = sitePaths;
  return new Set([
    ...[index, search, atom, json, allSeries, allTrials],
    ...[...yearsTouched(changed, hashes, site)].map(sitePaths.year),
    ...changed.flatMap((edition) => [
      sitePaths.shard(shardOf(site.editions.indexOf(edition))),
      ...trialsEver(edition).map(sitePaths.trial),
      ...seriesEver(edition).map(sitePaths.series),
      ...[edition, ...neighboursOf(edition, site)].flatMap(ownPaths),
    ]),
  ]);
}

/** Years of the editions; all when one of them is new, because each year's page leads to every other. */
function yearsTouched(
  changed: readonly SiteEdition[],
  added: ReadonlySet<string>,
  { years }: Site,
): Iterable<string> {
  const own = new Set(changed.map(({ date }) => date.slice(0, 4)));
  const isNew = (year: string) => years.get(year)?.every(({ first }) => added.has(first.sealed.hash));
  return [...own].some(isNew) ? years.keys() : own;
}

function ownPaths(edition: SiteEdition): string[] {
  const { edition: page, latest, bibtex, csl } = sitePaths;
  return [page, latest, bibtex, csl].map((pathOf) => pathOf(edition));
}

/** Keys of the series that a revision of the edition is or was in. */
function seriesEver({ revisions }: SiteEdition): string[] {
  const named = revisions.flatMap(({ sealed }) => sealed.manifest.series ?? []);
  return [...new Set(named.map(seriesKey))];
}

/**
 * Editions whose pages can lead to this one: beside it in the archive or in a series; all of a series that it
 * left.
 */
function neighboursOf(edition: SiteEdition, { series, newestFirst }: Site): SiteEdition[] {
  const ofSeries = seriesEver(edition).flatMap((key) => {
    const all = series.get(key) ?? [];
    return all.includes(edition) ? besideIn(all, edition) : all;
  });
  return [...besideIn(newestFirst, edition), ...ofSeries];
}

function besideIn(all: readonly SiteEdition[], edition: SiteEdition): SiteEdition[] {
  const place = all.indexOf(edition);
  return all.filter((_, index) => Math.abs(index - place) === 1);
}
