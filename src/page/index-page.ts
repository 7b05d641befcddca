import type { House } from '../model/house.ts';
import { writeDate } from '../notation/dates.ts';
import { folderOf, openGraphLocaleOf } from './page.ts';
import type { PageScript, Renderer } from './renderer.ts';
import { type Html, html, iconOf } from './renderer.ts';
import { type BaseStyle, pageStyle } from './style.ts';

export interface Listed {
  title: string;
  dek: string;
  date: string;
}

/** out/index.html: the editions, newest first. */
export function renderIndex(
  editions: Record<string, Listed>,
  house: House,
  {
    renderer,
    style,
    script,
    logo,
  }: { renderer: Renderer; style: BaseStyle; script: PageScript; logo?: Html },
): string {
  const entries = Object.entries(editions).sort(([a], [b]) => (a > b ? -1 : 1));
  const openGraphLocale = openGraphLocaleOf(house);
  return renderer.index({
    language: house.locale,
    publication: house.publication,
    icon: iconOf(house, logo),
    description: `The editions of ${house.publication}, newest first.`,
    ...(house.site !== undefined && { address: folderOf(house.site) }),
    ...(openGraphLocale !== undefined && { openGraphLocale }),
    style: pageStyle(style, house, { left: house.publication, right: '', foot: house.publication }),
    script: html(script.code),
    scriptHash: script.hash,
    editions: entries.map(([id, { title, dek, date }]) => ({
      title,
      dek,
      date,
      dateLabel: writeDate(date),
      page: `${id}/index.html`,
      pdf: `${id}/briefing.pdf`,
    })),
  });
}
