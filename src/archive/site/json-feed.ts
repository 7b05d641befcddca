import { addressOf, type FeedEntry, type FeedInput, feedEntries } from './feed-entries.ts';
import { sitePaths } from './site-files.ts';

/** feed.json, JSON Feed 1.1. Its addresses are absolute, so it has none where the house names no site. */
export function jsonFeed(source: FeedInput): string {
  const { house } = source;
  const hasAddress = house.site !== undefined;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: house.publication,
    ...(hasAddress && {
      home_page_url: addressOf(sitePaths.index, house),
      feed_url: addressOf(sitePaths.json, house),
    }),
    language: house.language,
    authors: [{ name: house.publication }],
    items: feedEntries(source).map((entry) => toItem(entry, hasAddress)),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

function toItem(entry: FeedEntry, hasAddress: boolean): object {
  return {
    id: entry.id,
    ...(hasAddress && { url: entry.page }),
    title: entry.title,
    content_text: entry.paragraphs.join('\n\n'),
    date_published: entry.published,
    date_modified: entry.updated,
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.tags.length > 0 && { tags: entry.tags }),
    language: entry.language,
    ...(hasAddress &&
      entry.pdf && {
        attachments: [
          { url: entry.pdf.address, mime_type: 'application/pdf', size_in_bytes: entry.pdf.bytes },
        ],
      }),
  };
}
