import type { House } from '../model/house.ts';
import { writeDate } from '../notation/dates.ts';
import type { Renderer } from './renderer.ts';
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
  { renderer, style }: { renderer: Renderer; style: BaseStyle },
): string {
  const entries = Object.entries(editions).sort(([a], [b]) => (a > b ? -1 : 1));
  return renderer.index({
    language: house.locale,
    publication: house.publication,
    style: pageStyle(style, house, { left: house.publication, right: '', foot: house.publication }),
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
