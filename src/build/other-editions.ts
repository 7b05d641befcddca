import { revisionFolder } from '../archive/layout.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { linkFrom, sitePaths } from '../archive/site/site-files.ts';
import type { House } from '../model/house.ts';
import { slugOf } from '../model/slug.ts';
import { addressUnder, folderOf } from '../pages/metadata.ts';
import type { OtherEditions } from '../pages/page.ts';

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
