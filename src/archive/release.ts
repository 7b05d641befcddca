import { addendumOf } from '../changes/changes-data.ts';
import { compareSnapshots, visibleChanges } from '../changes/compare.ts';
import type { Predecessor } from '../changes/predecessor.ts';
import { type ChangeReport, changeReport } from '../changes/report.ts';
import { type DataSnapshot, takeSnapshot } from '../changes/snapshot.ts';
import type { BriefingUses, Further } from '../evidence/assess.ts';
import { uniqueData } from '../evidence/ledger.ts';
import type { House } from '../model/house.ts';
import type { Briefing, Library } from '../model/library.ts';
import { slugOf } from '../model/slug.ts';
import type { CorrectionKind, SealedRevision } from '../outputs/sealed.ts';
import { addressUnder, folderOf, type OtherEditions } from '../page/page.ts';
import { revisionFolder } from './files.ts';
import { linkFrom, sitePaths } from './site-files.ts';

/** Which revision of an edition is being built, why, and its predecessor. */
export interface Release {
  /** From 1. */
  revision: number;
  /** Of revisions after the first; `date` is the day of sealing, YYYY-MM-DD. */
  correction?: { kind: CorrectionKind; reason: string; date: string };
  /**
   * What the newest revision of the edition before this one in its series said; for a correction, what the
   * revision before said.
   */
  predecessor?: Predecessor;
  /** What its page leads to, from where it will lie; of a draft by itself the list of drafts. */
  others?: OtherEditions;
}

/** What is made without looking into an archive. */
export const draft: Release = { revision: 1 };

/** As printed: `r1`. */
export function revisionName({ revision }: Pick<Release, 'revision'>): string {
  return `r${revision}`;
}

/** An edition that the page of another one can lead to. */
export interface NamedEdition {
  /** `2026-04-14-aquila-delays-myeloma`. */
  id: string;
  title: string;
  /** YYYY-MM-DD. */
  date: string;
  series?: string | undefined;
}

/** The newest earlier edition of the series, else of the publication. Ids begin with the date. */
export function previousOf(
  { id, series }: Pick<NamedEdition, 'id' | 'series'>,
  all: Iterable<NamedEdition>,
): NamedEdition | undefined {
  const earlier = [...all].filter((one) => one.id < id).sort((a, b) => (a.id < b.id ? 1 : -1));
  return earlier.find((one) => series !== undefined && one.series === series) ?? earlier[0];
}

/** The editions of an archive, each by its newest revision. */
export function sealedEditions(sealed: readonly SealedRevision[]): NamedEdition[] {
  const newest = new Map<string, SealedRevision['manifest']>();
  for (const { manifest } of sealed) {
    const before = newest.get(manifest.id);
    if (!before || before.revision < manifest.revision) newest.set(manifest.id, manifest);
  }
  return [...newest.values()];
}

/** Links of a page that lies at `<out>/<id>/index.html`. */
export function amongDrafts(previous: NamedEdition | undefined): OtherEditions {
  return {
    list: '../index.html',
    ...(previous && { previous: { ...namedInText(previous), href: `../${previous.id}/index.html` } }),
  };
}

/**
 * Links of a page that is sealed: to addresses for good where the house names its site, else within the
 * archive.
 */
export function inArchive(
  of: { slug: string; date: string; revision: number },
  { site }: Pick<House, 'site'>,
  previous: NamedEdition | undefined,
): OtherEditions {
  const page = `${revisionFolder(of)}/index.html`;
  const key = previous && { slug: slugOf(previous.id), date: previous.date };
  return {
    list: site === undefined ? linkFrom(page, sitePaths.index) : folderOf(site),
    ...(previous &&
      key && {
        previous: {
          ...namedInText(previous),
          href: site === undefined ? linkFrom(page, sitePaths.latest(key)) : addressUnder(site, key),
        },
      }),
  };
}

/** Changes with the text of a page's link to the previous edition; empty without one. */
export function previousKey(previous: OtherEditions['previous']): string {
  return previous === undefined ? '' : JSON.stringify(previous);
}

function namedInText({ title, date, series }: NamedEdition) {
  return { title, date, ...(series !== undefined && { series }) };
}

/** The data behind one edition, and what of them changed. */
export interface EditionData {
  snapshot: DataSnapshot;
  /** None of a first edition. */
  changes?: ChangeReport;
  /** Ledger entries that reporting them adds. */
  further?: Further;
}

/** `owners`: ids of the trials and products among the edition's inputs. */
export function dataOfEdition(
  briefing: Briefing,
  library: Library,
  { uses, owners, release }: Pick<BriefingUses, 'uses'> & { owners: ReadonlySet<string>; release: Release },
): EditionData {
  const used = new Set(uniqueData(uses).map(({ id }) => id));
  const snapshot = takeSnapshot(library, { edition: briefing.id, owners, used });
  if (!release.predecessor) return { snapshot };
  const { data, ...since } = release.predecessor;
  const changes = changeReport(since, visibleChanges(compareSnapshots(data, snapshot)));
  return { snapshot, changes, further: addendumOf(changes, library) };
}
